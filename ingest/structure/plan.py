"""What is settled about a text before its blocks are made: labels, speakers, transcript or notes."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.raw import Cue, RawDocument
from ingest.structure import boilerplate, cast, companies, labels, markup
from ingest.structure.header import Head
from ingest.structure.labels import Label
from ingest.structure.lines import Line
from ingest.structure.naming import Sort, fold, natural, sort_of

_SPOKEN_SHARE = 0.2  # of the paragraphs from the first label on that carry one, in a transcript
_PERSONAL_SHARE = 0.15  # of the turns that say I, you or ask; interviews show 0.6 and more
_PERSONAL_IN_LIST = 0.6  # the same where turns stand in a list, as notes do


@dataclass(frozen=True)
class Plan:
    """What is known of a text before its blocks are made."""

    text: str
    rows: Sequence[Line]
    labels: dict[int, Label]  # line -> label, of those who speak and of nobody
    speakers: frozenset[str]  # folded
    header: frozenset[int]  # lines of the header
    titles: frozenset[int]  # lines above the header's first field
    cues: dict[int, Cue]  # line -> cue, where the format knows turns
    notes: frozenset[int]  # lines that begin with a label of notes, such as "Result:"
    front: int  # lines of front matter
    tail: int  # the line from which on all is boilerplate
    spoken: bool  # a transcript: paragraphs without a label continue the speaker


def plan(raw: RawDocument, rows: Sequence[Line], front: int, head: Head, known: Iterable[str]) -> Plan:
    """Settle which labels are speakers, and whether the text is a transcript.

    Args:
        raw: the document as read.
        rows: its lines.
        front: the number of lines of front matter.
        head: the header, whose lines are no turns.
        known: names of people, by header and account file.
    """
    text = raw.text
    taken = head.lines | head.titles
    rest = (at for at in range(front, len(rows)) if at not in taken and not rows[at].blank)
    found = {at: label for at in rest if (label := _label(text, rows, at)) is not None}
    named = [*known, *(natural(cue.speaker) for cue in raw.cues if cue.speaker)]
    firms = {companies.fold(name) for name in (head.header.account, *(p.company for p in head.header.people)) if name}
    found = {
        at: label
        for at, label in found.items()
        if companies.fold(label.name) not in firms and _may_be_turn(text, rows[at], label)
    }
    speakers = cast.speakers(text, ((label, _end_of_turn(rows, at)) for at, label in found.items()), named)
    nobody = {at for at, label in found.items() if sort_of(label.name) is Sort.NOBODY}
    kept = {at: label for at, label in found.items() if at in nobody or fold(label.name) in speakers}
    notes = frozenset(at for at, label in found.items() if sort_of(label.name) is Sort.NOTE)
    spoken = bool(raw.cues) or _is_transcript(text, rows, {at: label for at, label in kept.items() if at not in nobody})
    tail = len(rows) if spoken else boilerplate.tail(text, rows)
    return Plan(
        text, rows, kept, speakers, head.lines, head.titles, _by_line(rows, raw.cues), notes, front, tail, spoken
    )


def _label(text: str, rows: Sequence[Line], at: int) -> Label | None:
    found = labels.label(text, rows[at])
    return found or (labels.over_stamp(text, rows[at], rows[at + 1]) if at + 1 < len(rows) else None)


def _by_line(rows: Sequence[Line], cues: Iterable[Cue]) -> dict[int, Cue]:
    starts = [row.start - row.indent for row in rows]
    return {bisect_right(starts, cue.start) - 1: cue for cue in cues if cue.start < cue.end}


def _end_of_turn(rows: Sequence[Line], at: int) -> int:
    """Return where the words near a label end: on its line or on one of the next two."""
    below = next((row for row in rows[at + 2 : at : -1] if not row.blank), None)
    return below.end if below is not None else rows[at].end


def _may_be_turn(text: str, row: Line, label: Label) -> bool:
    """Tell whether a label may open a turn: in a heading only with a time stamp, or alone on its line."""
    return not text.startswith("#", row.start) or label.timed or label.words >= row.end


def _is_transcript(text: str, rows: Sequence[Line], turns: dict[int, Label]) -> bool:
    """Tell a talk from notes that name who said what: a talk has two voices, and they say "I" and "you".

    One voice alone is a statement where it says all that follows; else whose words they are would be lost.
    """
    if not turns:
        return False
    timed = sum(label.timed for label in turns.values())
    items = sum(_is_item(text, rows[at]) for at in turns)
    personal = sum(cast.is_personal(text, label.words, _end_of_turn(rows, at)) for at, label in turns.items())
    begun = sum(
        1
        for at in range(min(turns), len(rows))
        if not rows[at].blank and (at in turns or rows[at - 1].blank or _is_item(text, rows[at]))
    )
    if len({fold(label.name) for label in turns.values()}) < 2 and timed < 2:  # noqa: PLR2004  two voices, or stamps
        return not items and begun == personal == len(turns)
    if len(turns) < _SPOKEN_SHARE * begun:
        return False
    least = _PERSONAL_IN_LIST if items * 2 > len(turns) and timed * 2 < len(turns) else _PERSONAL_SHARE
    return personal >= least * len(turns) or not cast.is_judgeable(text)


def _is_item(text: str, row: Line) -> bool:
    return markup.BULLET.match(text, row.start, row.end) is not None
