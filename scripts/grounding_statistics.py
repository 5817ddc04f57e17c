"""Area under the curve, balanced accuracy and correlation, with bootstrap intervals; numpy only."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

RESAMPLES = 1000
SEED = 20261123


class Interval(NamedTuple):
    """A figure with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def auroc(labels: Numbers, scores: Numbers) -> float:
    """Return the chance that a positive scores above a negative, ties counting half (Mann-Whitney U)."""
    order = ranks(scores)
    positive = labels > 0
    count = int(positive.sum())
    rest = len(labels) - count
    return float((order[positive].sum() - count * (count + 1) / 2) / (count * rest)) if count and rest else float("nan")


def balanced_accuracy(labels: Numbers, verdicts: Numbers) -> float:
    """Return the mean of the rates at which positives and negatives are told."""
    positive, said = labels > 0, verdicts > 0
    return float((said[positive].mean() + (~said[~positive]).mean()) / 2)


def ranks(values: Numbers) -> Numbers:
    """Return ranks from 1, ties sharing their mean."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    upper = np.cumsum(counts)
    return np.asarray((upper - (counts - 1) / 2)[inverse], dtype=np.float64)


def partial_correlation(one: Numbers, other: Numbers, groups: Sequence[str]) -> float:
    """Return Pearson's correlation with the mean of each group taken out; of ranks it is Spearman's."""
    left, right = one.astype(np.float64), other.astype(np.float64)
    for group in set(groups):
        inside = np.array([g == group for g in groups])
        left = np.where(inside, left - left[inside].mean(), left)
        right = np.where(inside, right - right[inside].mean(), right)
    return float(np.corrcoef(left, right)[0, 1])


def bootstrap(figure: Callable[[NDArray[np.intp]], float], size: int) -> Interval:
    """Return a figure of all rows and the middle 95 % of it over resampled rows."""
    dice = np.random.default_rng(SEED)
    drawn = [figure(dice.integers(0, size, size)) for _ in range(RESAMPLES)]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Interval(figure(np.arange(size)), float(low), float(high))
