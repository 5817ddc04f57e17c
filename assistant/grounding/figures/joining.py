"""Figures that belong together: ranges, scores, and "from 10 to 4 days"."""

import re
from decimal import Decimal

from assistant.grounding.figures.model import QUANTITIES, Figure, FigureKind, Modifier, Role
from assistant.grounding.figures.units import same_family

_RANGE = re.compile(r"[^\S\n]?[-–—‑][^\S\n]?|\s(?:to|or|bis|à|a|through)\s(?:about\s|around\s|up to\s)?")
_AND = re.compile(r"\s(?:and|und|et|y)\s")
_TO = re.compile(
    r"\s?(?:down |up |all the way )?(?:to|→|->|–>|auf|à|a)\s(?:just |only |about |around |under |over |nearly )?",
    re.IGNORECASE,
)
_COUNTED_TO = re.compile(r"(?:\s[^\W\d][\w-]*){1,6}?\s(?:down\s|up\s)?to\s(?:about\s|around\s|over\s|nearly\s)?")
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)\s\Z", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|von|de|desde)\s(?:about |around |roughly |over |nearly )?\Z", re.IGNORECASE)
_ARROW = re.compile(r"\s?(?:→|->|–>)\s?|\s(?:down|up)\sto\s")
_BACK = re.compile(
    r"(?:\s[\w-]+){0,2}?,?\s(?:(?:down|up|compared|changed)\s(?:from|with|to)|instead of|rather than|versus|vs\.?"
    r"|against)\s(?:the\s)?(?:about |around |roughly |over |nearly )?",
    re.IGNORECASE,
)  # "five days, down from 14": what came after stands first
_LONGEST_GAP = 40  # connectors are short
_JOINABLE = QUANTITIES | {FigureKind.YEAR}


def joined(text: str, figures: list[Figure]) -> list[Figure]:
    """Join neighbours into ranges and scores, and give the roles before and after; in order."""
    out: list[Figure] = []
    for figure in figures:
        if out and (pair := _pair(text, out[-1], figure)):
            out[-1:] = pair
        else:
            out.append(figure)
    return out


def _pair(text: str, left: Figure, right: Figure) -> list[Figure] | None:
    gap = text[left.end : right.start]
    if len(gap) > _LONGEST_GAP or left.is_range or not {left.kind, right.kind} <= _JOINABLE:
        return None
    if _BACK.fullmatch(gap) and not _ARROW.fullmatch(gap):
        return _back(left, right)
    before = text[max(0, left.start - 20) : left.start]
    if _ARROW.fullmatch(gap) or (_FROM.search(before) and _is_to(gap)):
        return _from_to(left, right)
    between = _BETWEEN.search(before) and _AND.fullmatch(gap)
    if not between and not _RANGE.fullmatch(gap):
        return None
    if right.modifier is not Modifier.EXACT and gap.strip() in "-–—‑":
        return None
    return _range(text, left, right, gap)


def _back(left: Figure, right: Figure) -> list[Figure] | None:
    """Read "five days, down from 14" or "20 minutes instead of two hours"."""
    if right.kind is FigureKind.COUNT and not right.unit and left.unit:
        right = right._replace(kind=left.kind, unit=left.unit, per=left.per)
    if left.kind is not right.kind or not same_family(left.unit, right.unit):
        return None
    return [left._replace(role=Role.AFTER), right._replace(role=Role.BEFORE, noun=right.noun or left.noun)]


def _is_to(gap: str) -> bool:
    found = _TO.fullmatch(gap) or _COUNTED_TO.fullmatch(gap)
    return found is not None or gap.strip().lower() in ("to", "bis", "auf")


