"""Quotation marks: which open, which close, which are apostrophes.

One pass with a stack, so that nested and mixed marks (straight opened, curly closed) pair up in
linear time. A pair never runs over a blank line unless the next paragraph reopens it, as printed
quotations of several paragraphs do.
"""

import re
from typing import NamedTuple

_MARK = re.compile(r"""``|''|["“”„‟«»‹›‘’‚'「」『』＂]|\n[^\S\n]*\n\s*(?:>[^\S\n]*)?""")
_OPENING_LEFT = frozenset(" \t\n\r\u00a0\u202f([{<-–—/:;>*_…=|")
_CLOSING_RIGHT = frozenset(" \t\n\r\u00a0\u202f.,;:!?)]}-–—…*_<|")
_ELISION = re.compile(
    r"(?:\d0?s?\b|em\b|til\b|cause\b|tis\b|twas\b|round\b|bout\b|n['’]|til+\b|kay\b|cos\b|cuz\b|sup\b)", re.IGNORECASE
)
_PARTNER = {
    "“": '”“"',
    "”": "”",
    "„": '“”"',
    "‟": "”",
    '"': '"”“',
    "＂": "＂",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’'",
    "‚": "‘’",
    "'": "'’",
    "``": "''",
    "「": "」",
    "『": "』",
}
_SINGLE = frozenset("‘’‚'‹›")
_SINGLE_REACH = 1_000  # an opening that looks like an apostrophe must not swallow a page
_DEEPEST = 8  # nesting beyond this is noise


class Marked(NamedTuple):
    """A stretch between quotation marks: with them (`start:end`) and without (`inner_start:inner_end`)."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    mark: str  # the opening mark
    depth: int  # 0 for the outermost


class _Open(NamedTuple):
    mark: str
    start: int
    inner: int


def pairs(text: str) -> tuple[Marked, ...]:
    """Return all pairs of quotation marks in `text`, in order of their start; linear."""
    stack: list[_Open] = []
    found: list[Marked] = []
    skip = -1
    for hit in _MARK.finditer(text):
        mark, start, end = hit.group(), hit.start(), hit.end()
        if start < skip:
            continue
        if mark[0] == "\n":
            skip = _at_paragraph(text, stack, end)
            continue
        if mark == "''" and not any(o.mark == "``" for o in stack):
            continue
        place = _closes(text, stack, mark, start, end)
        if place is not None:
            opened = stack[place]
            del stack[place:]
            found.append(Marked(opened.start, end, opened.inner, start, opened.mark, place))
        elif _opens(text, mark, start, end):
            stack.append(_Open(mark, start, end))
            del stack[:-_DEEPEST]
    return tuple(_outermost(found))


def _outermost(found: list[Marked]) -> list[Marked]:
    """Order by start and count depth anew, since an opening that never closed took a place on the stack."""
    found.sort(key=lambda m: (m.start, -m.end))
    ends: list[int] = []
    ordered = []
    for marked in found:
        while ends and ends[-1] <= marked.start:
            ends.pop()
        ordered.append(marked._replace(depth=len(ends)))
        ends.append(marked.end)
    return ordered


def _at_paragraph(text: str, stack: list[_Open], at: int) -> int:
    """Drop what a blank line leaves open; return where to go on if the next paragraph reopens it."""
    if stack and stack[0].mark not in _SINGLE and text[at : at + 1] in (stack[0].mark, "“", '"'):
        reopened = text[at : at + 1]
        if reopened == stack[0].mark and reopened:
            del stack[1:]
            return at + 1
    stack.clear()
    return -1


def _closes(text: str, stack: list[_Open], mark: str, start: int, end: int) -> int | None:
    """Return the place on the stack of the opening that `mark` closes, or None."""
    if not stack or (mark in "„‚「『«‹" and mark not in "«‹"):
        return None
    before, after = text[start - 1 : start], text[end : end + 1]
    for place in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        opened = stack[place]
        if mark not in _PARTNER[opened.mark] or start == opened.inner:
            continue
        if mark in "'’" and not _closes_single(before, after, start - opened.start):
            return None
        if mark == '"' and before.isspace() and after and not after.isspace() and after not in _CLOSING_RIGHT:
            return None  # looks like another opening
        if mark == "“" and opened.mark in '“"' and not _leans_left(before, after):
            return None
        return place
    return None


def _leans_left(before: str, after: str) -> bool:
    return not before.isspace() and (not after or after in _CLOSING_RIGHT)


def _closes_single(before: str, after: str, length: int) -> bool:
    apostrophe = before.isalnum() and after.isalnum()
    return not apostrophe and not before.isspace() and not after.isalnum() and length <= _SINGLE_REACH


def _opens(text: str, mark: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if mark in "“„‚「『``«‹‟":
        return bool(after)
    if mark in "」』''’" and mark != "'":
        return False
    clear_left = not before or before in _OPENING_LEFT or before in "\"“„«‘'"
    if mark in "'‘":
        return clear_left and bool(after) and not after.isspace() and not _ELISION.match(text, end)
    if mark == '"':
        ends_sentence = before in ".!?," and after.isupper()  # a space was lost before the quotation
        return (clear_left and bool(after) and (not after.isspace() or before.isspace())) or ends_sentence
    return clear_left and bool(after) and not after.isspace()  # ” » › used as openings
