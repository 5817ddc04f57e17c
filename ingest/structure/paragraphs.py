"""Where a paragraph ends, and what sort of paragraph it is by its own words."""

import re
from collections.abc import Callable, Sequence

from assistant.domain.spans import Span
from assistant.grounding import marks
from ingest.structure.lines import Line, trimmed

WIDE = 160  # a line longer than this is a paragraph of its own
_QUESTION = re.compile(r"(?:(?:Q|F|Question|Frage|Pregunta)\s?\d{0,3}\s?[.:)]|\d{1,2}[.)])\s+", re.IGNORECASE)
_BOLD_QUESTION = re.compile(r"(?:\*\*|__)[^*\n]{4,400}\?\s*(?:\*\*|__)|(?:\*\*|__)[^*\n]{4,400}(?:\*\*|__)\s*\?")
_LONGEST_QUESTION = 400
_LONGEST_QUOTATION = 6_000
_ITEM = re.compile(r"[-*•+]\s+")
_EMPHASIS = re.compile(r"(?:\*{1,3}|_{1,2})+")


def paragraph_end(rows: Sequence[Line], at: int, opens: Callable[[int], bool]) -> int:
    """Return the line behind the paragraph that begins on line `at`: hard-wrapped lines belong together."""
    end = at + 1
    while end < len(rows) and not rows[end].blank and not opens(end):
        if max(rows[end - 1].end - rows[end - 1].start, rows[end].end - rows[end].start) > WIDE:
            break
        end += 1
    return end


def question(text: str, start: int, end: int) -> Span | None:
    """Return the question that a paragraph is, or that it begins with when marked as one: `Q1. … ?`, `**…?**`."""
    if match := _BOLD_QUESTION.match(text, start, min(end, start + _LONGEST_QUESTION)):
        return Span(start, match.end())
    words = text[start : min(end, start + _LONGEST_QUESTION)]
    if end - start <= _LONGEST_QUESTION and words.rstrip("*_ ").endswith("?") and not _has_answer(words):
        return Span(start, end)
    if (match := _QUESTION.match(words)) and (mark := words.find("?\n", match.end())) > 0:
        return Span(start, start + mark + 1)
    return None


def _has_answer(words: str) -> bool:
    """Tell whether statements stand before the last question mark, or somebody else's words within it."""
    body = words.rstrip("*_? \n")
    return any(mark in body for mark in (". ", "! ", ".\n", "“", '"', "«", "„"))


def quoted_whole(text: str, start: int, end: int) -> Span | None:
    """Return what stands between the quotation marks when a paragraph is nothing else."""
    inner = unmarked(text, start, end)
    if match := _EMPHASIS.match(text, *inner):
        inner = Span(match.end(), inner.end)
    stop = inner.end
    while stop > inner.start and text[stop - 1] in "*_ ":
        stop -= 1
    if stop - inner.start > _LONGEST_QUOTATION or text[inner.start : inner.start + 1] not in tuple('"“„«»”'):
        return None
    found = marks.pairs(text[inner.start : stop])
    if not found or found[0].start != 0 or found[0].end < stop - inner.start:
        return None
    return trimmed(text, inner.start + found[0].inner_start, inner.start + found[0].inner_end)


def unmarked(text: str, start: int, end: int) -> Span:
    """Return the span without a bullet at its start."""
    span = trimmed(text, start, end)
    match = _ITEM.match(text, *span)
    return trimmed(text, match.end() if match else span.start, span.end)
