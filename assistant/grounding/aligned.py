"""The sentences of the sources that speak of what a claim speaks of: the exact checks compare it with these."""

from collections.abc import Sequence
from heapq import nsmallest
from typing import NamedTuple

from assistant.grounding.support.carrying import Support
from assistant.grounding.support.index import Index, Line
from assistant.grounding.words import Token

ALIGNED = 0.5  # share of the claim's weight that a sentence must hold to be compared with it
NEARLY_BEST = 0.75  # of the best sentence's share
MOST = 6


class Aligned(NamedTuple):
    """A sentence of the sources and the share of the claim's weight that it holds."""

    number: int
    line: Line
    words: Sequence[Token]
    share: float

    @property
    def stems(self) -> list[str]:
        """Stems of its words, in order."""
        return [word.stem for word in self.words]


def aligned(carried: Support, least: float = ALIGNED) -> tuple[Aligned, ...]:
    """Return the sentences that hold at least half of the claim, those nearly as good as the best first."""
    gains = carried.gains
    top = nsmallest(MOST, gains, key=lambda number: (-gains[number], number))
    if not top or gains[top[0]] < least:
        return ()
    floor = max(least, gains[top[0]] * NEARLY_BEST)
    return tuple(_aligned(carried.index, number, gains[number]) for number in top if gains[number] >= floor)


def _aligned(index: Index, number: int, share: float) -> Aligned:
    line = index.lines[number]
    return Aligned(number, line, index.words[line.first : line.last], share)
