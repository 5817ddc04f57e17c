"""The story's table of figures, from what was found in the notes and from usage facts."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.domain.evidence import UsageFact
from assistant.domain.story import Change
from assistant.writing.outcomes.findings import Finding
from assistant.writing.outcomes.typicality import note
from assistant.writing.proposal import FactCite, ProposedMetric
from assistant.writing.usage import telling

_MOST = 12


def measures_of(outcomes: Sequence[Finding]) -> list[tuple[ProposedMetric, Finding]]:
    """Return a metric for each outcome, with the outcome it was made from."""
    return [(_measure(f"f{number}", finding), finding) for number, finding in enumerate(outcomes[:_MOST], 1)]


def usage_measures(facts: Sequence[UsageFact]) -> tuple[ProposedMetric, ...]:
    """Return a metric for each usage fact that a story tells."""
    return tuple(
        ProposedMetric(
            key=f"u-{fact.id}",
            name=fact.name.replace("_", " "),
            source="usage",
            cites=(FactCite(fact.id),),
            after=float(fact.value),
            unit=fact.unit,
            note=fact.reason,
        )
        for fact in telling(facts)
        if fact.value is not None
    )


def _measure(key: str, finding: Finding) -> ProposedMetric:
    change = None
    if finding.change_kind is not None and finding.change is not None:
        change = Change(kind=finding.change_kind, value=float(finding.change))
    unit = f"{finding.unit} per {finding.per}" if finding.per and finding.form != "return" else finding.unit
    return ProposedMetric(
        key=key,
        name=finding.name or "result",
        source="stated" if finding.stated else "computed",
        cites=finding.cites,
        before=_number(finding.before),
        after=_number(finding.after),
        unit=unit,
        change=change,
        formula=finding.formula,
        note=note(finding),
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
