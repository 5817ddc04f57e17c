"""What is worth a picture: before and after, use over time, use by seniority. Numbers only; each format draws them."""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant.domain.evidence import UsageFact
from assistant.domain.seniority import LEVELS
from assistant.domain.story import Metric, Story
from assistant.rendering import wording
from assistant.rendering.plain import line

_MOST_PAIRS = 6
_SENIORITY = "share_by_seniority"
_SPOKEN = {"vp": "Vice president", "c_level": "C-level"}
BEFORE, AFTER = "Before", "After"


class Plot(NamedTuple):
    """A plot and the table behind it: a label or a day for each value.

    `form` is "pair" (before and after), "line" (over time) or "bars" (shares of a whole);
    `shown` are the values as a reader sees them.
    """

    form: str
    title: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    shown: tuple[str, ...]
    unit: str = ""
    days: tuple[date, ...] = ()
    note: str = ""

    @property
    def said(self) -> str:
        """The plot in one sentence, for those who do not see it."""
        if self.form == "line":
            return f"{self.title}: {self.shown[0]} ({self.labels[0]}) to {self.shown[-1]} ({self.labels[-1]})."
        return f"{self.title}: {', '.join(f'{a} {b}' for a, b in zip(self.labels, self.shown, strict=True))}."


def plots_of(story: Story) -> tuple[Plot, ...]:
    """Return the plots of a story, in the order in which they are told."""
    return (*_pairs(story), *_lines(story), *by_seniority(story.usage_facts))


def _pairs(story: Story) -> Iterator[Plot]:
    metrics = [metric for metric in wording.told(story) if _has_pair(metric)]
    for metric in metrics[:_MOST_PAIRS]:
        values = (metric.before or 0.0, metric.after or 0.0)
        factor = 100 if metric.unit == "share" else 1
        yield Plot(
            form="pair",
            title=line(wording.label(metric)),
            labels=(BEFORE, AFTER),
            values=tuple(value * factor for value in values),
            shown=tuple(wording.figure(value, metric.unit) for value in values),
            unit=wording.shown_unit(metric.unit),
        )


def _has_pair(metric: Metric) -> bool:
    pair = (metric.before, metric.after)
    return all(value is not None and math.isfinite(value) and value >= 0 for value in pair) and any(pair)


def _lines(story: Story) -> Iterator[Plot]:
    for series in story.usage_series:
        points = [(day, value) for day, value in series.points if math.isfinite(value)]
        if len(points) > 1:
            yield Plot(
                form="line",
                title=line(wording.readable(series.name)).capitalize(),
                labels=tuple(day.isoformat() for day, _ in points),
                values=tuple(value for _, value in points),
                shown=tuple(wording.number(value) for _, value in points),
                unit=line(series.unit),
                days=tuple(day for day, _ in points),
            )


def by_seniority(usage: Sequence[UsageFact]) -> Iterator[Plot]:
    """Yield the plot of use by seniority, where usage facts tell it."""
    facts = {fact.subject: fact for fact in usage if fact.name == _SENIORITY and fact.value is not None}
    told = [(level, facts[level]) for level in LEVELS if level in facts]
    if told:
        yield Plot(
            form="bars",
            title="Use by seniority",
            labels=tuple(_SPOKEN.get(level) or wording.readable(level).capitalize() for level, _ in told),
            values=tuple(float(fact.value or 0) * 100 for _, fact in told),
            shown=tuple(wording.figure(float(fact.value or 0), "share") for _, fact in told),
            unit="percent",
            note=_left_out(told[0][1]),
        )


def _left_out(fact: UsageFact) -> str:
    total, unknown = (fact.details.get(key) for key in ("total", "unknown"))
    if not isinstance(total, int | float) or not isinstance(unknown, int | float):
        return ""
    return f"Of {total:,.0f} events; {unknown:,.0f} by people whose level is not known are left out."
