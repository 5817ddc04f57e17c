"""Return on investment, where cost and benefit are both cited and fit together; never guessed."""

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.figures import Figure, FigureKind
from assistant.writing.outcomes import formula
from assistant.writing.outcomes.changes import is_hoped
from assistant.writing.outcomes.findings import Finding, Statement

_COST = re.compile(
    r"\b(?:subscription|licen[cs]es?|contract|platform|tool|software|investment|invested|"
    r"implementation|roll-?out|project)\b[^.;]{0,60}?"
    r"\b(?:costs?|cost us|is|was|came to|of)\b|\b(?:we|they|company|team) (?:pay|paid|pays|"
    r"invest(?:ed)?)\b|\bcost of the\b",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"\b(?:sav(?:e|es|ed|ing|ings)|benefit\w*|gained|earned|avoided|extra (?:revenue|margin|profit)|worth of)\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(?:a|per|each|every|this|last|in the first|first) year\b|\bannual(?:ly)?\b|\byearly\b|\bp\.?a\b", re.IGNORECASE
)
_MONTHLY = re.compile(r"\b(?:a|per|each|every) month\b|\bmonthly\b", re.IGNORECASE)


def returns(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Yield `(benefit - cost) / cost` where one cost and one benefit stand in one currency over one time.

    An amount that is hoped for, a range, or amounts over different times give no return.
    """
    costs = list(_amounts(statements, _COST))
    benefits = [pair for pair in _amounts(statements, _BENEFIT) if pair not in costs]
    for benefit_in, benefit in benefits[:1]:
        for cost_in, cost in costs:
            same_time = _period(benefit_in.text, benefit) == _period(cost_in.text, cost)
            computed = formula.return_on(benefit.low, cost.low)
            if benefit.unit == cost.unit and same_time and computed is not None:
                yield Finding(
                    form="return",
                    name="return on investment",
                    unit="percent",
                    statements=tuple(dict.fromkeys((benefit_in, cost_in))),
                    figures=(benefit, cost),
                    change_kind=computed.kind,
                    change=computed.value,
                    formula=computed.formula,
                    stated=False,
                    per=_period(cost_in.text, cost),
                )
                return


def _amounts(statements: Sequence[Statement], cue: re.Pattern[str]) -> Iterator[tuple[Statement, Figure]]:
    for statement in statements:
        if not cue.search(statement.text):
            continue
        for figure in statement.figures:
            near = statement.text[max(0, figure.start - 80) : figure.end + 30]
            if (
                figure.kind is FigureKind.MONEY
                and figure.low == figure.high
                and cue.search(near)
                and not is_hoped(statement.text, figure.start)
            ):
                yield statement, figure


def _period(text: str, figure: Figure) -> str | None:
    if figure.per:
        return figure.per
    near = text[max(0, figure.start - 40) : figure.end + 40]
    return "year" if _YEARLY.search(near) else "month" if _MONTHLY.search(near) else None
