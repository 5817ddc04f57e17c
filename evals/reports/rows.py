"""What every report shows of a figure: itself, its interval, and what became of it since the blessed run."""

from collections.abc import Sequence
from typing import NamedTuple

from evals.comparing.runs import Comparison, MeasureChange
from evals.gates.verdicts import Failure
from evals.running.record import Figure, Run, Spec

SIGNIFICANT = 0.05


class Row(NamedTuple):
    """One figure with everything around it; `failed` tells that a gate of it did not hold."""

    spec: Spec
    figure: Figure
    change: MeasureChange | None
    failed: bool

    @property
    def delta(self) -> str:
        """The difference from the base with its sign, empty where there is none to tell."""
        value = None if self.change is None else self.change.difference.value
        return "" if value is None else "=" if abs(value) < 5e-4 else f"{value:+.3f}"  # noqa: PLR2004  shown as 0.000

    @property
    def chance(self) -> str:
        """The chance of that difference, adjusted for there being many."""
        return "" if self.change is None or self.change.adjusted is None else f"p {self.change.adjusted:.2g}"

    @property
    def direction(self) -> str:
        """`better`, `worse`, or empty; what is not significant only leans."""
        gain = None if self.change is None else self.change.gain
        if gain is None or abs(gain) < 5e-4:  # noqa: PLR2004  shown as 0.000
            return ""
        return "better" if gain > 0 else "worse"

    @property
    def sure(self) -> bool:
        """Whether the difference is significant."""
        adjusted = None if self.change is None else self.change.adjusted
        return adjusted is not None and adjusted < SIGNIFICANT


def rows(run: Run, comparison: Comparison | None, failures: Sequence[Failure]) -> tuple[Row, ...]:
    """Return a row for each figure of a run, in its order."""
    failed = {failure.name for failure in failures}
    found = []
    for figure in run.figures:
        name = (figure.engine, figure.task, figure.measure)
        change = comparison.change(*name) if comparison else None
        found.append(Row(run.spec(figure.task, figure.measure), figure, change, name in failed))
    return tuple(found)


def shown(value: float | None) -> str:
    """Return a figure as reports write it."""
    if value is None:
        return "unscored"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"  # noqa: PLR2004  no share, but a count or an amount


def interval(figure: Figure) -> str:
    """Return a figure's interval, empty where it has none."""
    return "" if figure.low is None else f"[{shown(figure.low)}, {shown(figure.high)}]"
