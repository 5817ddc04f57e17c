"""Intervals of 95 % for rates and means, clustered by account.

The variance is that of a ratio estimator over clusters (Cochran, Sampling Techniques, 3rd ed. 1977, ch. 6 and 9A),
which for cases of weight 1 is the clustered standard error of Miller, Adding Error Bars to Evals, 2024, section 2.2,
with the usual factor G/(G-1). A plain interval of that variance leaves [0, 1] and has no width where every case
went well, just where evals live. So the variance becomes an effective number of cases, shrunk for the few accounts
behind it (Korn and Graubard, Survey Methodology 24, 1998), and that goes into Wilson's interval, which Dean and
Pagano (Journal of Survey Statistics and Methodology 3, 2015) found to cover well for clustered rates near 0 and 1.
Where nothing varies at a bound, the accounts count as the cases: as if all of an account stood or fell together.
"""

from collections.abc import Sequence
from math import fsum, sqrt
from typing import NamedTuple

from evals.estimates.clusters import Point, Sums, ratio, sums
from evals.estimates.quantiles import Z, t_quantile

_NOTHING = 1e-15  # a variance below this is rounding


class Estimate(NamedTuple):
    """A figure with its interval; no interval where fewer than two accounts stand behind it."""

    value: float | None
    low: float | None
    high: float | None
    clusters: int
    weight: float


NONE = Estimate(None, None, None, 0, 0.0)


def variance(clusters: Sequence[Sums]) -> float:
    """Return the variance of the ratio over at least two clusters, by Taylor's linearisation."""
    value, weight, count = ratio(clusters), fsum(c.weight for c in clusters), len(clusters)
    squares = fsum(((c.total - value * c.weight) / weight) ** 2 for c in clusters)
    return squares * count / (count - 1)


def wilson(value: float, size: float) -> tuple[float, float]:
    """Return Wilson's score interval (1927) of a share seen in `size` cases, which need be no whole number."""
    centre = (value + Z**2 / (2 * size)) / (1 + Z**2 / size)
    half = Z / (1 + Z**2 / size) * sqrt(value * (1 - value) / size + Z**2 / (4 * size**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def rate(points: Sequence[Point]) -> Estimate:
    """Return the share of all things, each case weighing as many as it has; never taken for more than there are."""
    return _share(sums(points), whole=True)


def mean(points: Sequence[Point]) -> Estimate:
    """Return the mean of the cases; values that all lie within 0 to 1 get an interval that does so too."""
    clusters = sums(points)
    if all(0 <= point.value <= 1 for point in points):
        return _share(clusters, whole=False)
    value, weight, count = ratio(clusters), fsum(c.weight for c in clusters), len(clusters)
    if count < 2:  # noqa: PLR2004  one account tells nothing about others
        return Estimate(value, None, None, count, weight)
    half = t_quantile(count - 1) * sqrt(variance(clusters))
    return Estimate(value, value - half, value + half, count, weight)


def _share(clusters: Sequence[Sums], *, whole: bool) -> Estimate:
    if not clusters:
        return NONE
    value, weight, count = ratio(clusters), fsum(c.weight for c in clusters), len(clusters)
    value = min(1.0, max(0.0, value))
    if count < 2:  # noqa: PLR2004  one account tells nothing about others
        return Estimate(value, None, None, count, weight)
    spread = variance(clusters)
    if spread > _NOTHING:
        size = value * (1 - value) / spread * (Z / t_quantile(count - 1)) ** 2
        size = min(size, weight) if whole else size
    elif 0 < value < 1:
        size = weight
    else:
        size = float(count)
    low, high = wilson(value, size)
    return Estimate(value, low, high, count, weight)
