"""Intervals as small pictures: where a figure stands between its bounds, and where the blessed one stood."""

from typing import NamedTuple

from evals.reports.rows import Row

WIDTH = 160.0
_EDGE = 6.0  # on either side, so that a dot at a bound is whole


class Plot(NamedTuple):
    """Places on a strip of `WIDTH`; None is not drawn. `least` and `most` are the ends of its scale."""

    value: float | None
    low: float | None
    high: float | None
    base: float | None
    least: float
    most: float


def plot(row: Row) -> Plot:
    """Return where the marks of a figure are drawn; figures beyond 0 to 1 get a scale of their own."""
    base = row.change.base.value if row.change else None
    seen = [v for v in (row.figure.value, row.figure.low, row.figure.high, base) if v is not None]
    least, most = (0.0, 1.0) if all(0 <= v <= 1 for v in seen) else (min(0.0, *seen), max(seen))

    def place(value: float | None) -> float | None:
        return None if value is None else round(_EDGE + (value - least) / (most - least) * (WIDTH - 2 * _EDGE), 1)

    return Plot(place(row.figure.value), place(row.figure.low), place(row.figure.high), place(base), least, most)
