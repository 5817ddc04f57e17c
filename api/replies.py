"""Answers: a model as JSON, written once and not validated again."""

from pydantic import BaseModel
from starlette.responses import Response

JSON = "application/json"


def reply(model: BaseModel, status: int = 200, **headers: str) -> Response:
    """Return a model as JSON; header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(model.model_dump_json(by_alias=True), status, headers=named, media_type=JSON)
