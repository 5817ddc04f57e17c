"""The story's table of figures, from what was found in the notes and from usage facts."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.domain.evidence import UsageFact
from assistant.domain.story import Change
from assistant.writing.outcomes.findings import Finding, Statement
from assistant.writing.outcomes.singles import singles
from assistant.writing.outcomes.typicality import note
from assistant.writing.proposal import FactCite, ProposedMetric
from assistant.writing.usage import telling

_MOST, _MOST_SINGLE = 12, 8
_USAGE_NAMES: Mapping[str, str] = {
    "seat_utilisation": "seats in use",
    "events_per_day_change": "change in events a day after go-live",
    "time_to_first_value": "time to first value",
    "breadth": "features in use",
}
"""What a reader calls a usage metric."""


def measures_of(outcomes: Sequence[Finding]) -> list[tuple[ProposedMetric, Finding]]:
    """Return a metric for each outcome, with the outcome it was made from."""
    return [(_measure(f"f{number}", finding), finding) for number, finding in enumerate(outcomes[:_MOST], 1)]


def single_measures(told: Sequence[Statement], outcomes: Sequence[Finding]) -> list[tuple[ProposedMetric, Statement]]:
    """Return a metric for each figure of the told sentences that stands alone, with its sentence; see `singles`."""
    found = singles(told, outcomes, _MOST_SINGLE)
    return [(_measure(f"s{number}", finding), statement) for number, (statement, finding) in enumerate(found, 1)]


def usage_measures(facts: Sequence[UsageFact]) -> tuple[ProposedMetric, ...]:
    """Return a metric for each usage fact that a story tells."""
    return tuple(
        ProposedMetric(
            key=f"u-{fact.id}",
            name=_USAGE_NAMES.get(fact.name, fact.name.replace("_", " ")),
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
        name=_plain_name(finding),
        source="stated" if finding.stated else "computed",
        cites=finding.cites,
        before=_number(finding.before),
        after=_number(finding.after),
        unit=unit,
        change=change,
        formula=finding.formula,
        note=note(finding),
    )


def _plain_name(finding: Finding) -> str:
    """Name a metric as it stands within a sentence: a capital that only opens the source's sentence goes."""
    name = finding.name or "result"
    opens = any(statement.text.startswith(name) for statement in finding.statements)
    return name[:1].lower() + name[1:] if opens and name[1:2].islower() and not _is_proper(finding, name) else name


def _is_proper(finding: Finding, name: str) -> bool:
    """Tell whether a name's first word is written with a capital elsewhere in the passage too."""
    first = name.split(maxsplit=1)[0]
    around = " ".join(statement.around for statement in finding.statements)
    return bool(re.search(rf"[\w,;)] {re.escape(first)}\b", around))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
