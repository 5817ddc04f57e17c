"""Changes told without both values: "cut by 40%", "doubled", and compound ones over two quantities."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.grounding.figures import Figure, FigureKind
from assistant.writing.outcomes import formula
from assistant.writing.outcomes.findings import Finding, Statement
from assistant.writing.outcomes.naming import is_name, name_before, name_of_subject, tidy
from assistant.writing.outcomes.units import shown

_DOWN = re.compile(
    r"\b(?:cut|cuts|cutting|reduc\w+|sav(?:e|ed|es|ing|ings)|less|fewer|lower(?:ed)?|drop\w*|fell|"
    r"fall\w*|decreas\w+|shorten\w*|shrank|down|faster|quicker)\b",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\b(?:increas\w+|grew|grow\w*|rose|rais\w+|up|gain\w*|improv\w+|more|higher|boost\w*|lift\w*|jump\w*|climb\w*)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\bby\s*(?:about|around|roughly|nearly|almost|over|more than|some|up to|approximately)?\s*$", re.IGNORECASE
)
_OF = re.compile(
    r"^\s*(?:reduction|decrease|increase|improvement|drop|saving|savings|growth|less|fewer|more|faster|lower|higher)\b",
    re.IGNORECASE,
)
_REDUCTION_OF = re.compile(
    r"\b(?:reduction|decrease|drop|saving|increase|improvement|growth|rise|jump)s?\s+of\s*(?:about|"
    r"around|roughly|approximately|nearly|almost|over|more than)?\s*$",
    re.IGNORECASE,
)
_HOPED = re.compile(
    r"\b(?:want(?:ed)? to|plans? to|aim\w* to|going to|gonna|hope\w*|could|would|might|may(?:be)?|expect\w*|will|think|"
    r"target\w*|goal|if|forecast\w*|promis\w*|should|chance|guess|estimat\w*)\b|['’](?:ll|d)\b",
    re.IGNORECASE,
)
_BLAMES = re.compile(r"\s*(?:\w+\s+){0,2}down to\b", re.IGNORECASE)  # "put it down to": gives a cause, no fall
_DENIED = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:to|at|from)\s*(?:just|only|about|around|under|over|nearly|almost)?\s*$", re.IGNORECASE)
_TIMES_MORE = re.compile(
    r"\s*(?:times?\s+)?(?:more|less|fewer|faster|better|quicker|cheaper|higher|(?:multiple|several|many|\w+) times)\b",
    re.IGNORECASE,
)
_KIND_OF_CHANGE = re.compile(
    r"((?:[\w-]+\s+){1,3})(?:reduction|decrease|increase|improvement|drop|savings?|"
    r"growth)s?\s+of\s*(?:[a-z]+\s*){0,2}$",
    re.IGNORECASE,
)
_WITH = re.compile(r"\b(?:with|on|using|in)\b", re.IGNORECASE)
_RATIO_NOUN = re.compile(
    r"^\s*(?:as (?:many|much)\s+)?(?:of\s+)?(?:the|our|their|its|as many|"
    r"as much)?\s*((?:[A-Za-z][\w-]*)(?:\s+[A-Za-z][\w-]*)?)"
)
_PEOPLE = frozenset({"staff", "people", "team", "employees", "headcount", "workforce", "heads", "engineers"})
_SINGULAR = {"hours": "hour", "days": "day", "weeks": "week"}


def changes(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Yield stated changes in percent, points or as a ratio, and compound changes."""
    for statement in statements:
        compounds = list(_compound(statement))
        yield from compounds
        if not compounds:
            yield from _stated(statement)


def _stated(statement: Statement) -> Iterator[Finding]:
    for figure in statement.figures:
        if figure.is_range or figure.vague or figure.role is not None or is_hoped(statement.text, figure.start):
            continue
        if figure.kind in (FigureKind.PERCENT, FigureKind.POINTS):
            signed = _signed(statement.text, figure)
            if signed is not None:
                yield _change(statement, figure, "percent" if figure.kind is FigureKind.PERCENT else "points", signed)
        elif (
            figure.kind is FigureKind.RATIO and figure.low > 0 and figure.low != 1 and _is_plain(statement.text, figure)
        ):
            yield _change(statement, figure, "ratio", figure.low)


