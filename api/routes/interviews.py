"""Interviews: what was understood is answered at once and can be corrected; then the notes are kept."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.access import Parts, Reader, Writer
from api.replies import reply
from api.routes.uploading import MOST_FILES, Files, GivenText, pasted, uploaded
from assistant.bootstrap.service import ServiceParts
from assistant.domain.accounts import Account
from assistant.domain.base import Frozen
from assistant.domain.documents import Document, NamedBytes, Notice, Person, Redaction
from assistant.domain.errors import BadInput, Busy
from assistant.domain.jobs import JobKind, JobOrder
from assistant.domain.users import User
from assistant.workflow.desk import interviews
from assistant.workflow.desk.interviews import Corrections, Hide, Understood, UnderstoodDocument

router = APIRouter(prefix="/api/v1", tags=["interviews"])
Redact = Literal["off", "suggest", "on"]
_NOTES = Field(min_length=1, max_length=MOST_FILES)
_SUGGEST: Redact = "suggest"


class NotesGiven(Frozen):
    """Notes to be understood."""

    notes: Annotated[tuple[GivenText, ...], _NOTES]
    account: str | None = Field(default=None, max_length=200, description="Id of the account, where it is known.")
    redact: Redact = "suggest"


class Place(Frozen):
    """A place in a document, in code points."""

    document: str = Field(max_length=500)
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Corrected(Frozen):
    """What to mend of what was understood."""

    people: tuple[Person, ...] = Field(default=(), max_length=500, description="Sides and titles, by name.")
    held_on: dict[str, date] = Field(default={}, description="When the talk took place, by document.")
    hide: tuple[Place, ...] = Field(default=(), max_length=10_000, description="Which suggested redactions to make.")

    def corrections(self) -> Corrections:
        """Return what the use case takes."""
        return Corrections(self.people, self.held_on, tuple(Hide(*vars(each).values()) for each in self.hide))


class InterviewGiven(Frozen):
    """Notes to be kept, with what was mended."""

    notes: Annotated[tuple[GivenText, ...], _NOTES]
    corrections: Corrected = Corrected()
    redact: Redact = "suggest"


class _Sent(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class VoiceOut(_Sent):
    """Somebody whom the notes name, and how often they speak."""

    person: Person
    turns: int


class SeenOut(_Sent):
    """A figure or a date as written, at its place."""

    text: str
    start: int
    end: int


class UnderstoodOut(BaseModel):
    """What was understood of one document."""

    id: str
    sha256: str
    media_type: str
    language: str
    text: str
    words: int
    title: str | None
    held_on: date | None
    people: list[VoiceOut]
    figures: list[SeenOut]
    dates: list[SeenOut]
    redactions: list[Redaction] = Field(description="Possible personal data.")
    notices: list[Notice] = Field(description="What a reviewer should know of a stretch.")


class AllUnderstood(BaseModel):
    """What was understood; nothing is kept."""

    account: Account
    documents: list[UnderstoodOut]


class KeptOut(BaseModel):
    """What became of a document."""

    id: str
    sha256: str
    status: Literal["new", "same", "new_version"]
    passages: int
    version: int


class Kept(BaseModel):
    """What became of each document, and the job that makes them ready for search."""

    documents: list[KeptOut]
    job: str | None = None


class DocumentLine(BaseModel):
    """A document that is kept, without its text."""

    id: str
    sha256: str
    media_type: str
    language: str
    held_on: date | None
    passages: int
    characters: int


class Documents(BaseModel):
    """The current version of each document."""

    items: list[DocumentLine]


@router.post("/interviews/understand", summary="See what notes hold", response_model=AllUnderstood)
def understand(given: NotesGiven, parts: Parts, user: Writer) -> Response:
    """Answer with speakers, dates, figures and possible personal data, to be corrected; nothing is kept."""
    return _told(interviews.understand(parts.desk, user, pasted(given.notes), given.account, given.redact))


@router.post("/interviews/understand-files", summary="See what files hold", response_model=AllUnderstood)
def understand_files(
    files: Files,
    parts: Parts,
    user: Writer,
    account: Annotated[str | None, Form(max_length=200)] = None,
    redact: Annotated[Redact, Form()] = _SUGGEST,
) -> Response:
    """The same for .txt .md .docx .pdf .vtt .srt .html .eml."""
    return _told(interviews.understand(parts.desk, user, uploaded(files), account or None, redact))


@router.post("/accounts/{account}/interviews", summary="Keep notes", status_code=201, response_model=Kept)
def keep(account: str, given: InterviewGiven, parts: Parts, user: Writer) -> Response:
    """Keep notes with what was mended; unchanged ones are told as `same`."""
    return _kept(parts, user, account, pasted(given.notes), given.corrections, given.redact)


@router.post("/accounts/{account}/interviews/files", summary="Keep files", status_code=201, response_model=Kept)
def keep_files(
    account: str,
    files: Files,
    parts: Parts,
    user: Writer,
    corrections: Annotated[str, Form(max_length=1_000_000, description="JSON, as for pasted notes.")] = "{}",
    redact: Annotated[Redact, Form()] = _SUGGEST,
) -> Response:
    """The same for files."""
    try:
        mended = Corrected.model_validate_json(corrections)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(("corrections", *map(str, first["loc"])))
        raise BadInput(where, first["msg"].lower(), mend="send JSON as for pasted notes") from error
    return _kept(parts, user, account, uploaded(files), mended, redact)


@router.get("/accounts/{account}/documents", summary="What is kept of an account", response_model=Documents)
def documents(account: str, parts: Parts, user: Reader) -> Response:
    """List documents in the order in which they first came."""
    found = interviews.documents(parts.desk, user, account)
    items = [
        DocumentLine(
            id=each.document.id,
            sha256=each.document.sha256,
            media_type=each.document.media_type,
            language=each.document.language,
            held_on=each.document.header.held_on,
            passages=len(each.passages),
            characters=len(each.document.text),
        )
        for each in found
    ]
    return reply(Documents(items=items))


@router.get("/accounts/{account}/documents/{document}", summary="A document", response_model=Document)
def document(
    account: str,
    document: str,
    parts: Parts,
    user: Reader,
    version: Annotated[int | None, Query(ge=1, le=10**9)] = None,
) -> Response:
    """Return a document with its text and structure; positions are code points of the text."""
    return reply(interviews.document(parts.desk, user, account, document, version))


def _kept(
    parts: ServiceParts, user: User, account: str, files: tuple[NamedBytes, ...], mended: Corrected, redact: Redact
) -> Response:
    kept = interviews.keep_interview(parts.desk, user, account, files, mended.corrections(), redact)
    told = [KeptOut.model_validate({name: one[name] for name in KeptOut.model_fields}) for one in kept.documents]
    changed = any(one.status != "same" for one in told)
    return reply(Kept(documents=told, job=_indexed(parts, user, account) if changed else None), 201)


def _indexed(parts: ServiceParts, user: User, account: str) -> str | None:
    """Have vectors follow the notes; where too much waits already, they follow with the next draft or search."""
    if parts.desk.indexes is None:
        return None
    try:
        return parts.jobs.submit(JobOrder(kind=JobKind.REINDEX, account=account), user.id).id
    except Busy:
        return None


def _told(understood: Understood) -> Response:
    documents = [_understood(each) for each in understood.documents]
    return reply(AllUnderstood(account=understood.account, documents=documents))


def _understood(each: UnderstoodDocument) -> UnderstoodOut:
    document = each.document
    return UnderstoodOut(
        id=document.id,
        sha256=document.sha256,
        media_type=document.media_type,
        language=document.language,
        text=document.text,
        words=each.words,
        title=document.header.title,
        held_on=document.header.held_on,
        people=[VoiceOut.model_validate(one) for one in each.people],
        figures=[SeenOut.model_validate(one) for one in each.figures],
        dates=[SeenOut.model_validate(one) for one in each.dates],
        redactions=list(document.redactions),
        notices=list(document.notices),
    )
