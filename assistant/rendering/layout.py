"""How much text a slide takes: an estimate of lines, and paragraphs dealt out to slides so that nothing runs over.

Slides do not flow like pages, and no program tells beforehand how it will break lines. The estimate is on the
generous side.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.rendering.plain import width

_SPACING = 1.22  # of a line, in sizes of its font
_SLACK = 1.12  # programs lack a font now and then, and take a wider one
_POINTS = 72  # to the inch
_WORD = re.compile(
    r"[\u2e80-\uffef\U00020000-\U0003ffff]|[^\s\u2e80-\uffef\U00020000-\U0003ffff]*\s+|[^\s\u2e80-\uffef]+"
)


class Box(NamedTuple):
    """A room for text, in inches."""

    left: float
    top: float
    wide: float
    high: float


class Paragraph(NamedTuple):
    """Text of one size with its note numbers and what stands behind them; a leading one keeps with the next."""

    text: str
    size: float
    notes: tuple[int, ...] = ()
    remark: str = ""
    bold: bool = False
    italic: bool = False
    leads: bool = False
    loud: bool = False  # its remark is a warning
    after: float = 4.0  # points behind it
    joined: tuple["Paragraph", ...] = ()  # what runs on behind it, at its size

    @property
    def whole(self) -> str:
        """Everything that takes room in it."""
        own = self.text + ",".join(map(str, self.notes)) + self.remark
        return " ".join((own, *(each.whole for each in self.joined)))

    def height(self, wide: float) -> float:
        """Return its height in inches in a column of that width."""
        return lines(self.whole, wide, self.size) * self.size * _SPACING / _POINTS + self.after / _POINTS


def lines(text: str, wide: float, size: float) -> int:
    """Return about how many lines a text takes in a column of so many inches at a size in points.

    Breaks come at spaces and between wide characters; a word longer than a line is broken anywhere.
    """
    room = wide * _POINTS / size / _SLACK  # in ems
    count, used = 1, 0.0
    for word in _WORD.findall(text):
        needed = width(word)
        if used + width(word.rstrip()) <= room:
            used += needed
        else:
            more = math.ceil(needed / room)
            count += more if used else more - 1
            used = needed - (more - 1) * room
    return count


def height(paragraphs: Iterable[Paragraph], wide: float) -> float:
    """Return about how high paragraphs stand, in inches."""
    return sum(paragraph.height(wide) for paragraph in paragraphs)


def deal(paragraphs: Iterable[Paragraph], wide: float, high: float) -> list[tuple[Paragraph, ...]]:
    """Deal paragraphs out to columns of that size, in order; one that is too long for any is cut at a space."""
    columns: list[list[Paragraph]] = [[]]
    room = high
    for paragraph in (piece for each in paragraphs for piece in _pieces(each, wide, high)):
        needed = paragraph.height(wide)
        if needed > room and columns[-1]:
            held = _leading(columns[-1])
            columns.append(held)
            room = high - height(held, wide)
        columns[-1].append(paragraph)
        room -= needed
    return [tuple(column) for column in columns if column]


def fitting(paragraphs: Sequence[Paragraph], box: Box, sizes: Sequence[float]) -> tuple[Paragraph, ...] | None:
    """Return the paragraphs scaled to the largest of these sizes at which they fit, or None; 1 is as they are."""
    for factor in sizes:
        scaled = tuple(each._replace(size=each.size * factor, after=each.after * factor) for each in paragraphs)
        if height(scaled, box.wide) <= box.high:
            return scaled
    return None


def _leading(column: list[Paragraph]) -> list[Paragraph]:
    """Take headings that would stand last off a column, unless nothing were left."""
    held: list[Paragraph] = []
    while len(column) > 1 and column[-1].leads:
        held.insert(0, column.pop())
    return held


def _pieces(paragraph: Paragraph, wide: float, high: float) -> Iterator[Paragraph]:
    """Cut a paragraph that is higher than a whole column into parts that are not; the last keeps its notes."""
    text = paragraph.text
    stands = paragraph.height(wide)
    if paragraph.joined and stands > high:
        for each in (paragraph._replace(joined=()), *paragraph.joined):
            yield from _pieces(each._replace(size=paragraph.size), wide, high)
        return
    most = len(text) if stands <= high else max(20, int(len(text) * high / stands * 0.8))
    while len(text) > most:
        cut = text.rfind(" ", most // 2, most)
        at = cut if cut > 0 else most
        yield paragraph._replace(text=text[:at], notes=(), remark="")
        text = text[at:].lstrip()
    yield paragraph._replace(text=text)
