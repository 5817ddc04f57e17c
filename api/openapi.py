"""The description of the API (OpenAPI 3.1), made from the routes; who may use one is told from what it declares."""

from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.responses import JSONResponse

from api.access import Needs, Open, api_routes, declared
from api.examples import example_of
from api.problems import MEDIA_TYPE, Problem

ADDRESS = "/api/v1/openapi.json"
_SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "Made with `outcome-stories token create`."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "outcome-stories",
        "description": "Changes need a CSRF token.",
    },
}
_ALWAYS = {422: "The request does not fit.", 429: "Too many requests, or too much running work."}
_NAMED = {404: "There is no such thing, or it is not yours to see.", 409: "It is not in a state to do that."}
_TAGGED = {412: "Somebody changed it since it was read.", 428: "If-Match is missing."}
_SENT = {400: "The body cannot be read.", 413: "It is too large."}
_REFUSED = 400
_GUARDED = {401: "Nobody is signed in.", 403: "The role does not allow it."}


def describe(app: FastAPI) -> None:
    """Add the route that serves the description."""

    @app.get(ADDRESS, summary="This description", tags=["health"], response_class=JSONResponse)
    def openapi(_open: Annotated[None, Depends(Open("it describes the program, not its data"))]) -> JSONResponse:
        """Return the OpenAPI document."""
        return JSONResponse(document(app))


def document(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of an app; made once."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version="1",
            summary="Outcome stories in which every claim is traced to its evidence",
            routes=app.routes,
        )
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        components = schema.setdefault("components", {})
        components["securitySchemes"] = _SCHEMES
        components["schemas"] = components.get("schemas", {}) | problem.pop("$defs", {}) | {"Problem": problem}
        for route in api_routes(app):
            if route.include_in_schema:
                for method in route.methods or ():
                    operation = schema["paths"][route.path_format][method.lower()]
                    _complete(operation, declared(route))
                    _exemplify(operation, components["schemas"])
        app.openapi_schema = schema
    return app.openapi_schema


def _complete(operation: dict[str, Any], declares: Needs | Open | None) -> None:
    """Say who may, and how it is refused."""
    responses = operation.setdefault("responses", {})
    failures = dict(_ALWAYS)
    if isinstance(declares, Needs):
        operation["security"] = [{"token": []}, {"session": []}]
        operation["x-permission"] = str(declares.permission) if declares.permission else "signed in"
        failures |= _GUARDED
    if "requestBody" in operation or operation.get("parameters"):
        failures |= _NAMED
    if any(parameter["name"] == "If-Match" for parameter in operation.get("parameters", ())):
        failures |= _TAGGED
    if "requestBody" in operation:
        failures |= _SENT
    for status, description in failures.items():
        responses[str(status)] = {"description": description}
    for status, response in responses.items():
        if int(status) >= _REFUSED:
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _exemplify(operation: dict[str, Any], components: dict[str, Any]) -> None:
    bodies = [operation["requestBody"]] if "requestBody" in operation else []
    for body in (*bodies, *operation["responses"].values()):
        for media, content in body.get("content", {}).items():
            if "json" in media:
                content.setdefault("example", example_of(content["schema"], components))
