"""The area under the ROC curve, with an interval from a bootstrap over accounts.

An area has no sums by account, so accounts are drawn again with replacement, each with all it holds (Field and
Welsh, Journal of the Royal Statistical Society B 69, 2007). Where every draw separates perfectly the interval has no
width: then it says only that nothing went wrong in these accounts.
"""

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.estimates.clusters import Pair
from evals.estimates.intervals import NONE, Estimate

RESAMPLES = 1000
_ROOM = 2_000_000  # weights held at a time
Numbers = NDArray[np.float64]


class Curve:
    """Scored things sorted by score, so that many weightings of them are quickly worked out.

    Args:
        labels: 1 for what is true, 0 for what is not.
        scores: the higher, the truer it is thought to be.
    """

    def __init__(self, labels: Numbers, scores: Numbers) -> None:
        order = np.argsort(scores, kind="stable")
        self._order = order
        self._positive = labels[order] > 0
        ranked = scores[order]
        self._ties = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])

    def areas(self, weights: Numbers) -> Numbers:
        """Return the area for each row of weights; ties count half, and NaN stands where one of the classes is gone.

        By the Mann-Whitney U statistic: the chance that a true thing scores above an untrue one.
        """
        held = weights[:, self._order]
        true = np.add.reduceat(np.where(self._positive, held, 0.0), self._ties, axis=1)
        untrue = np.add.reduceat(np.where(self._positive, 0.0, held), self._ties, axis=1)
        below = np.cumsum(untrue, axis=1) - untrue
        wins = (true * (below + untrue / 2)).sum(axis=1)
        pairs = true.sum(axis=1) * untrue.sum(axis=1)
        return np.asarray(np.divide(wins, pairs, out=np.full(len(wins), np.nan), where=pairs > 0), dtype=np.float64)


def auroc(pairs: Sequence[Pair]) -> float | None:
    """Return the area under the curve, or None where only one of the classes is there."""
    return _number(_curve(pairs).areas(np.ones((1, len(pairs))))[0]) if pairs else None


def area(pairs: Sequence[Pair], seed: int) -> Estimate:
    """Return the area with the middle 95 % of it over accounts drawn again; draws with one class only are left out."""
    held = sorted(pairs)
    value = auroc(held)
    if value is None:
        return NONE
    names, places = np.unique([pair.cluster for pair in held], return_inverse=True)
    if len(names) < 2:  # noqa: PLR2004  one account tells nothing about others
        return Estimate(value, None, None, len(names), float(len(held)))
    curve, draws = _curve(held), drawn(len(names), seed)
    step = max(1, _ROOM // len(held))
    areas = np.concatenate([curve.areas(draws[at : at + step][:, places]) for at in range(0, RESAMPLES, step)])
    low, high = np.nanpercentile(areas, [2.5, 97.5])
    return Estimate(value, float(low), float(high), len(names), float(len(held)))


def drawn(count: int, seed: int) -> Numbers:
    """Return how often each of `count` clusters is drawn, a row for each resample; the same for the same seed.

    Python's generator draws: its sequence is promised not to change between versions, numpy's is not.
    """
    dice = random.Random(seed)  # noqa: S311  a repeatable draw, no secret
    picks = np.array([[int(dice.random() * count) for _ in range(count)] for _ in range(RESAMPLES)])
    rows = np.zeros((RESAMPLES, count))
    np.add.at(rows, (np.arange(RESAMPLES)[:, None], picks), 1.0)
    return rows


def _curve(pairs: Sequence[Pair]) -> Curve:
    return Curve(np.array([float(pair.label) for pair in pairs]), np.array([pair.score for pair in pairs]))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
