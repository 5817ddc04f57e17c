"""Where the fields at the head of notes stand: "Date: ...", "Participants:" with a list below."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from assistant.domain.spans import Span
from ingest.structure import rosters
from ingest.structure.lines import Line, trimmed
from ingest.structure.naming import fold, has_title
from ingest.structure.vocabulary import phrases


class Kind(Enum):
    """What a field's value is; the value of a kind is its name in `Header.spans`."""

    DATE = "date"
    ACCOUNT = "account"
    PEOPLE = "people"
    OUR_PEOPLE = "our_people"
    THEIR_PEOPLE = "their_people"
    VENDOR = "vendor"
    TITLE = "title"
    CORRESPONDENTS = "correspondents"  # of a mail
    OTHER = "other"


_ROLES = frozenset((Kind.ACCOUNT, Kind.OUR_PEOPLE, Kind.THEIR_PEOPLE))
PEOPLE = frozenset((Kind.PEOPLE, Kind.OUR_PEOPLE, Kind.THEIR_PEOPLE))

_NAMES = {
    Kind.DATE: phrases(
        "date, when, held on, meeting date, call date, interview date, recorded, recorded on, datum, fecha"
    ),
    Kind.ACCOUNT: phrases(
        "account, customer, client, company, customer name, account name, customer account, organisation, organization,"
        "kunde, firma, cliente, empresa, entreprise"
    ),
    Kind.PEOPLE: phrases(
        "participants, attendees, present, people, in attendance, attending, on the call, attendee, participant,"
        " speakers,"
        "with, who, interview with, teilnehmer, teilnehmende, asistentes, participantes"
    ),
    Kind.OUR_PEOPLE: phrases(
        "csm, interviewer, interviewers, host, hosts, facilitator, moderator, interviewed by, customer success manager,"
        "account manager, account executive, ae, author, written by, notes by, note taker, prepared by, our side,"
        " our team,"
        "vendor team, us, internal attendees, vendor attendees"
    ),
    Kind.THEIR_PEOPLE: phrases(
        "interviewee, interviewees, guest, guests, customer contact, contact, customer attendees, client attendees,"
        "customer participants, customer team, champion, spoke with, speaker"
    ),
    Kind.VENDOR: phrases("vendor, supplier, provider"),
    Kind.TITLE: phrases("subject, title, re, topic, betreff, asunto, objet"),
    Kind.CORRESPONDENTS: phrases("from, to, cc"),
    Kind.OTHER: phrases(
        "sent, location, duration, recording, time, place, type, meeting, meeting type, product,"
        " call type,"
        "format, project, id, status, version, language, tags, ort, segment, industry, arr, link, contract value,"
        "renewal date, renewal, seats, region, stage, source, transcript"
    ),
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names}
_FIELD = re.compile(
    r"(?:[-*•+]\s+|>\s*)?(?:\*\*|__)?(?P<key>[^\W\d_][^:：\n*_|()]{0,38}?)\s*(?:\*\*|__)?\s*[:：](?:\*\*|__)?(?=\s|$)\s*"
)
_HEADING = re.compile(r"#{1,6}\s+(?P<key>.{1,60}?)[\s#:]*$")
_BULLET = re.compile(r"(?:[-*•+]|\d{1,2}[.)])\s+")
_TITLES = 3  # lines that may stand above the first field
_LONGEST_NAME = 10  # words of a company's name, or of "Jane Roe, VP Operations at Acme"
_LONGEST_TITLE = 120
_HIGHEST = 60  # lines within which a head must end


class Field(NamedTuple):
    """One field as it stands."""

    key: str
    kind: Kind
    value: Span
    line: int  # index of the line it begins on


class Fields(NamedTuple):
    """The fields found, the lines they take, and the lines above the first one."""

    found: tuple[Field, ...]
    lines: frozenset[int]
    above: frozenset[int]


def find(text: str, rows: Sequence[Line], first: int) -> Fields:
    """Collect fields from line `first` on, until a line that is neither field, title nor list under a field."""
    found: list[Field] = []
    taken: set[int] = set()
    above: set[int] = set()
    at = first
    while at < min(len(rows), first + _HIGHEST):
        field = None if rows[at].blank else _field(text, rows[at], at)
        if field is not None:
            behind, field = _with_list(text, rows, field)
            found.append(field)
            taken.update(range(at, behind))
            at = behind
            continue
        if not rows[at].blank:
            if found or len(above) >= _TITLES or not _may_be_title(text, rows[at]):
                break
            above.add(at)
        at += 1
    return Fields(tuple(found), frozenset(taken), frozenset(above if found else ()))


def _may_be_title(text: str, row: Line) -> bool:
    if not (text[row.start].isalnum() or text[row.start] in "#*_"):
        return False
    return text.startswith("#", row.start) or (row.end - row.start <= _LONGEST_TITLE and text[row.end - 1] not in ".!?")


def _field(text: str, row: Line, index: int) -> Field | None:
    words = row.span.of(text)
    heading = _HEADING.match(words)
    match = heading or _FIELD.match(words)
    if match is None:
        return None
    key = fold(match["key"])
    kind = _KINDS.get(key)
    if kind is None or (heading and kind not in PEOPLE):
        return None
    value = trimmed(text, row.end if heading else row.start + match.end(), row.end)
    if kind is Kind.ACCOUNT and _names_people(value.of(text)):
        kind = Kind.THEIR_PEOPLE  # "Customer: Jane Roe (VP, Acme)"
    if kind in _ROLES and _recurs(text, match["key"]):
        return None
    return Field(key, kind, value, index) if _is_value(text, kind, value) else None


def _recurs(text: str, key: str) -> bool:
    """Tell whether a role labels several lines: then it speaks, and is no field."""
    label = re.compile(rf"^[*_\s>-]{{0,6}}{re.escape(key)}\**\s?:", re.MULTILINE)
    first = label.search(text)
    return first is not None and label.search(text, first.end()) is not None


def _names_people(words: str) -> bool:
    return has_title(words) and ("(" in words or "," in words or " - " in words)


def _is_value(text: str, kind: Kind, value: Span) -> bool:
    """Tell a field's value from something said: "Host: Mara Voss" is one, "Host: How did it go?" is not."""
    if value.start == value.end or kind not in _ROLES | {Kind.VENDOR}:
        return True
    if kind in PEOPLE:
        return bool(rosters.people(text, *value))
    return len(value.of(text).split()) <= _LONGEST_NAME and text[value.end - 1] not in "?!"


def _with_list(text: str, rows: Sequence[Line], field: Field) -> tuple[int, Field]:
    """Take in the list below "Participants:"; return the line behind it and the whole field."""
    at = field.line + 1
    if field.value.start != field.value.end or field.kind not in PEOPLE:
        return at, field
    value = field.value
    while at < len(rows):
        row = rows[at]
        if row.blank and value.start == value.end and at + 1 < len(rows) and _BULLET.match(text, *rows[at + 1].span):
            at += 1
            continue
        if row.blank or _field(text, row, at) is not None or not rosters.people(text, *row.span):
            break
        value = Span(value.start if value.end > value.start else row.start, row.end)
        at += 1
    return at, field._replace(value=value)
