"""The pieces that may carry a claim, indexed, with who speaks in them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from assistant.grounding.figures import Figure, FigureKind, find
from assistant.grounding.parsed import Clause, parse
from assistant.grounding.quotes import QuoteIndex, QuoteSource, Voice, same_person
from assistant.grounding.sources import Piece
from assistant.grounding.support.canonical import reading
from assistant.grounding.support.index import Index, Line
from assistant.grounding.turns import Turn, turns

_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_DAYS = frozenset({FigureKind.DATE, FigureKind.QUARTER})
_LENDING = frozenset({FigureKind.DURATION, FigureKind.MONEY, FigureKind.MEASURE, FigureKind.RATE})
_SPACE = re.compile(r"\s+")


class Placed(NamedTuple):
    """A figure of the sources and the number of the sentence it stands in."""

    figure: Figure
    line: int


class Evidence:
    """What a check looks into."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        self.index = Index(self.pieces)
        self._clauses: dict[int, tuple[Clause, ...]] = {}

    @cached_property
    def voices(self) -> frozenset[str]:
        """Names of those whose words the pieces are."""
        return frozenset(piece.source.speaker for piece in self.pieces if piece.source.speaker)

    def speaker(self, number: int) -> str | None:
        """Return whose words a sentence is, by its number; None where nobody is named."""
        line = self.index.lines[number]
        if line.piece.source.speaker:
            return line.piece.source.speaker
        spoken = self._turns.get(id(line.piece), ())
        at = bisect_right(spoken, line.end - 1, key=lambda turn: turn.start) - 1  # a line may begin with its label
        return spoken[at].speaker if at >= 0 and line.start < spoken[at].end else None

    def speaks(self, name: str) -> bool:
        """Tell whether one of those whose words the pieces are may go by a name."""
        return any(same_person(name, speaker) for speaker in self._speakers)

    @cached_property
    def _speakers(self) -> frozenset[str]:
        return self.voices | {turn.speaker for spoken in self._turns.values() for turn in spoken}

    @cached_property
    def _turns(self) -> dict[int, tuple[Turn, ...]]:
        return {id(piece): turns(piece.text) for piece in self.pieces}

    def one_person(self, first: str, second: str) -> bool:
        """Tell whether two names may be one person's: alike, or parts of a name that the sources have in full."""
        if same_person(first, second):
            return True
        ours, theirs = ([word.stem for word in reading(name)] for name in (first, second))
        return any(self.index.has_run(run) for one in ours for other in theirs for run in ([one, other], [other, one]))

    @cached_property
    def quotes(self) -> QuoteIndex:
        """The pieces, ready to place quotations in."""
        return QuoteIndex([self._quote_source(number, piece) for number, piece in enumerate(self.pieces)])

    def _quote_source(self, number: int, piece: Piece) -> QuoteSource:
        if piece.source.speaker:
            voices = [Voice(0, len(piece.text), piece.source.speaker)]
        else:
            voices = [Voice(*turn) for turn in self._turns[id(piece)]]
        return QuoteSource(str(number), piece.text, voices)

    @cached_property
    def figures(self) -> tuple[Placed, ...]:
        """Every figure of the pieces, in order."""
        return tuple(placed for number in range(len(self.index.lines)) for placed in self.figures_in(number))

    def figures_like(self, figure: Figure) -> Sequence[Placed]:
        """Return the figures that may carry one: days and quarters carry only dates, and only they carry days."""
        if figure.kind in _DAYS:
            return self._dated
        return self.figures if figure.kind is FigureKind.YEAR else self._undated

    @cached_property
    def _dated(self) -> tuple[Placed, ...]:
        return tuple(one for one in self.figures if one.figure.kind in _DAYS or one.figure.kind is FigureKind.YEAR)

    @cached_property
    def _undated(self) -> tuple[Placed, ...]:
        return tuple(one for one in self.figures if one.figure.kind not in _DAYS)

    def figures_worth(self, value: Decimal) -> Sequence[Placed]:
        """Return the figures whose value, or lower bound, is written as this one."""
        return self._figures_by_value.get(value, ())

    @cached_property
    def _figures_by_value(self) -> dict[Decimal, list[Placed]]:
        found: dict[Decimal, list[Placed]] = {}
        for placed in self.figures:
            found.setdefault(placed.figure.low, []).append(placed)
        return found

    def figures_in(self, number: int) -> tuple[Placed, ...]:
        """Return the figures of one sentence, by its number."""
        return self._figures_by_line.get(number, ())

    @cached_property
    def _figures_by_line(self) -> dict[int, tuple[Placed, ...]]:
        found: dict[int, tuple[Placed, ...]] = {}
        for number, line in enumerate(self.index.lines):
            if figures := find(line.text, line.piece.source.language):
                before = (
                    found.get(number - 1, ()) if number and self.index.lines[number - 1].piece is line.piece else ()
                )
                read = chain.from_iterable(_readings(figures, before[-1].figure if before else None))
                found[number] = tuple(Placed(figure, number) for figure in read)
        return found

    def clauses(self, number: int) -> tuple[Clause, ...]:
        """Return the clauses of one sentence, by its number; read once."""
        if number not in self._clauses:
            line = self.index.lines[number]
            figures = [placed.figure for placed in self.figures_in(number)]
            words = self.index.words[line.first : line.last]
            self._clauses[number] = parse(line.text, words, figures, line.start)
        return self._clauses[number]

    @cached_property
    def _as_read(self) -> dict[str, int]:
        return {as_read(line.text): number for number, line in reversed(list(enumerate(self.index.lines)))}

    def verbatim(self, sentence: str) -> Line | None:
        """Return the sentence of the sources that reads the same, case, spacing and style of marks apart."""
        number = self._as_read.get(as_read(sentence))
        return None if number is None else self.index.lines[number]

    def contains(self, sentence: str) -> bool:
        """Tell whether the words stand in some piece as they are, be it within a longer sentence."""
        return any(as_read(sentence) in text for text in self._pieces_as_read)

    @cached_property
    def _pieces_as_read(self) -> tuple[str, ...]:
        return tuple(as_read(piece.text) for piece in self.pieces)


def _readings(figures: Sequence[Figure], before: Figure | None) -> Iterator[tuple[Figure, ...]]:
    """Yield each figure, a bare number also with the unit of the one before: "took 50 minutes. They take 20 now"."""
    for figure in figures:
        bare = figure.kind is FigureKind.COUNT and not (figure.unit or figure.noun or figure.is_range or figure.vague)
        if bare and before is not None and before.kind in _LENDING:
            lent = figure._replace(kind=before.kind, unit=before.unit, per=before.per, noun=before.noun)
            yield figure, lent
        else:
            yield (figure,)
            before = figure


def as_read(text: str) -> str:
    """Return the text as it is compared word for word."""
    return _SPACE.sub(" ", text.translate(_MARKS)).casefold().strip(" .!\"'")
