"""Two outputs side by side, line by line, with what differs marked."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_MOST = 400  # lines of each side that are compared


class Piece(NamedTuple):
    """A run of lines; `changed` tells that the other side has others here."""

    text: str
    changed: bool


class Sides(NamedTuple):
    """Both outputs, cut where they differ."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def side_by_side(before: str, after: str) -> Sides:
    """Return both texts in pieces of whole lines, each with its line end."""
    old, new = (text.splitlines(keepends=True)[:_MOST] for text in (before, after))
    matched = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return Sides(
        tuple(_pieces(("".join(old[i1:i2]), tag != "equal") for tag, i1, i2, _, _ in matched)),
        tuple(_pieces(("".join(new[j1:j2]), tag != "equal") for tag, _, _, j1, j2 in matched)),
    )


def _pieces(found: Iterator[tuple[str, bool]]) -> Iterator[Piece]:
    yield from (Piece(text, changed) for text, changed in found if text)