def _is_plain(text: str, figure: Figure) -> bool:
    """Tell whether a ratio may be computed with: "times more" and "doubled several times" are ambiguous."""
    return (
        figure.change is not None and not _TIMES_MORE.match(text[figure.end :]) and not _TIMES_MORE.search(figure.text)
    )


def is_hoped(text: str, at: int) -> bool:
    """Tell whether a figure stands in words about what is planned, hoped for or conditional."""
    return bool(_HOPED.search(re.split(r"[.;!?“”\"‘]|\s'", text[:at])[-1]))


def _change(statement: Statement, figure: Figure, kind: formula.ChangeKind, value: Decimal) -> Finding:
    after = statement.text[figure.end :]
    following = re.match(
        r"\s*(?:reduction|decrease|increase|improvement|drop|saving|savings|growth)\s+in\s+((?:[\w-]+\s*){1,5})",
        after,
        re.IGNORECASE,
    )
    leading = _KIND_OF_CHANGE.search(statement.text[: figure.start])
    told = following or leading
    name = tidy(told.group(1)) if told else name_before(statement.text, figure.start, "")
    if not is_name(name) or re.fullmatch(r"by|about|around|roughly|nearly", name):
        name = name_of_subject(statement.text, figure.start, figure.noun or shown(figure, statement.text))
    return Finding(
        form="change",
        name=name,
        unit=shown(figure, statement.text),
        statements=(statement,),
        figures=(figure,),
        change_kind=kind,
        change=value,
        formula=formula.literal(value).strip("()"),
        per=figure.per,
    )


def _signed(text: str, figure: Figure) -> Decimal | None:
    """Return the change with its sign, or None where the percentage is a share and no change."""
    head, tail = text[: figure.start], text[figure.end :]
    if _LEVEL.search(head):
        return None
    if _BLAMES.match(tail) or _DENIED.search(head):
        return None
    told = figure.change is not None or _BY.search(head) or _OF.match(tail) or _REDUCTION_OF.search(head)
    if not told:
        return None
    if figure.change is not None:
        return -abs(figure.low) if str(figure.change) == "down" else abs(figure.low)
    nearby = head[-60:] + " " + tail[:25]
    down, up = _DOWN.search(nearby), _UP.search(nearby)
    if bool(down) == bool(up):
        return None
    return -abs(figure.low) if down else abs(figure.low)


def _compound(statement: Statement) -> Iterator[Finding]:
    """Yield "double the revenue with half the staff": both ratios, the first per unit of the second."""
    ratios = [
        figure for figure in statement.figures if figure.kind is FigureKind.RATIO and figure.low == figure.high > 0
    ]
    for one, other in pairwise(ratios):
        between = statement.text[one.end : other.start]
        first, second = _noun(statement.text, one), _noun(statement.text, other)
        if not (_WITH.search(between) and first and second and len(between) < 60):  # noqa: PLR2004  a bound that is used here only
            continue
        computed = formula.compound(one.low, other.low)
        if computed is None or is_hoped(statement.text, one.start):
            continue
        unit_word = second.split()[-1].lower()
        per = _SINGULAR.get(unit_word, "head" if unit_word in _PEOPLE else second)
        yield Finding(
            form="compound",
            name=f"{first} per {per}",
            unit="times",
            statements=(statement,),
            figures=(one, other),
            change_kind=computed.kind,
            change=computed.value,
            formula=computed.formula,
            stated=False,
        )


def _noun(text: str, figure: Figure) -> str:
    match = _RATIO_NOUN.match(text[figure.end :])
    named = tidy(match.group(1)) if match else ""
    words = re.split(r"\b(?:with|on|using|in|and|we|they)\b", named)[0].strip()
    return words or figure.noun
