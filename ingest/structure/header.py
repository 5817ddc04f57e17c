"""Fields at the head of notes: date, account, participants with their titles, subject."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.domain.documents import Header, Notice, Person, Side
from assistant.domain.spans import Span
from ingest.structure import dates, rosters, titles
from ingest.structure.lines import Line, trimmed
from ingest.structure.naming import fold, has_title

_FIELD = re.compile(
    r"(?:[-*•+]\s+|>\s*)?(?:\*\*|__)?(?P<key>[^\W\d_][^:：\n*_|()]{0,38}?)\s*(?:\*\*|__)?\s*[:：](?:\*\*|__)?(?=\s|$)\s*"
)
_HEADING = re.compile(r"#{1,6}\s+(?P<key>.{1,60}?)[\s#:]*$")
_BULLET = re.compile(r"(?:[-*•+]|\d{1,2}[.)])\s+")
_TITLES = 3  # lines that may stand above the first field
_LONGEST_NAME = 10  # words of a company's name, or of "Jane Roe, VP Operations at Acme"
_LONGEST_TITLE = 120
_HIGHEST = 60  # lines within which a head must end

_KEYS: dict[str, str] = {
    **dict.fromkeys(
        (
            "date",
            "when",
            "held on",
            "meeting date",
            "call date",
            "interview date",
            "recorded",
            "recorded on",
            "datum",
            "fecha",
        ),
        "date",
    ),
    **dict.fromkeys(
        (
            "account",
            "customer",
            "client",
            "company",
            "customer name",
            "account name",
            "kunde",
            "cliente",
            "organisation",
        ),
        "account",
    ),
    **dict.fromkeys(("organization", "customer account", "firma", "entreprise", "empresa"), "account"),
    **dict.fromkeys(
        ("participants", "attendees", "present", "people", "in attendance", "attending", "on the call", "teilnehmer"),
        "people",
    ),
    **dict.fromkeys(
        (
            "attendee",
            "participant",
            "asistentes",
            "participantes",
            "teilnehmende",
            "speakers",
            "with",
            "who",
            "interview with",
        ),
        "people",
    ),
    **dict.fromkeys(
        (
            "csm",
            "interviewer",
            "host",
            "facilitator",
            "moderator",
            "interviewed by",
            "customer success manager",
            "our side",
        ),
        "vendor",
    ),
    **dict.fromkeys(
        ("account manager", "account executive", "ae", "author", "written by", "notes by", "note taker", "prepared by"),
        "vendor",
    ),
    **dict.fromkeys(
        ("vendor team", "our team", "us", "internal attendees", "vendor attendees", "hosts", "interviewers"), "vendor"
    ),
    **dict.fromkeys(
        ("interviewee", "guest", "customer contact", "contact", "customer attendees", "client attendees", "guests"),
        "customer",
    ),
    **dict.fromkeys(
        ("interviewees", "customer participants", "champion", "customer team", "spoke with", "speaker"), "customer"
    ),
    **dict.fromkeys(("vendor", "supplier", "provider"), "vendor company"),
    **dict.fromkeys(("subject", "title", "re", "topic", "betreff", "asunto", "objet"), "title"),
    **dict.fromkeys(
        (
            "from",
            "to",
            "cc",
            "sent",
            "location",
            "duration",
            "recording",
            "time",
            "place",
            "type",
            "meeting",
            "product",
        ),
        "other",
    ),
    **dict.fromkeys(
        (
            "call type",
            "format",
            "project",
            "id",
            "status",
            "version",
            "language",
            "tags",
            "ort",
            "segment",
            "industry",
            "arr",
            "link",
        ),
        "other",
    ),
    **dict.fromkeys(
        (
            "contract value",
            "renewal date",
            "renewal",
            "seats",
            "region",
            "stage",
            "source",
            "transcript",
            "meeting type",
        ),
        "other",
    ),
}


class Field(NamedTuple):
    """One field as it stands: its kind, and the place of its value."""

    key: str
    kind: str
    value: Span
    line: int  # index of the line it begins on


class Head(NamedTuple):
    """What the head says, and which lines it takes."""

    header: Header
    lines: frozenset[int]
    titles: frozenset[int]  # lines above the first field
    notices: tuple[Notice, ...]
    vendor: str | None = None  # the vendor's company, where the head names it


def read(
    text: str, rows: Sequence[Line], first: int = 0, given: dict[str, str] | None = None, title: str | None = None
) -> Head:
    """Read the fields from line `first` on; `given` are fields of the file format, such as an e-mail's."""
    fields, taken, above = _fields(text, rows, first)
    people: list[Person] = []
    spans: dict[str, Span] = {}
    notices: list[Notice] = []
    values: dict[str, str] = {}
    on = None
    for field in fields:
        words = titles.clean(field.value.of(text).strip("*_ \"'"))
        if field.kind == "account" and _names_people(words):
            field = field._replace(kind="customer")  # noqa: PLW2901  "Customer: Jane Roe (VP, Acme)" names a person
        if field.kind == "date" and on is None:
            found = dates.read(text, *field.value)
            on = found.on if found else None
            if found is not None and found.ambiguous:
                notices.append(_ambiguous(text, found))
        elif field.kind in _SIDES:
            people += rosters.people(text, *field.value, side=_SIDES[field.kind])
        elif words:
            values.setdefault(field.kind, words)
        spans.setdefault(field.kind if field.kind in ("date", "account", "title", "people") else field.key, field.value)
    if on is None and given and (found := dates.read(given.get("Date", ""), 0, len(given.get("Date", "")))):
        on = found.on
    named = Header(
        account=values.get("account"),
        held_on=on,
        title=values.get("title") or (given or {}).get("Subject") or title or _title(text, rows, above),
        people=tuple(people),
        spans=spans,
    )
    return Head(named, taken, above, tuple(notices), values.get("vendor company"))


