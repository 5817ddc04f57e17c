"""Values before and after: "from ten days to four", "10 days → 4", "used to take two weeks, now three days"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.grounding.figures import Figure, FigureKind, Role
from assistant.writing.outcomes import formula
from assistant.writing.outcomes.changes import is_hoped
from assistant.writing.outcomes.findings import Finding, Statement
from assistant.writing.outcomes.naming import name_before, name_of_subject
from assistant.writing.outcomes.units import comparable, in_unit, measures, shown

_NEAR = 2  # sentences between a value before and the one after, at most
_SMALL = (
    r"(?:\s+(?:just|only|about|around|roughly|nearly|almost|under|over|as (?:little|much|many) as|some|a|an|the))*\s*"
)
_FROM = re.compile(r"\bfrom" + _SMALL + r"[$€£~]?$", re.IGNORECASE)
_TO = re.compile(
    r"^[\w\s%/'’.-]{0,30}?(?:,?\s*(?:down|up|all the way)?\s*\b(?:to|into)\b|\s*(?:→|->|=>|⟶))" + _SMALL + r"[$€£~]?$",
    re.IGNORECASE,
)
_ARROW = re.compile(r"^[\w\s%/]{0,24}?\s*(?:→|->|=>|⟶)\s*[$€£~]?$")
_DOWN_FROM = re.compile(
    r"^[\w\s%/'’-]{0,30}?,?\s*\(?(?:(?:down|up)?\s*from|instead of|rather than|compared (?:with|to)|"
    r"against|versus|vs\.?)" + _SMALL + r"[$€£~]?$",
    re.IGNORECASE,
)
_SPREAD = re.compile(
    r"\b(?:ranging|anywhere|range[sd]?|between|takes?|lasts?|costs?)\s+from" + _SMALL + r"$", re.IGNORECASE
)
_ONCE = re.compile(
    r"\b(?:used to|before(?! (?:long|the end))|previously|formerly|originally|at first|at the start|"
    r"in the past|back then|last year|"
    r"(?:it|that|this) (?:took|cost)|took (?:us|them|me)|had been|was|were|instead of|in the last quarter|early on)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:now(?:adays)?|today|these days|currently|since then|after(?:wards)?|at this stage|"
    r"by (?:now|then)|has (?:become|fallen|risen|dropped)|"
    r"is down to|is up to|it'?s|whereas|in (?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december))\b",
    re.IGNORECASE,
)
_STRONG_ONCE = re.compile(
    r"\b(?:used to|before(?! (?:long|the end))|previously|formerly|in the past|back then|originally)\b", re.IGNORECASE
)
_STRONG_NOW = re.compile(r"\b(?:now(?:adays)?|today|these days|currently|whereas now|at this stage)\b", re.IGNORECASE)


def pairs(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Yield the pairs told within one sentence, then those told over two neighbouring ones."""
    for index, statement in enumerate(statements):
        found = list(_within(statement))
        yield from found
        follower = statements[index + 1] if index + 1 < len(statements) else None
        if (
            not found
            and follower
            and follower.cite.document == statement.cite.document
            and follower.place - statement.place <= _NEAR
        ):
            yield from _across(statement, follower)


def _within(statement: Statement) -> Iterator[Finding]:
    figures = [figure for figure in statement.figures if measures(figure)]
    taken: set[int] = set()
    for index in range(len(figures) - 1):
        one, other = figures[index], figures[index + 1]
        if index in taken or not comparable(one, other) or one.low == other.low:
            continue
        order = _order(statement.text, one, other)
        if order is None or is_hoped(statement.text, one.start):
            continue
        taken |= {index, index + 1}
        before, after = (one, other) if order > 0 else (other, one)
        name = name_before(statement.text, one.start, "")
        yield make(name, (statement,), before, after)


def _order(text: str, one: Figure, other: Figure) -> int | None:
    """Return 1 if the first figure is the value before, -1 if the second is, None if they are no pair."""
    head, between = text[: one.start], text[one.end : other.start]
    if _SPREAD.search(head):
        return None
    if ((_FROM.search(head) or one.role is Role.BEFORE) and _TO.match(between)) or _ARROW.match(between):
        return 1
    if _DOWN_FROM.match(between):
        return -1
    if _STRONG_ONCE.search(head) and _NOW.search(between):
        return 1
    if _STRONG_NOW.search(head) and _STRONG_ONCE.search(between):
        return -1
    return None


def _across(first: Statement, second: Statement) -> Iterator[Finding]:
    """Pair a figure of a sentence about the past with one of the next about the present."""
    if not (_ONCE.search(first.text) and _NOW.search(second.text)) or not (
        _STRONG_ONCE.search(first.text) or _STRONG_NOW.search(second.text) or _same_subject(first, second)
    ):
        return
    olds = [figure for figure in first.figures if measures(figure)]
    news = [figure for figure in second.figures if measures(figure)]
    fits = [(old, new) for old in olds for new in news if comparable(old, new) and old.unit and old.low != new.low]
    if len(fits) == 1:
        old, new = fits[0]
        yield make(name_of_subject(first.text, old.start, ""), (first, second), old, new)


def _same_subject(first: Statement, second: Statement) -> bool:
    units = {figure.unit for figure in first.figures} & {figure.unit for figure in second.figures}
    return (
        bool(units & {"percent"})
        and second.place - first.place == 1
        and bool(re.search(r"\b(?:it|that) (?:was|is|stood)\b", second.text))
    )


def make(name: str, statements: tuple[Statement, ...], before: Figure, after: Figure) -> Finding:
    """Return the finding for two values, with the change computed in the unit of the value after."""
    bearer = after if after.unit or after.noun else before
    unit = bearer.unit
    old, new = (in_unit(figure, unit) if figure.unit else figure.low for figure in (before, after))
    if not before.unit and unit:
        old = before.low
    change = _change(before.low, old, new, bearer.kind)
    unit_shown = shown(bearer, (statements[-1] if bearer is after else statements[0]).text)
    return Finding(
        form="pair",
        name=name or unit_shown,
        named=bool(name),
        unit=unit_shown,
        statements=statements,
        figures=(before, after),
        before=old,
        after=new,
        change_kind=change.kind,
        change=change.value,
        formula=change.formula,
        stated=False,
        per=bearer.per,
    )


def _change(told: Decimal, old: Decimal, new: Decimal, kind: FigureKind) -> formula.Computed:
    """Compute a change; a value before that was told in another unit is converted within the formula."""
    if kind is FigureKind.PERCENT:
        return formula.points(old, new)
    times = old / told if told else Decimal(1)
    whole = times == times.to_integral_value()
    return formula.percent(*(told, new, times) if whole else (old, new)) or formula.difference(old, new)
