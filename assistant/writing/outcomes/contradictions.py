"""Where the evidence disagrees: figure against figure, stated against computed, said against used.

Each is reported to the reviewer with both places; nothing is corrected and nothing smoothed over.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from assistant.domain.evidence import UsageFact
from assistant.grounding.figures import Figure, FigureKind
from assistant.grounding.words import STOPWORDS, tokens
from assistant.writing.outcomes.changes import is_hoped
from assistant.writing.outcomes.findings import Finding, Statement
from assistant.writing.outcomes.units import has_unit
from assistant.writing.proposal import Conflict, FactCite

_EVERYONE = re.compile(
    r"\b(?:everyone|everybody|every single (?:person|one)|all of us|the (?:whole|entire) (?:team|"
    r"company|plant|department|organi[sz]ation|business)|"
    r"all (?:our|the) (?:people|users|teams|staff|employees|managers|"
    r"engineers))\b(?=[^.;]{0,60}\b(?:us(?:e|es|ing)|on it|in it|log|work|adopted|touch))"
    r"|\b(?:us(?:e|es|ed|ing)|adopted)\b[^.;]{0,40}\b(?:by )?(?:everyone|everybody|the (?:whole|"
    r"entire) (?:team|company|plant))\b",
    re.IGNORECASE,
)
_USERS = re.compile(
    r"\b(?:people|users|colleagues|of us|employees|staff|seats)\b[^.;]{0,40}\b(?:in it|us(?:e|es|"
    r"ing) it|on it|every week|a week|each week|active|weekly|log)",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|going to|plan(?:s|ned)? to|want(?:s|ed)? to|could|would|might|more|another|need)\b", re.IGNORECASE
)
_SINCE = re.compile(r"\b(?:us(?:e|ed|ing)|live|running|on it|working with)\b[^.;]{0,50}\bsince\b", re.IGNORECASE)
_ALL_IN = 0.9  # utilisation from which "everyone uses it" is let pass
_FAR_OFF = Decimal("0.1")  # share by which a number of users may differ before it is reported
_GRACE = timedelta(days=14)
_ALIKE = 0.5
_MOST = 60  # figures compared pairwise; the rest differ in unit or in what they are about
_ROUNDING = Decimal(1)  # percentage points between a stated and a computed change


def contradictions(
    statements: Sequence[Statement],
    findings: Sequence[Finding],
    facts: Sequence[UsageFact],
    first_use: date | None = None,
) -> tuple[Conflict, ...]:
    """Return every disagreement found, each pair once; `first_use` is the first day in the usage data."""
    found = [*_between_findings(findings), *_stated_against_computed(findings), *_between_statements(statements)]
    found += _said_against_used(statements, facts)
    found += _said_since(statements, facts, first_use)
    return tuple({frozenset(conflict.cites): conflict for conflict in found}.values())


def _between_findings(findings: Sequence[Finding]) -> Iterator[Conflict]:
    """Two tellings of one metric that differ in a value."""
    pairs = [finding for finding in findings if finding.form == "pair"]
    for one, other in combinations(pairs[:_MOST], 2):
        if one.unit != other.unit or _likeness(one.name, other.name) < _ALIKE or one.cites == other.cites:
            continue
        if (one.before, one.after) != (other.before, other.after) and (
            one.before == other.before or one.after == other.after or one.name == other.name
        ):
            yield Conflict(
                f"{_capital(one.name)} is told in two ways: from {one.before} to {one.after} {one.unit}, and from "
                f"{other.before} to {other.after} {other.unit}.",
                (*one.cites, *other.cites),
            )


def _stated_against_computed(findings: Sequence[Finding]) -> Iterator[Conflict]:
    """A stated percentage beside two values that give another one; the first such for each two values."""
    percent = [finding for finding in findings if finding.change_kind == "percent"]
    stated = [finding for finding in percent if finding.form == "change"]
    for pair in [finding for finding in percent if finding.form == "pair"][:_MOST]:
        for said in stated[:_MOST]:
            if pair.change is None or said.change is None or not _same_matter(pair, said):
                continue
            if abs(abs(pair.change) - abs(said.change)) > _ROUNDING:
                yield Conflict(
                    f"A change of {abs(said.change):f} % is stated, but the values give {pair.change:f} % "
                    f"({pair.formula}).",
                    tuple(dict.fromkeys((*pair.cites, *said.cites))),
                )
                break


def _same_matter(pair: Finding, said: Finding) -> bool:
    if set(pair.cites) & set(said.cites):
        return True
    near = any(
        one.cite.document == other.cite.document and abs(one.place - other.place) == 1
        for one in pair.statements
        for other in said.statements
    )
    return _likeness(pair.name, said.name) >= _ALIKE or (near and said.name in ("", "percent"))


def _between_statements(statements: Sequence[Statement]) -> Iterator[Conflict]:
    """Two sentences with largely the same words and another value for the same thing."""
    told = [
        (statement, figure) for statement in statements for figure in statement.figures if _is_firm(statement, figure)
    ]
    groups: dict[tuple[str, str, str | None], list[tuple[Statement, Figure]]] = {}
    for statement, figure in told:
        groups.setdefault((figure.unit, figure.noun, figure.per), []).append((statement, figure))
    for (unit, noun, _), members in groups.items():
        for (one, first), (other, second) in combinations(members[:_MOST], 2):
            if one.cite == other.cite or first.low == second.low or _is_change_over_time(one, other):
                continue
            if _overlap(one.text, other.text, but={unit, *noun.split()}) >= (0.5 if noun else 0.6):
                yield Conflict(
                    f"Two figures for the same thing: {first.text} and {second.text}.", (one.cite, other.cite)
                )


def _is_firm(statement: Statement, figure: Figure) -> bool:
    return (
        has_unit(figure)
        and figure.role is None
        and not figure.is_range
        and not figure.vague
        and not is_hoped(statement.text, figure.start)
    )


def _is_change_over_time(one: Statement, other: Statement) -> bool:
    """Two dates or a before and an after are no contradiction."""
    dated = [
        {f.text for f in s.figures if f.kind in (FigureKind.YEAR, FigureKind.DATE, FigureKind.QUARTER)}
        for s in (one, other)
    ]
    told = re.compile(r"\b(?:before|used to|now|today|then|previously|later|grew|went|from)\b", re.IGNORECASE)
    return dated[0] != dated[1] or bool(told.search(one.text)) != bool(told.search(other.text)) or len(one.figures) > 3  # noqa: PLR2004  a bound that is used here only


def _said_against_used(statements: Sequence[Statement], facts: Sequence[UsageFact]) -> Iterator[Conflict]:
    utilisation = _fact(facts, "seat_utilisation", "utilisation", "utilization")
    weekly = _fact(facts, "weekly_active_users", "active_users")
    for statement in statements:
        if utilisation is not None and _EVERYONE.search(statement.text) and float(utilisation.value or 0) < _ALL_IN:
            yield Conflict(
                f'Said: "{_short(statement.text)}" Usage: {utilisation.sentence}',
                (statement.cite, FactCite(utilisation.id)),
            )
        if weekly is not None and _USERS.search(statement.text):
            yield from _users(statement, weekly)


def _users(statement: Statement, weekly: UsageFact) -> Iterator[Conflict]:
    used = Decimal(str(weekly.value or 0))
    for figure in statement.figures:
        if (
            figure.kind in (FigureKind.COUNT, FigureKind.RATE)
            and not _PLANNED.search(statement.text)
            and figure.low > 1
        ):
            if abs(figure.low - used) > _FAR_OFF * max(figure.low, used):
                yield Conflict(
                    f'Said: "{_short(statement.text)}" Usage: {weekly.sentence}', (statement.cite, FactCite(weekly.id))
                )
            return


def _said_since(
    statements: Sequence[Statement], facts: Sequence[UsageFact], first_use: date | None
) -> Iterator[Conflict]:
    """Report "in use since January" against a first event clearly later."""
    fact = next((fact for fact in facts if fact.window is not None), None)
    if first_use is None or fact is None:
        return
    for statement in statements:
        for figure in statement.figures:
            if figure.last is None or not _SINCE.search(statement.text[: figure.start]):
                continue
            if figure.last < int(f"{first_use - _GRACE:%Y%m%d}"):
                text = f'Said: "{_short(statement.text)}" The usage data begins on {first_use:%Y-%m-%d}.'
                yield Conflict(text, (statement.cite, FactCite(fact.id)))


def _fact(facts: Sequence[UsageFact], *names: str) -> UsageFact | None:
    for name in names:
        for fact in facts:
            if name in fact.name and fact.value is not None and fact.subject is None:
                return fact
    return None


def _likeness(one: str, other: str) -> float:
    first, second = _stems(one), _stems(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _overlap(one: str, other: str, but: set[str]) -> float:
    first, second = _stems(one) - but, _stems(other) - but
    return len(first & second) / max(3, min(len(first), len(second)))


def _stems(text: str) -> set[str]:
    return {token.stem for token in tokens(text) if token.norm not in STOPWORDS and not token.norm.isdigit()}


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + " ..."  # noqa: PLR2004  a bound that is used here only


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
