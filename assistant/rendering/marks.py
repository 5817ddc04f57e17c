"""Cited spans of a document as a flat row of segments, so that spans may overlap and nest at will.

HTML cannot hold two marks that cross. The text is cut at every start and end instead; each segment knows
which notes cover it, and which of them start with it.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Marking(NamedTuple):
    """A span that a note cites."""

    start: int
    end: int
    note: int


class Segment(NamedTuple):
    """A stretch of text that is covered by the same notes throughout; `notes` is empty for plain text."""

    text: str
    notes: tuple[int, ...]
    starting: tuple[int, ...]


def segments(text: str, markings: Sequence[Marking]) -> tuple[Segment, ...]:
    """Cut `text` at the bounds of all markings; the segments joined are `text` again.

    Markings that are empty or reach out of the text are left out: a wrong offset must not hide the document.
    """
    valid = [marking for marking in markings if 0 <= marking.start < marking.end <= len(text)]
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for marking in valid:
        opening.setdefault(marking.start, []).append(marking.note)
        closing.setdefault(marking.end, []).append(marking.note)
    bounds = sorted({0, len(text), *opening, *closing})
    live: set[int] = set()
    result = []
    for start, end in pairwise(bounds):
        live.difference_update(closing.get(start, ()))
        live.update(opening.get(start, ()))
        result.append(Segment(text[start:end], tuple(sorted(live)), tuple(sorted(opening.get(start, ())))))
    return tuple(result)


def divided(parts: Sequence[Segment]) -> tuple[int, ...]:
    """Return the notes that cover more than one segment."""
    seen: set[int] = set()
    again: set[int] = set()
    for part in parts:
        again.update(seen.intersection(part.notes))
        seen.update(part.notes)
    return tuple(sorted(again))
