"""What the head of notes says: date, account, participants with their titles, subject."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from assistant.domain.documents import Header, Notice, Person, Side
from assistant.domain.spans import Span
from ingest.structure import dates, fields, rosters, titles
from ingest.structure.fields import Field, Kind
from ingest.structure.lines import Line

_SIDES = {Kind.PEOPLE: Side.UNKNOWN, Kind.OUR_PEOPLE: Side.VENDOR, Kind.THEIR_PEOPLE: Side.CUSTOMER}
_OWN_NAME = frozenset((Kind.DATE, Kind.ACCOUNT, Kind.TITLE, Kind.PEOPLE))  # their spans bear the kind's name


class Head(NamedTuple):
    """What the head says, and which lines it takes."""

    header: Header
    lines: frozenset[int]
    titles: frozenset[int]  # lines above the first field
    notices: tuple[Notice, ...]
    vendor: str | None = None  # the vendor's company, where the head names it


def read(
    text: str,
    rows: Sequence[Line],
    first: int = 0,
    given: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Head:
    """Read the fields from line `first` on.

    Args:
        text: the document.
        rows: its lines.
        first: the line behind front matter.
        given: fields of the file format itself, such as an e-mail's Date and Subject.
        title: what the format or front matter gives as title.
    """
    located = fields.find(text, rows, first)
    given = given or {}
    on, notices = _held_on(text, located.found)
    header = Header(
        account=_words(text, located.found, Kind.ACCOUNT),
        held_on=on or _on(given.get("Date", "")),
        title=_words(text, located.found, Kind.TITLE)
        or given.get("Subject")
        or title
        or _above(text, rows, located.above),
        people=tuple(_people(text, located.found, mail=bool(given))),
        spans=_spans(located.found),
    )
    return Head(header, located.lines, located.above, notices, _words(text, located.found, Kind.VENDOR))


def _words(text: str, found: Sequence[Field], kind: Kind) -> str | None:
    values = (titles.clean(field.value.of(text).strip("*_ \"'")) for field in found if field.kind is kind)
    return next((words for words in values if words), None)


def _held_on(text: str, found: Sequence[Field]) -> tuple[date | None, tuple[Notice, ...]]:
    """Return the first date that can be read, and a notice for each that could be read two ways."""
    readings = [read for field in found if field.kind is Kind.DATE and (read := dates.read(text, *field.value))]
    on = next((reading.on for reading in readings if reading.on is not None), None)
    return on, tuple(_ambiguous(text, reading) for reading in readings if reading.ambiguous)


def _ambiguous(text: str, reading: dates.Read) -> Notice:
    words = f"{text[reading.start : reading.end]}: day and month could be either way round; left out"
    return Notice(kind="ambiguous_date", text=words, start=reading.start, end=reading.end)


def _on(words: str) -> date | None:
    reading = dates.read(words, 0, len(words))
    return reading.on if reading is not None else None


def _above(text: str, rows: Sequence[Line], lines: frozenset[int]) -> str | None:
    return rows[min(lines)].span.of(text).strip("#*_ ") if lines else None


def _people(text: str, found: Sequence[Field], *, mail: bool) -> Iterator[Person]:
    for field in found:
        if field.kind in _SIDES or (mail and field.kind is Kind.CORRESPONDENTS):
            yield from rosters.people(text, *field.value, side=_SIDES.get(field.kind, Side.UNKNOWN))


def _spans(found: Sequence[Field]) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for field in found:
        spans.setdefault(field.kind.value if field.kind in _OWN_NAME else field.key, field.value)
    return spans
