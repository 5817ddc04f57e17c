"""An inverted index over the sentences of the sources: built once, in time linear in their length."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import log
from typing import NamedTuple

from assistant.domain.verdicts import SourceSpan
from assistant.grounding.sentences import split
from assistant.grounding.sources import Piece
from assistant.grounding.support.canonical import reading
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset


class Line(NamedTuple):
    """One sentence of a piece; `first:last` are places of its words in the running text of all sources."""

    piece: Piece
    start: int  # in the piece
    end: int
    first: int
    last: int

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.piece.text[self.start : self.end]

    @property
    def span(self) -> SourceSpan:
        """Where the sentence stands in its source."""
        return self.piece.span(self.start, self.end)


class Index:
    """Finds the sentences, and the places in the running text, where a stem occurs.

    Attributes:
        lines: every sentence of every piece, in order.
        words: the tokens of the running text; offsets are those of their piece.
        stems: their stems, in the same order.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.lines: list[Line] = []
        self.words: list[Token] = []
        self._where: defaultdict[str, set[int]] = defaultdict(set)
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for piece in pieces:
            self._add(piece)
        self.stems = [word.stem for word in self.words]

    def _add(self, piece: Piece) -> None:
        for start, end in split(piece.text):
            number, first = len(self.lines), len(self.words)
            for word in reading(piece.text[start:end]):
                self._where[word.stem].add(number)
                self._places[word.stem].append(len(self.words))
                self.words.append(word._replace(start=word.start + start, end=word.end + start))
            self.lines.append(Line(piece, start, end, first, len(self.words)))

    def __contains__(self, stem: str) -> bool:
        return stem in self._where

    def where(self, stem: str) -> set[int]:
        """Return the numbers of the sentences that hold the stem."""
        return self._where.get(stem, _NOWHERE)

    def places(self, stem: str) -> list[int]:
        """Return the places of the stem in the running text, rising."""
        return self._places.get(stem, _NO_PLACES)

    def has_run(self, run: Sequence[str]) -> bool:
        """Tell whether the stems stand in this order, one right after the other, in one sentence."""
        rare = min(range(len(run)), key=lambda number: len(self.places(run[number])))
        wanted = list(run)
        for place in self.places(run[rare]):
            first = place - rare
            if first >= 0 and self.stems[first : first + len(wanted)] == wanted:
                return self.line_at(first) == self.line_at(first + len(wanted) - 1)
        return False

    def line_at(self, place: int) -> int:
        """Return the number of the sentence that holds a place of the running text."""
        return bisect_left(self._lasts, place + 1)

    @cached_property
    def _lasts(self) -> list[int]:
        return [line.last for line in self.lines]

    def weight(self, stem: str) -> float:
        """Return the inverse document frequency, a sentence being a document (smoothed as in BM25)."""
        return log(1 + (len(self.lines) + 1) / (len(self.where(stem)) + 0.5))

    @cached_property
    def proper(self) -> frozenset[str]:
        """Stems that the sources write with a capital only: names, in a text that has capitals."""
        lower = {word.stem for word in self.words if word.text[:1].islower()}
        return frozenset(word.stem for word in self.words if word.text[:1].isupper() and word.stem not in lower)

    @cached_property
    def initials(self) -> frozenset[str]:
        """Return the initials, lower-cased, of each run of two to six capitalised words."""
        found: set[str] = set()
        run = ""
        for before, word in pairwise([None, *self.words]):
            if word is None or not word.text[:1].isupper():
                run = run if word is not None and word.norm in _BETWEEN else ""
                continue
            run = (run if before is not None and word.start - before.end in (1, 3) else "") + word.norm[0]
            found.update(run[cut:] for cut in range(max(0, len(run) - LONGEST_ACRONYM), len(run) - 1))
        return frozenset(found)


LONGEST_ACRONYM = 6
_BETWEEN = wordset(
    "of and for the",
)
_NOWHERE: set[int] = set()
_NO_PLACES: list[int] = []
