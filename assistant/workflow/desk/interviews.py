"""Notes come in: what was understood is told at once and mended by a person before anything is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assistant.domain.accounts import Account
from assistant.domain.documents import Document, NamedBytes, Passage, Person, Redaction, Side
from assistant.domain.errors import BadInput, NotFound
from assistant.domain.users import Permission, User
from assistant.grounding.figures import FigureKind, find
from assistant.retrieval.kept import KeptDocument
from assistant.workflow import keeping
from assistant.workflow.desk.access import permit
from assistant.workflow.desk.accounts import kept_account
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.desk import Desk
from assistant.workflow.drafting import Notes, Redact, read_notes
from ingest.documents import ingest
from ingest.passages import passages

_MOST = 500  # figures of one document that are told
_DATED = frozenset({FigureKind.DATE, FigureKind.QUARTER})


class Voice(NamedTuple):
    """Somebody whom a document names, and how often they speak in it."""

    person: Person
    turns: int


class Seen(NamedTuple):
    """A figure or a date as written, at its place in the document's text."""

    text: str
    start: int
    end: int


class UnderstoodDocument(NamedTuple):
    """What was understood of one document; its text, notices and possible personal data are in `document`."""

    document: Document
    words: int
    people: tuple[Voice, ...]
    figures: tuple[Seen, ...]
    dates: tuple[Seen, ...]


class Understood(NamedTuple):
    """What was understood of notes that are not kept yet."""

    account: Account
    documents: tuple[UnderstoodDocument, ...]


class Hide(NamedTuple):
    """Possible personal data that is to be replaced by a pseudonym before anything is kept."""

    document: str
    start: int
    end: int


@dataclass(frozen=True)
class Corrections:
    """What a person mends of what was understood.

    Attributes:
        people: who they are, by name: side, title; kept with the account, and stronger than what notes suggest.
        held_on: when the talk took place, by document.
        hide: which of the possible personal data to replace.
    """

    people: tuple[Person, ...] = ()
    held_on: Mapping[str, date] = field(default_factory=dict)
    hide: tuple[Hide, ...] = ()


AS_UNDERSTOOD = Corrections()


class KeptInterview(NamedTuple):
    """What became of each document: `status` is new, same or new_version."""

    account: Account
    documents: tuple[keeping.Result, ...]


def understand(
    desk: Desk, user: User, files: Sequence[NamedBytes], account: str | None = None, redact: Redact = "suggest"
) -> Understood:
    """Tell what notes hold; nothing is kept.

    Raises:
        NotAllowed: the role writes nothing.
        NotFound: no such account, or it is not theirs to see.
        BadInput: there are no notes, or a file cannot be used.
    """
    permit(user, Permission.WRITE)
    known = None if account is None else kept_account(desk, user, Permission.WRITE, account)
    notes = read_notes(files, known, redact, desk.parts.progress)
    return Understood(notes.account, tuple(_understood(document) for document in notes.documents))


def keep_interview(
    desk: Desk,
    user: User,
    account: str,
    files: Sequence[NamedBytes],
    corrections: Corrections = AS_UNDERSTOOD,
    redact: Redact = "suggest",
) -> KeptInterview:
    """Keep notes with what was mended of them; vectors follow with `index_notes`, so that this answers at once.

    Raises:
        NotAllowed: the role writes nothing.
        NotFound: no such account, or it is not theirs to see.
        BadInput: there are no notes, or a file cannot be used; then nothing was kept.
    """
    known = kept_account(desk, user, Permission.WRITE, account)
    mended = known.model_copy(update={"people": _joined(known.people, corrections.people)})
    notes = read_notes(files, mended, redact, desk.parts.progress)
    by_document = list(_mended(notes, files, corrections, redact))
    told = keeping.ingest_notes(mended, by_document, (), desk.repository, None)
    desk.shelf.forget(account)
    with desk.store.write() as work:
        for one, (document, _) in zip(told["documents"], by_document, strict=True):
            action, subject = f"document.{one['status']}", f"document:{document.sha256[:16]}"
            record(work, desk, user, action, subject, account, passages=one["passages"], version=one["version"])
    return KeptInterview(mended, tuple(told["documents"]))


def index_notes(desk: Desk, account: str) -> None:
    """Bring an account's vectors up to what is kept; heavy, and done by a job."""
    if desk.indexes is not None:
        keeping.follow(account, desk.repository, desk.indexes.index(account))


def documents(desk: Desk, user: User, account: str) -> tuple[KeptDocument, ...]:
    """Return the current version of each document, in the order in which they first came.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such account, or it is not theirs to see.
    """
    kept_account(desk, user, Permission.READ, account)
    return kept_documents(desk, account)


def document(desk: Desk, user: User, account: str, document: str, version: int | None = None) -> Document:
    """Return a document; `version` counts from 1, None is the current one.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such account, document or version, or the account is not theirs to see.
    """
    kept_account(desk, user, Permission.READ, account)
    history = desk.repository.history(account, document)
    if version is None:
        return history[-1]
    if not 1 <= version <= len(history):
        raise NotFound(f"document {document!r} has no version {version}")
    return history[version - 1]


def kept_documents(desk: Desk, account: str) -> tuple[KeptDocument, ...]:
    """Return the documents of an account, none where nothing was ever kept of it."""
    try:
        return desk.repository.documents(account)
    except NotFound:
        return ()


def _understood(document: Document) -> UnderstoodDocument:
    figures = find(document.text, document.language)[:_MOST]
    turns = [block.speaker for block in document.blocks if block.speaker]
    people = {person.name.casefold(): person for person in (*document.people, *document.header.people)}
    return UnderstoodDocument(
        document=document,
        words=len(document.text.split()),
        people=tuple(Voice(person, turns.count(person.name)) for person in people.values()),
        figures=tuple(Seen(one.text, one.start, one.end) for one in figures if one.kind not in _DATED),
        dates=tuple(Seen(one.text, one.start, one.end) for one in figures if one.kind in _DATED),
    )


def _joined(known: Sequence[Person], mended: Sequence[Person]) -> tuple[Person, ...]:
    """Return people of the account's file with what was mended of them; a side that is not known is not kept."""
    found = {person.name.casefold(): person for person in known}
    for person in mended:
        given = {key: value for key, value in person.model_dump(exclude={"span", "title_span"}).items() if value}
        if person.side is Side.UNKNOWN:
            given.pop("side")
        was = found.get(person.name.casefold(), Person(name=person.name))
        found[person.name.casefold()] = was.model_copy(update=given)
    return tuple(found.values())


def _mended(
    notes: Notes, files: Sequence[NamedBytes], corrections: Corrections, redact: Redact
) -> Iterator[tuple[Document, Sequence[Passage]]]:
    data = {file.name: file.data for file in files}
    for document in notes.documents:
        hide = {(one.start, one.end) for one in corrections.hide if one.document == document.id}
        mended = document
        if hide and redact != "on":
            _refuse_unknown(document, hide)
            mended = ingest(
                document.id, data[document.id], id=document.id, account=notes.account, redact="on", only=hide
            )
        if document.id in corrections.held_on:
            header = mended.header.model_copy(update={"held_on": corrections.held_on[document.id]})
            mended = mended.model_copy(update={"header": header})
        yield mended, passages(mended)


def _refuse_unknown(document: Document, hide: set[tuple[int, int]]) -> None:
    suggested: Sequence[Redaction] = document.redactions
    if not hide <= {(one.start, one.end) for one in suggested}:
        mend = "name places of the possible personal data that was told"
        raise BadInput("hide", "nothing was suggested there", mend=mend)
