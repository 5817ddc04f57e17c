"""An account's documents: the list, the text with what stories cite of it, and erasure with what it touches."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Query, Response

from api.access import Eraser, Parts, Reader
from api.pages.accounts import show
from api.pages.screen import Shown
from assistant.bootstrap.service import ServiceParts
from assistant.domain.consent import Export
from assistant.domain.documents import Document
from assistant.domain.review import StoryRecord
from assistant.domain.users import User
from assistant.rendering.marks import Marking, segments
from assistant.workflow.desk import erasing, exporting, interviews, stories

router = APIRouter(prefix="/accounts/{account}/documents", include_in_schema=False)
_PART = 40_000  # code points of a text shown at once, so that a long one stays quick to load
_SPEAKER = 0  # numbers of markings: who speaks, where one looked for, then what is cited
_LOOKED_FOR = 1
_FIRST_CITED = 2


class Cited(NamedTuple):
    """Words that a sentence of a story stands on."""

    story: str
    title: str
    claim: str
    start: int
    end: int


class Stretch(NamedTuple):
    """Text that is marked throughout, or not; `cited` leads to the sentence that stands on it."""

    text: str
    speaker: bool
    looked_for: bool
    first: bool
    cited: Cited | None


class Text(NamedTuple):
    """A part of a document's text; `parts` of them in all, counted from 1."""

    stretches: tuple[Stretch, ...]
    part: int
    parts: int


class Touches(NamedTuple):
    """What goes with a document."""

    versions: int
    stories: tuple[StoryRecord, ...]
    files: tuple[Export, ...]


class Look(NamedTuple):
    """What of a document is looked at: a place in it, or one of its parts; of the current version unless named."""

    at: int | None
    part: int
    version: int | None


def _look(
    at: Annotated[int | None, Query(ge=0)] = None,
    part: Annotated[int, Query(ge=1)] = 1,
    version: Annotated[int | None, Query(ge=1)] = None,
) -> Look:
    return Look(at, part, version)


Looking = Annotated[Look, Depends(_look)]


@router.get("")
def page(account: str, parts: Parts, user: Reader, screen: Shown) -> Response:
    """List the documents of an account."""
    kept = interviews.documents(parts.desk, user, account)
    return show(parts, user, screen, account, "documents", kept=kept)


@router.get("/{document}")
def text(account: str, document: str, parts: Parts, user: Reader, screen: Shown, look: Looking) -> Response:
    """Show a document."""
    kept = interviews.document(parts.desk, user, account, document, look.version)
    cited = tuple(_cited(parts, account, kept))
    turns = [block.speaker for block in kept.blocks if block.speaker]
    return show(
        parts,
        user,
        screen,
        account,
        "documents/text",
        document=kept,
        version=look.version,
        text=_text(kept, cited, look),
        cited=cited,
        speakers=[(one, turns.count(one.name)) for one in kept.people],
        history=len(parts.desk.repository.history(account, document)),
    )


@router.get("/{document}/erase")
def confirm(account: str, document: str, parts: Parts, user: Eraser, screen: Shown) -> Response:
    """Tell what goes with a document, before it goes."""
    kept = interviews.document(parts.desk, user, account, document)
    return show(
        parts, user, screen, account, "documents/erase", document=kept, touches=_touches(parts, user, account, kept)
    )


@router.post("/{document}/erase")
def erase(account: str, document: str, parts: Parts, user: Eraser, screen: Shown) -> Response:
    """Erase a document, and tell what was touched: shown at once, for it is kept nowhere."""
    touched = erasing.erase_document(parts.desk, user, account, document)
    return show(parts, user, screen, account, "erased", what=document, touched=touched)


def _cited(parts: ServiceParts, account: str, document: Document) -> Iterator[Cited]:
    """Yield what current versions of stories cite of a document, in the order of the text."""
    found: list[Cited] = []
    with parts.store.read() as work:
        for id_ in work.stories.citing(account, document.sha256):
            story = work.stories.version(id_).content
            same = {one.id for one in story.documents if one.sha256 == document.sha256}
            for claim in story.claims:
                found += [
                    Cited(id_, story.title, claim.id, one.start, one.end)
                    for one in claim.citations
                    if one.document in same and one.start is not None and one.end is not None
                ]
    yield from sorted(dict.fromkeys(found), key=lambda one: (one.start, one.end, one.story))


def _text(document: Document, cited: tuple[Cited, ...], look: Look) -> Text:
    at = look.at
    bounds = _bounds(document.text)
    number = look.part if at is None else sum(start <= at for start, _ in bounds)
    number = max(1, min(number, len(bounds)))
    start, end = bounds[number - 1]
    marks = [
        *_speakers(document),
        *(() if at is None else (Marking(at, _end(document, cited, at), _LOOKED_FOR),)),
        *(Marking(one.start, one.end, _FIRST_CITED + n) for n, one in enumerate(cited)),
    ]
    inside = [Marking(max(m.start, start) - start, min(m.end, end) - start, m.note) for m in marks]
    found = segments(document.text[start:end], inside)
    return Text(
        tuple(
            Stretch(
                text=one.text,
                speaker=_SPEAKER in one.notes,
                looked_for=_LOOKED_FOR in one.notes,
                first=_LOOKED_FOR in one.starting,
                cited=next((cited[note - _FIRST_CITED] for note in one.notes if note >= _FIRST_CITED), None),
            )
            for one in found
        ),
        number,
        len(bounds),
    )


def _bounds(text: str) -> list[tuple[int, int]]:
    """Cut a text into parts, at line ends where there are some."""
    bounds, start = [], 0
    while len(text) - start > _PART:
        end = text.rfind("\n", start + _PART // 2, start + _PART) + 1 or start + _PART
        bounds.append((start, end))
        start = end
    return [*bounds, (start, len(text))]


def _speakers(document: Document) -> Iterator[Marking]:
    """Yield where it says who speaks: what stands before a turn on its line and names its speaker."""
    for block in document.blocks:
        line = document.text.rfind("\n", 0, block.start) + 1
        if block.speaker and block.speaker in document.text[line : block.start]:
            yield Marking(line, block.start, _SPEAKER)


def _end(document: Document, cited: tuple[Cited, ...], at: int) -> int:
    """Return where what is looked for ends: with what is cited from there, else with the line."""
    line = document.text.find("\n", at)
    return max((one.end for one in cited if one.start == at), default=line if line > at else len(document.text))


def _touches(parts: ServiceParts, user: User, account: str, document: Document) -> Touches:
    history = parts.desk.repository.history(account, document.id)
    with parts.store.read() as work:
        ids = dict.fromkeys(id_ for version in history for id_ in work.stories.citing(account, version.sha256))
    records = tuple(stories.read_story(parts.desk, user, id_).record for id_ in ids)
    files = [one for id_ in ids for one in exporting.exports(parts.desk, user, story=id_)]
    return Touches(len(history), records, tuple(one for one in files if one.pulled_at is None))
