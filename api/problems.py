"""Every failure as problem details (RFC 9457): one clear line, never a traceback, never text of notes."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from assistant.domain.errors import (
    AssistantError,
    BadInput,
    Blocked,
    Busy,
    EditConflict,
    IllegalMove,
    ModelFailed,
    NotAllowed,
    NotBuilt,
    NotFound,
    StoreConflict,
)
from assistant.domain.raci import NotReady

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
_STATUS: tuple[tuple[type[AssistantError], int], ...] = (
    (BadInput, 422),
    (NotBuilt, 422),
    (NotFound, 404),
    (NotAllowed, 403),
    (IllegalMove, 409),
    (Blocked, 409),
    (NotReady, 409),
    (StoreConflict, 409),
    (EditConflict, 412),
    (Busy, 429),
    (ModelFailed, 502),
)


class FieldProblem(BaseModel):
    """One field at fault."""

    where: str = Field(examples=["body.kind"])
    problem: str = Field(examples=["Input should be 'story' or 'brief'"])


class Problem(BaseModel):
    """Why a request failed (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "urn:outcome-stories:problem:not-found",
                "title": "Not Found",
                "status": 404,
                "detail": "no story is called s9",
                "instance": "01JD9Z6A3M",
            }
        }
    )

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str | None = Field(default=None, description="Id of the request, as in X-Request-ID and the log.")
    errors: list[FieldProblem] | None = None
    blockers: list[str] | None = Field(default=None, description="What stands in the way of publishing.")
    legal: list[str] | None = Field(default=None, description="What can be done instead.")
    mend: str | None = Field(default=None, description="What to do about it.")


class NotSignedIn(AssistantError):
    """No valid token or session came with the request."""


class PreconditionRequired(AssistantError):
    """A change that needs If-Match came without it."""


def problem(request: Request, status: int, detail: str, **more: Any) -> Response:
    """Return problem details; `more` are further members, or `headers`."""
    headers: Mapping[str, str] | None = more.pop("headers", None)
    name = more.pop("name", None)
    title = HTTPStatus(status).phrase
    body = Problem(
        type=f"urn:outcome-stories:problem:{name or title.lower().replace(' ', '-')}",
        title=title,
        status=status,
        detail=detail,
        instance=getattr(request.state, "request_id", None),
        **more,
    )
    show = getattr(request.app.state, "show_problem", None)  # pages show it to people
    page: Response | None = show(request, body, dict(headers or {})) if show else None
    return page or JSONResponse(
        body.model_dump(exclude_none=True), status, media_type=MEDIA_TYPE, headers=dict(headers) if headers else None
    )


def install(app: FastAPI) -> None:
    """Have the app answer every error of ours, of the framework's and of validation with problem details."""
    app.exception_handler(AssistantError)(answer)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_http)


def answer(request: Request, error: AssistantError) -> Response:
    """Return the problem details of an error of ours."""
    if isinstance(error, NotSignedIn):
        return problem(request, 401, str(error), headers={"WWW-Authenticate": "Bearer"})
    if isinstance(error, PreconditionRequired):
        return problem(request, 428, str(error))
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 400)
    return problem(request, status, str(error), **_details(error))


def _details(error: AssistantError) -> dict[str, Any]:
    name = "".join(f"-{char.lower()}" if char.isupper() else char for char in type(error).__name__).strip("-")
    more: dict[str, Any] = {"name": name}
    if isinstance(error, BadInput):
        place = f"{error.where}, {error.place}" if error.place else error.where
        more |= {"errors": [FieldProblem(where=place, problem=error.problem)], "mend": error.mend}
    elif isinstance(error, Blocked):
        more["blockers"] = list(error.blockers)
    elif isinstance(error, IllegalMove):
        more["legal"] = list(error.legal)
    elif isinstance(error, Busy):
        more["headers"] = {"Retry-After": str(RETRY_SECONDS)}
    return more


def _invalid(request: Request, error: RequestValidationError) -> Response:
    """Say which fields are wrong, and never what stood in them: that may be text of notes."""
    fields = [
        FieldProblem(where=".".join(str(part) for part in each["loc"]), problem=each["msg"]) for each in error.errors()
    ]
    first = f"{fields[0].where}: {fields[0].problem}" if fields else "the request does not fit"
    return problem(request, 422, first, errors=fields, name="invalid-request")


def _http(request: Request, error: HTTPException) -> Response:
    detail = str(error.detail or HTTPStatus(error.status_code).phrase)
    if error.status_code == HTTPStatus.NOT_FOUND:
        detail = "there is nothing at this address"
    return problem(request, error.status_code, detail, headers=error.headers)
