"""The description of the API (OpenAPI 3.1), made from the routes; who may use one is told from what it declares."""

from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.responses import JSONResponse

from api.access import Needs, Open, api_routes, declared
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
        routes = [route for route in api_routes(app) if route.include_in_schema]
        schema = get_openapi(
            title=app.title,
            version="1",
            summary="Outcome stories in which every claim is traced to its evidence",
            routes=app.routes,
        )
        for route in routes:
            for method in route.methods or ():
                _complete(schema["paths"][route.path][method.lower()], declared(route))
        components = schema.setdefault("components", {})
        components["securitySchemes"] = _SCHEMES
        components.setdefault("schemas", {})["Problem"] = Problem.model_json_schema(
            ref_template="#/components/schemas/{model}"
        )
        components["schemas"] |= components["schemas"]["Problem"].pop("$defs", {})
        app.openapi_schema = schema
    return app.openapi_schema


def _complete(operation: dict[str, Any], declares: Needs | Open | None) -> None:
    responses = operation.setdefault("responses", {})
    failures = dict(_ALWAYS)
    if isinstance(declares, Needs):
        operation["security"] = [{"token": []}, {"session": []}]
        operation["x-permission"] = str(declares.permission) if declares.permission else "signed in"
        failures |= _GUARDED
    for status, description in failures.items():
        responses[str(status)] = {"description": description}
    for status, response in responses.items():
        if int(status) >= 400:  # noqa: PLR2004  the first status that is a failure
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
