"""Which sentences of the sources carry a claim, and how well: the untrained score of semantic support."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from assistant.grounding.support.index import Index, Line
from assistant.grounding.support.measures import (
    WINDOW,
    best_window,
    nearness,
    order,
    sentence_gains,
    togetherness,
)
from assistant.grounding.words import Token

MOST_CITED = 3
_CANDIDATES = 12  # sentences that are tried for citing
_ABSENT = 0.5
_WORTH_CITING = 0.08  # share of the claim's weight that a further sentence must add


@dataclass(frozen=True)
class Support:
    """What the sources hold of a claim.

    Attributes:
        index: the sources.
        words: the claim's content words.
        coverage, together, near, order: the four measures (see `measures`), 0 to 1.
        first: number of the first sentence of the window that covers most.
    """

    index: Index
    words: tuple[Token, ...]
    coverage: float
    together: float
    near: float
    order: float
    first: int

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of the content words, in order, repeats kept."""
        return tuple(word.stem for word in self.words)

    @property
    def score(self) -> float:
        """The plain mean of the four measures: no weight was fitted."""
        return (self.coverage + self.together + self.near + self.order) / 4

    @property
    def missing(self) -> tuple[str, ...]:
        """Content stems that stand nowhere in the sources."""
        return tuple(dict.fromkeys(stem for stem in self.stems if stem not in self.index))

    @cached_property
    def gains(self) -> dict[int, float]:
        """Weight of the claim that each sentence holds, as a share of the whole."""
        total = sum(self._weight(stem) for stem in self.stems) or 1.0
        return {number: gain / total for number, gain in sentence_gains(self.stems, self.index).items()}

    def _weight(self, stem: str) -> float:
        """Weight of a stem, halved for one that stands nowhere: the rarest of all, it would drown the others."""
        return self.index.weight(stem) * (1.0 if stem in self.index else _ABSENT)

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """Numbers of the up to three sentences that together hold most of the claim, the best first."""
        chosen: list[int] = []
        left = dict.fromkeys(self.stems)
        total = sum(map(self.index.weight, left)) or 1.0
        candidates = nsmallest(_CANDIDATES, self.gains, key=lambda number: (-self.gains[number], number))
        while candidates and left and len(chosen) < MOST_CITED:
            best = max(candidates, key=lambda number: (self._adds(left, number), self._close(number)))
            if self._adds(left, best) < _WORTH_CITING * total:
                break
            chosen.append(best)
            left = {stem: None for stem in left if best not in self.index.where(stem)}
        return tuple(chosen)

    def _adds(self, left: dict[str, None], number: int) -> float:
        return sum(self.index.weight(stem) for stem in left if number in self.index.where(stem))

    def _close(self, number: int) -> bool:
        return self.first <= number < self.first + WINDOW

    @property
    def cited(self) -> tuple[Line, ...]:
        """The sentences of `lines`, in their order in the sources."""
        return tuple(self.index.lines[number] for number in sorted(self.lines))


def support(content: Sequence[Token], words: Sequence[Token], index: Index) -> Support:
    """Measure a claim against the sources.

    Args:
        content: its content words.
        words: all its words, for their order.
        index: the sources.
    """
    if not index.lines or not content:
        return Support(index, tuple(content), 0.0, 0.0, 0.0, 0.0, 0)
    stems = [word.stem for word in content]
    first, coverage = best_window(stems, index)
    last = index.lines[min(first + WINDOW, len(index.lines)) - 1]
    window = index.stems[index.lines[first].first : last.last]
    together, near = togetherness(stems, index), nearness(stems, index)
    in_order = order([word.stem for word in words], window)
    return Support(index, tuple(content), coverage, together, near, in_order, first)