_SIDES = {"people": Side.UNKNOWN, "vendor": Side.VENDOR, "customer": Side.CUSTOMER}


def _title(text: str, rows: Sequence[Line], above: frozenset[int]) -> str | None:
    return text[rows[min(above)].start : rows[min(above)].end].strip("#*_ ") if above else None


def _names_people(words: str) -> bool:
    return has_title(words) and ("(" in words or "," in words or " - " in words)


def _ambiguous(text: str, found: dates.Read) -> Notice:
    shown = text[found.start : found.end]
    return Notice(
        kind="ambiguous_date",
        text=f"{shown}: day and month could be either way round; left out",
        start=found.start,
        end=found.end,
    )


def _fields(text: str, rows: Sequence[Line], first: int) -> tuple[list[Field], frozenset[int], frozenset[int]]:
    """Collect known fields until the first line that is neither field, title nor list under a field."""
    fields: list[Field] = []
    taken: set[int] = set()
    above: set[int] = set()
    i = first
    while i < min(len(rows), first + _HIGHEST):
        row = rows[i]
        field = _field(text, row, i)
        if row.blank:
            i += 1
        elif field is not None:
            i, field = _with_list(text, rows, field)
            fields.append(field)
            taken.update(range(field.line, i))
        elif not fields and len(above) < _TITLES and _may_be_title(text, row):
            above.add(i)
            i += 1
        else:
            break
    return fields, frozenset(taken), frozenset(above if fields else ())


def _may_be_title(text: str, row: Line) -> bool:
    if not (text[row.start].isalnum() or text[row.start] in "#*_"):
        return False
    return text.startswith("#", row.start) or (row.end - row.start <= _LONGEST_TITLE and text[row.end - 1] not in ".!?")


def _field(text: str, row: Line, index: int) -> Field | None:
    words = text[row.start : row.end]
    heading = _HEADING.match(words)
    match = heading or _FIELD.match(words)
    if match is None:
        return None
    key = fold(match["key"])
    kind = _KEYS.get(key)
    if kind is None or (heading and kind not in _SIDES):
        return None
    value = trimmed(text, row.end if heading else row.start + match.end(), row.end)
    return Field(key, kind, value, index) if _is_value(text, kind, value) else None


def _is_value(text: str, kind: str, value: Span) -> bool:
    """Tell a field's value from something said: "Host: Mara Voss" is one, "Host: How did it go?" is not."""
    if value.start == value.end or kind in ("date", "people", "title", "other"):
        return True
    if kind in _SIDES:
        return bool(rosters.people(text, *value))
    return len(value.of(text).split()) <= _LONGEST_NAME and text[value.end - 1] not in "?!"


def _with_list(text: str, rows: Sequence[Line], field: Field) -> tuple[int, Field]:
    """Take in the list below "Participants:"; return the line behind it and the whole field."""
    i = field.line + 1
    if field.value.start != field.value.end or field.kind not in _SIDES:
        return i, field
    start = end = field.value.start
    while i < len(rows):
        row = rows[i]
        if row.blank:
            if i + 1 < len(rows) and start == end and _BULLET.match(text, rows[i + 1].start, rows[i + 1].end):
                i += 1
                continue
            break
        if _field(text, row, i) is not None or not _lists_somebody(text, row):
            break
        start = start if end > start else row.start
        end = row.end
        i += 1
    return i, field._replace(value=Span(start, end))


def _lists_somebody(text: str, row: Line) -> bool:
    return bool(rosters.people(text, row.start, row.end))