def _shared(left: Figure, right: Figure) -> Figure | None:
    """Give the left figure the unit and scale that only the right one writes; None where they differ."""
    if left.unit == right.unit and left.kind is right.kind:
        return _same_scale(left, right)
    if left.unit == "" and left.kind in (FigureKind.COUNT, FigureKind.RATE):
        return _same_scale(left, right)._replace(unit=right.unit, kind=right.kind)
    if left.kind is FigureKind.YEAR and right.kind is FigureKind.COUNT:
        return left._replace(kind=FigureKind.COUNT, unit="", first=None, last=None)
    if left.kind is FigureKind.MONEY and right.kind is FigureKind.COUNT:
        return _same_scale(left, right)
    return left if left.kind is right.kind and same_family(left.unit, right.unit) else None


_SCALES = tuple(Decimal(10) ** power for power in (12, 9, 6, 3))
_SCALE_LETTER = re.compile(r"\d(?:k|m|bn?)\Z", re.IGNORECASE)
_SCALE_WORD = re.compile(r"(?:thousand|million|billion|trillion|mio\.|mrd\.|millionen|milliarden)\Z", re.IGNORECASE)
_FALL = 10  # "from 30 to 5 million" falls by less than this; "from 500 to 2 million" does not share the scale


def _same_scale(left: Figure, right: Figure) -> Figure:
    """Read "5-10 million": the scale that only the right one writes belongs to both."""
    written = right.text.rstrip()
    if not (_SCALE_WORD.search(written) or _SCALE_LETTER.search(written)):
        return left
    scale = next(size for size in (*_SCALES, Decimal(1)) if right.high >= size)
    times = right.high / scale * (_FALL if _SCALE_WORD.search(written) else 1)
    if left.high >= min(scale, times):
        return left
    return left._replace(low=left.low * scale, high=left.high * scale, step=left.step * scale)


def _from_to(left: Figure, right: Figure) -> list[Figure] | None:
    if right.kind is FigureKind.COUNT and not right.unit and not right.noun and left.unit:
        right = right._replace(kind=left.kind, unit=left.unit, per=left.per)
    shared = _shared(left, right)
    if shared is None:
        return [left._replace(role=Role.BEFORE), right._replace(role=Role.AFTER)]
    if shared.kind is FigureKind.MONEY and right.kind is FigureKind.COUNT:
        right = right._replace(kind=FigureKind.MONEY, unit=shared.unit)
    noun = left.noun or right.noun
    return [shared._replace(role=Role.BEFORE, noun=noun, per=left.per or right.per), right._replace(role=Role.AFTER)]


_YEAR_DIGITS = (2, 4)  # "2019-20", "1510-1520"


def _second_year(left: Figure, right: Figure) -> Figure:
    year = right.low if len(right.text) > _YEAR_DIGITS[0] else left.low - left.low % 100 + right.low
    return right._replace(kind=FigureKind.YEAR, unit="year", low=year, high=year, last=int(year) * 10_000 + 1299)


def _range(text: str, left: Figure, right: Figure, gap: str) -> list[Figure] | None:
    if left.kind is FigureKind.YEAR and len(right.text) in _YEAR_DIGITS and right.text.isdigit():
        right = _second_year(left, right)
    shared = _shared(left, right)
    if shared is None or (
        left.kind is not FigureKind.YEAR and right.kind is FigureKind.YEAR and shared.kind is not right.kind
    ):
        return None
    if shared.unit != right.unit and shared.kind is not FigureKind.MONEY:
        return None  # "30 minutes to 2 hours" stays two figures
    whole = text[shared.start : right.end]
    if shared.low >= right.high:
        if gap.strip() in ("-", "–") and shared.kind is FigureKind.COUNT:
            return [
                shared._replace(end=right.end, text=whole, kind=FigureKind.SCORE, high=right.high, noun="", change=None)
            ]
        return None
    kind, unit = (shared.kind, shared.unit) if shared.kind is FigureKind.MONEY else (right.kind, right.unit)
    step = min(shared.step, right.step)
    whole_range = shared._replace(end=right.end, text=whole, high=right.high, kind=kind, unit=unit, step=step)
    change = left.change or right.change
    return [whole_range._replace(noun=right.noun, per=right.per, change=change, last=right.last)]
