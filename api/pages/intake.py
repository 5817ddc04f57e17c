"""What comes in with a new story: kept aside between two pages, shown as understood, and read back as mended.

Pasted notes travel with the form. Uploaded files are kept by their hash until the next page is sent; what nobody
comes back for is swept with everything that no account names.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer

from api.pages.forms import Fields
from assistant.bootstrap.service import ServiceParts
from assistant.domain.accounts import Account
from assistant.domain.documents import Document, NamedBytes, Person, Side
from assistant.domain.errors import BadInput, NotFound
from assistant.domain.users import User
from assistant.workflow.desk import accounts
from assistant.workflow.desk.interviews import Corrections, Hide, Seen, UnderstoodDocument, Voice

_AROUND = 40  # code points of context shown on either side of a figure
_MOST = 40  # figures and dates shown of a document


class Aside(NamedTuple):
    """An uploaded file by its name and the hash that it is kept under."""

    name: str
    sha256: str


class Intake(NamedTuple):
    """Uploaded notes and usage files between two pages."""

    notes: tuple[Aside, ...]
    usage: tuple[Aside, ...]


class Taken(NamedTuple):
    """Uploaded files with their bytes again."""

    notes: tuple[NamedBytes, ...]
    usage: tuple[NamedBytes, ...]


class InContext(NamedTuple):
    """A figure or a date with the words around it."""

    before: str
    text: str
    after: str


class Personal(NamedTuple):
    """Possible personal data: the same words wherever they stand; `places` names them in a form."""

    kind: str
    words: str
    times: int
    places: str


class DocumentPart(NamedTuple):
    """A document as the page shows it; `number` tells its fields from other documents'."""

    number: int
    id: str
    words: int
    language: str
    held_on: date | None
    people: tuple[Voice, ...]
    figures: tuple[InContext, ...]
    more_figures: int
    dates: tuple[InContext, ...]
    personal: tuple[Personal, ...]
    notices: tuple[str, ...]


def pasted(text: str) -> tuple[NamedBytes, ...]:
    """Return pasted notes as a file, named by their content so that the same notes are one document; none for none."""
    if not text.strip():
        return ()
    data = text.encode("utf-8", "replace")
    return (NamedBytes(f"notes-{hashlib.sha256(data).hexdigest()[:8]}.md", data),)


def kept_aside(parts: ServiceParts, files: Sequence[NamedBytes]) -> tuple[Aside, ...]:
    """Keep uploaded files until the next page is sent."""
    return tuple(Aside(file.name, parts.store.blobs.keep(file.data)) for file in files)


def packed(intake: Intake, secret: bytes) -> str:
    """Return where uploaded files lie, as one string that nobody can change unseen."""
    return str(_sealer(secret).dumps([[list(aside) for aside in part] for part in intake]))


def taken_up(parts: ServiceParts, sealed: str) -> Taken:
    """Return uploaded files again.

    Raises:
        BadInput: the form was changed, or the files were swept meanwhile.
    """
    if not sealed:
        return Taken((), ())
    try:
        notes, usage = _sealer(parts.secret).loads(sealed)
        return Taken(tuple(_read(parts, notes)), tuple(_read(parts, usage)))
    except (BadSignature, NotFound):
        mend = "go back and choose them again"
        raise BadInput("The uploaded files", "they are no longer here", mend=mend) from None


def account_for(parts: ServiceParts, user: User, name: str) -> Account | None:
    """Return the account of a name or id that the user sees; None for a new one, or where no name is given."""
    try:
        return accounts.get_account(parts.desk, user, Account.named(name).id).account if name else None
    except NotFound:
        return None


def understood_page(found: UnderstoodDocument, number: int) -> DocumentPart:
    """Return what was understood of a document, for its page."""
    document = found.document
    return DocumentPart(
        number=number,
        id=document.id,
        words=found.words,
        language=document.language,
        held_on=document.header.held_on,
        people=found.people,
        figures=tuple(_in_context(document.text, figure) for figure in found.figures[:_MOST]),
        more_figures=max(0, len(found.figures) - _MOST),
        dates=tuple(_in_context(document.text, one) for one in found.dates[:_MOST]),
        personal=tuple(_personal(document)),
        notices=tuple(dict.fromkeys(notice.text for notice in document.notices)),
    )


def corrections(sent: Fields) -> Corrections:
    """Return what a person mended on the page of what was understood.

    Raises:
        BadInput: a day is none.
    """
    numbered = {number: sent.raw(f"document-{number}") for number in range(sent.number("documents") or 0)}
    held_on = {name: day for number, name in numbered.items() if (day := sent.day(f"held-on-{number}", "The day"))}
    hide = [
        Hide(name, *_place(place))
        for number, name in numbered.items()
        for places in sent.texts(f"hide-{number}")
        for place in places.split()
    ]
    return Corrections(people=tuple(_people(sent)), held_on=held_on, hide=tuple(hide))


def _people(sent: Fields) -> Iterator[Person]:
    for number in range(sent.number("people") or 0):
        name = sent.text(f"person-{number}")
        side = sent.text(f"side-{number}")
        if name:
            known = Side(side) if side in set(Side) else Side.UNKNOWN
            yield Person(name=name, title=sent.text(f"title-{number}") or None, side=known)


def _place(value: str) -> tuple[int, int]:
    start, _, end = value.partition("-")
    if not (start.isdigit() and end.isdigit()):
        raise BadInput("The form", "a place in it is none", mend="go back and send it again")
    return int(start), int(end)


def _personal(document: Document) -> Iterator[Personal]:
    """Group what may be personal data by its words, so that a name is hidden everywhere or nowhere."""
    places: dict[tuple[str, str], list[str]] = {}
    for one in document.redactions:
        places.setdefault((one.kind, document.text[one.start : one.end]), []).append(f"{one.start}-{one.end}")
    for (kind, words), found in places.items():
        yield Personal(kind, words, len(found), " ".join(found))


def _in_context(text: str, seen: Seen) -> InContext:
    before = text[max(0, seen.start - _AROUND) : seen.start].rpartition("\n")[2]
    after = text[seen.end : seen.end + _AROUND].partition("\n")[0]
    return InContext(before, seen.text, after)


def _read(parts: ServiceParts, files: Iterable[Sequence[str]]) -> Iterator[NamedBytes]:
    for name, sha256 in files:
        yield NamedBytes(name, parts.store.blobs.read(sha256))


def _sealer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="intake")
