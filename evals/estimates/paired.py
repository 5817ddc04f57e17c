"""Whether one run is better than another on the same cases, or it might be chance.

The test swaps the two runs' results account by account: were the runs alike, either could have come from either. It is
exact while at most 12 accounts differ; beyond, 9,999 draws with the observed one counted in (Phipson and Smyth,
Statistical Applications in Genetics and Molecular Biology 9, 2010). Accounts that are the same in both runs take no
part; k that differ can give no p below 2^(1-k), so what changed in five accounts or fewer is never significant at 5 %,
however bad: that is for the absolute gates to catch. The interval of the difference of two ratios is linearised over
accounts, with t.
"""

import random
from collections.abc import Callable, Sequence
from itertools import product
from math import fsum, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evals.estimates.areas import Curve, auroc, drawn
from evals.estimates.clusters import Pair, Point, Sums, ratio, sums
from evals.estimates.quantiles import t_quantile

EXACT = 12  # accounts that differ, up to which every swap is tried
DRAWS = 9_999
SLOW_DRAWS = 999  # where each draw sorts everything again
_EQUAL = 1e-12
Swaps = NDArray[np.bool_]


class Difference(NamedTuple):
    """New minus base over what both scored, its interval, and the chance of one as large were they alike."""

    value: float | None
    low: float | None
    high: float | None
    p: float | None
    clusters: int
    differing: int


NOTHING = Difference(None, None, None, None, 0, 0)


def compare_points(base: Sequence[Point], new: Sequence[Point], seed: int) -> Difference:
    """Compare rates or means; both must hold the same cases."""
    names = sorted({p.cluster for p in base if p.weight > 0} & {p.cluster for p in new if p.weight > 0})
    if not names:
        return NOTHING
    old = [c for c in sums(base) if c.cluster in names]
    now = [c for c in sums(new) if c.cluster in names]
    differing = [at for at, (one, other) in enumerate(zip(old, now, strict=True)) if one != other]
    value = ratio(now) - ratio(old)
    low, high = _interval(old, now, value)
    columns = np.array(
        [[one.total, one.weight, other.total, other.weight] for one, other in zip(old, now, strict=True)]
    )

    moves = (columns[:, [2, 3, 0, 1]] - columns)[differing]

    def swapped(swap: Swaps) -> NDArray[np.float64]:
        t0, w0, t1, w1 = (columns.sum(axis=0)[None] + swap.astype(np.float64) @ moves).T
        return np.asarray(t1 / w1 - t0 / w0, dtype=np.float64)

    return Difference(value, low, high, _p(swapped, value, len(differing), seed, DRAWS), len(names), len(differing))


def compare_pairs(base: Sequence[Pair], new: Sequence[Pair], seed: int) -> Difference:
    """Compare areas under the curve; things are paired by cluster, key and label.

    Swapping takes scores of both runs to be on one scale, as those of two versions of one checker are.
    """
    theirs = {(p.cluster, p.key, p.label): p.score for p in base}
    ours = {(p.cluster, p.key, p.label): p.score for p in new}
    keys = sorted(theirs.keys() & ours.keys())
    old, now = ([Pair(*key, scores[key]) for key in keys] for scores in (theirs, ours))
    before, after = auroc(old), auroc(now)
    if before is None or after is None:
        return NOTHING
    names, places = np.unique([pair.cluster for pair in old], return_inverse=True)
    labels = np.array([float(pair.label) for pair in old])
    both = np.array([[pair.score for pair in old], [pair.score for pair in now]])
    differing = np.unique(places[both[0] != both[1]])

    def swapped(swap: Swaps) -> NDArray[np.float64]:
        full = np.zeros((len(swap), len(names)), dtype=bool)
        full[:, differing] = swap
        return np.array([_gap(labels, np.where(row[places], both[::-1], both)) for row in full])

    value = after - before
    low, high = _area_interval(labels, both, places, len(names), seed)
    p = _p(swapped, value, len(differing), seed, SLOW_DRAWS)
    return Difference(value, low, high, p, len(names), len(differing))


def holm(values: Sequence[float]) -> list[float]:
    """Return p-values adjusted for there being many (Holm, Scandinavian Journal of Statistics 6, 1979), in order."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    adjusted, highest = [0.0] * len(values), 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - rank) * values[at]))
        adjusted[at] = highest
    return adjusted


def _interval(old: Sequence[Sums], now: Sequence[Sums], value: float) -> tuple[float | None, float | None]:
    count = len(old)
    if count < 2:  # noqa: PLR2004  one account tells nothing about others
        return None, None
    before, after = ratio(old), ratio(now)
    weight_before, weight_after = fsum(c.weight for c in old), fsum(c.weight for c in now)
    squares = fsum(
        ((n.total - after * n.weight) / weight_after - (o.total - before * o.weight) / weight_before) ** 2
        for o, n in zip(old, now, strict=True)
    )
    half = t_quantile(count - 1) * sqrt(squares * count / (count - 1))
    return value - half, value + half


def _area_interval(
    labels: NDArray[np.float64], both: NDArray[np.float64], places: NDArray[np.intp], count: int, seed: int
) -> tuple[float | None, float | None]:
    if count < 2:  # noqa: PLR2004  likewise
        return None, None
    weights = drawn(count, seed)[:, places]
    gaps = Curve(labels, both[1]).areas(weights) - Curve(labels, both[0]).areas(weights)
    low, high = np.nanpercentile(gaps, [2.5, 97.5])
    return float(low), float(high)


def _gap(labels: NDArray[np.float64], both: NDArray[np.float64]) -> float:
    once = np.ones((1, len(labels)))
    return float(Curve(labels, both[1]).areas(once)[0] - Curve(labels, both[0]).areas(once)[0])


def _p(swapped: Callable[[Swaps], NDArray[np.float64]], value: float, differing: int, seed: int, draws: int) -> float:
    """Return the share of swaps that bring a difference at least as large as the one seen, either way."""
    if differing == 0:
        return 1.0
    exact = differing <= EXACT
    swap = np.array(list(product((False, True), repeat=differing))) if exact else _random(differing, draws, seed)
    as_large = int((np.abs(swapped(swap)) >= abs(value) - _EQUAL).sum())
    return as_large / len(swap) if exact else (as_large + 1) / (draws + 1)


def _random(differing: int, draws: int, seed: int) -> Swaps:
    dice = random.Random(seed)  # noqa: S311  a repeatable draw, no secret
    bits = [dice.getrandbits(differing) for _ in range(draws)]
    return np.array([[bool(row >> at & 1) for at in range(differing)] for row in bits])
