"""Lines of a text with their places: the unit that every rule of structure looks at."""

from typing import NamedTuple

from assistant.domain.spans import Span


class Line(NamedTuple):
    """One line without the white space around it; a blank line is empty."""

    start: int
    end: int
    indent: int  # code points of white space before `start`

    @property
    def blank(self) -> bool:
        """Tell whether nothing but white space stands on the line."""
        return self.start == self.end

    @property
    def span(self) -> Span:
        """Where the line's words stand."""
        return Span(self.start, self.end)


def lines(text: str) -> list[Line]:
    """Return every line of `text`, in order; linear."""
    found = []
    at = 0
    for raw in text.split("\n"):
        words = raw.strip()
        indent = len(raw) - len(raw.lstrip()) if words else 0
        found.append(Line(at + indent, at + indent + len(words), indent))
        at += len(raw) + 1
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends; empty at `end` when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
