"""Figures that code computed from the evidence, offered to a model: it may place them, not make them.

Only those are offered whose plain sentence the checker carries by the same computation; and a sentence may use
the formula of those alone that it lists (contract: a figure is carried by a metric that the claim lists).
"""

from collections.abc import Iterator, Sequence

from assistant.domain.story import Change
from assistant.writing.generative.exhibits import Exhibit
from assistant.writing.outcomes.findings import Finding
from assistant.writing.proposal import ProposedMetric

_MOST = 8


def told_figures(metrics: Sequence[tuple[ProposedMetric, Finding]]) -> Iterator[Exhibit]:
    """Yield a plain sentence for each change that was computed, with what it was computed from."""
    number = 0
    for metric, finding in metrics:
        if finding.stated or metric.change is None or not metric.formula or not finding.named or number >= _MOST:
            continue
        for text in _sentences(metric.name, metric.change):
            number += 1
            first, *others = metric.cites
            yield Exhibit(f"m{number}", text, first, also=tuple(others), metric=metric)


def _sentences(name: str, change: Change) -> Iterator[str]:
    moved = "fell" if change.value < 0 else "rose"
    subject = name[:1].upper() + name[1:]
    if change.kind == "percent":
        yield f"{subject} {moved} by {_rounded(change.value)}%."
    elif change.kind == "points":
        yield f"{subject} {moved} by {_rounded(change.value)} percentage points."


def _rounded(value: float) -> str:
    return f"{round(abs(value), 1):g}"
