"""Files of stories that go out, and the library of what may be used."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from api.access import Parts, Reader
from api.replies import reply
from assistant.domain.base import Frozen
from assistant.domain.consent import Channel, Export
from assistant.workflow.desk import exporting

router = APIRouter(prefix="/api/v1", tags=["exports"])
Format = Literal["md", "html", "docx", "pdf", "pptx", "json"]
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "pdf": "application/pdf",
    "json": "application/json",
}
SANDBOX = "default-src 'none'; sandbox"


class ExportAsked(Frozen):
    """A file to be made."""

    format: Format = Field(examples=["pdf"])
    channel: Channel = Field(examples=["internal"])
    sent_to: str = Field(default="", max_length=500, description="Where it goes, in your words.")


class Exports(BaseModel):
    """Files that were made, oldest first; pulled ones too."""

    items: list[Export]


@router.post("/stories/{story}/exports", summary="Make a file of a story", status_code=201, response_model=Export)
def export(story: str, asked: ExportAsked, parts: Parts, user: Reader) -> Response:
    """Make a file for a channel; the gate says what is in the way. Fetch it from the address in Location."""
    made = exporting.export_story(parts.desk, user, story, asked.format, asked.channel, sent_to=asked.sent_to).export
    return reply(made, 201, Location=f"{router.prefix}/exports/{made.id}/file")


@router.get("/exports", summary="Files that were made", response_model=Exports)
def exports(
    parts: Parts,
    user: Reader,
    account: Annotated[str | None, Query(max_length=200)] = None,
    story: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """List exports with where they went."""
    return reply(Exports(items=list(exporting.exports(parts.desk, user, account=account, story=story))))


@router.get(
    "/exports/{export}/file",
    summary="The file of an export",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def file(export: str, parts: Parts, user: Reader) -> Response:
    """Return the file, to be saved and never shown inline; none once it is pulled."""
    made = exporting.read_export(parts.desk, user, export)
    return download(made.data, made.export.format, f"{made.export.story}-v{made.export.version}")


def download(data: bytes, format_: str, name: str) -> Response:
    """Return a file as an attachment that a browser saves and neither shows nor guesses at."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{format_}"',
        "Content-Security-Policy": SANDBOX,
    }
    return Response(data, headers=headers, media_type=MEDIA_TYPES[format_])
