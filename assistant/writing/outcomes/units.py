"""Units as a reader writes them, and which figures can be compared at all."""

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.grounding.figures import Figure, FigureKind, find
from assistant.grounding.figures.units import in_base, same_family
from assistant.grounding.words import tokens

_PLURALS: Mapping[str, str] = {
    "percent": "percent",
    "points": "points",
    "ratio": "times",
    "century": "centuries",
    "foot": "feet",
    "hertz": "hertz",
}
_PER = re.compile(r"\s*(?:/\s*|(?:a|an|per|each|every)\s+)\w+", re.IGNORECASE)
_IDIOM = re.compile(r"doubl(?:e|ed|ing)[- ](?:down|check)|half (?:of )?the time|twice (?:as|over)\b", re.IGNORECASE)
_COUPLE, _MANY = 2, 1_000
_MOST_DIGITS = 18  # before the point, and in all: the world's yearly output in cents has sixteen
_REACH = 80  # code points in which the words for what is counted stand


def shown(figure: Figure, text: str) -> str:
    """Return the unit in the plural; for a bare count what is counted, as `text` has it, or ""."""
    if not figure.unit:
        return counted(figure, text)
    if figure.unit.isupper():
        return figure.unit
    return _PLURALS.get(figure.unit, figure.unit if figure.unit.endswith("s") else figure.unit + "s")


def surface(figure: Figure, text: str) -> str:
    """Return a figure as `text` writes it, with what it is per."""
    rate = _PER.match(text[figure.end :]) if figure.per else None
    return figure.text.strip() + (rate.group() if rate else "")


def counted(figure: Figure, text: str) -> str:
    """Return the words of `text` for what a figure counts, or ""."""
    wanted = figure.noun.split()
    following = tokens(text[figure.end : figure.end + _REACH])[: len(wanted) + 2]
    last = max((index for index, token in enumerate(following) if token.stem in wanted), default=-1)
    words = following[: last + 1]
    return text[figure.end + words[0].start : figure.end + words[-1].end] if words else ""


def measures(figure: Figure) -> bool:
    """Tell whether a figure measures something."""
    return figure.is_quantity


def is_legible(figure: Figure) -> bool:
    """Tell whether a figure has few enough digits for a formula that somebody could read."""
    return all(
        abs(value.adjusted()) < _MOST_DIGITS and len(value.as_tuple().digits) <= _MOST_DIGITS
        for value in (figure.low, figure.high)
    )


def has_unit(figure: Figure) -> bool:
    """Tell whether a figure has a unit or says what it counts."""
    return measures(figure) and bool(figure.unit or figure.noun or figure.per)


def measured(text: str, language: str) -> tuple[Figure, ...]:
    """Return the figures of a sentence; figures of speech ("doubling down") are none."""
    return tuple(figure for figure in find(text, language) if not _IDIOM.match(text, figure.start))


def is_telling(figure: Figure) -> bool:
    """Tell whether a figure is one that a reader asks for: with a unit, or a count of more than a couple."""
    if not has_unit(figure) or (figure.vague and (figure.high < _MANY or not figure.noun)):
        return False
    if figure.kind is FigureKind.RATIO:
        return figure.change is not None or bool(figure.noun)
    return figure.kind is not FigureKind.COUNT or figure.high > _COUPLE


def comparable(one: Figure, other: Figure) -> bool:
    """Tell whether two figures measure in the same unit, or one has none and takes the other's."""
    if not (measures(one) and measures(other)):
        return False
    if one.is_range or other.is_range or one.vague or other.vague or FigureKind.RATIO in (one.kind, other.kind):
        return False
    if one.unit == other.unit:
        return one.per == other.per or one.per is None or other.per is None
    if one.unit and other.unit and same_family(one.unit, other.unit):
        return True
    return (not one.unit and not one.noun) or (not other.unit and not other.noun)


def in_unit(figure: Figure, unit: str) -> Decimal:
    """Return the value of a figure in another unit of its family; any other value as it is."""
    if figure.unit == unit or not same_family(figure.unit, unit):
        return figure.low
    return in_base(figure.low, figure.unit) / in_base(Decimal(1), unit)
