"""Values of cases, summed by account: cases of one account resemble each other and are no independent draws.

Everything is sorted before it is added up, so that the order in which cases came changes no digit.
"""

from collections import defaultdict
from collections.abc import Iterable
from math import fsum
from typing import NamedTuple


class Point(NamedTuple):
    """The value of one case: a share of `weight` things (a rate), or a value of weight 1 (a mean)."""

    cluster: str
    value: float
    weight: float = 1.0


class Pair(NamedTuple):
    """One thing that was scored and whose truth is known; `key` names it, so that two runs can be paired."""

    cluster: str
    key: str
    label: bool
    score: float


class Sums(NamedTuple):
    """What the cases of one cluster add up to."""

    cluster: str
    total: float  # of value times weight
    weight: float


def sums(points: Iterable[Point]) -> tuple[Sums, ...]:
    """Return the sums of each cluster, by its name; points without weight are left out."""
    held: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        if point.weight > 0:
            held[point.cluster].append(point)
    return tuple(
        Sums(name, fsum(p.value * p.weight for p in inside), fsum(p.weight for p in inside))
        for name, inside in sorted(held.items())
    )


def ratio(clusters: Iterable[Sums]) -> float:
    """Return the total over the weight of all clusters; there must be some weight."""
    held = tuple(clusters)
    return fsum(c.total for c in held) / fsum(c.weight for c in held)
