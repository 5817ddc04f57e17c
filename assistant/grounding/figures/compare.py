"""Does one figure carry another, and do two figures contradict each other?

A claim's figure is carried by a source's when value and unit agree after conversion, however they are
written. Rounding is fine where the rounded figure equals the source when rounded and keeps two digits
or says that it is about; a hedge may be added where it is harmless, and never left off.
"""

from decimal import Decimal
from enum import StrEnum

from assistant.grounding.figures.model import Change, Figure, FigureKind, Modifier
from assistant.grounding.figures.units import TIME_UNITS, in_base, same_family


class Carry(StrEnum):
    """How far a source's figure carries a claim's."""

    YES = "yes"
    HEDGE_LOST = "hedge lost"  # same value, but the claim is firmer than the source
    NO = "no"


_OVER = frozenset({Modifier.OVER, Modifier.AT_LEAST})
_UNDER = frozenset({Modifier.UNDER, Modifier.AT_MOST})
_SOFT = frozenset({Modifier.ABOUT, Modifier.NEARLY})
_DATED = frozenset({FigureKind.DATE, FigureKind.YEAR, FigureKind.QUARTER})
_NUMBERS = frozenset(
    {
        FigureKind.COUNT,
        FigureKind.RATE,
        FigureKind.DURATION,
        FigureKind.MONEY,
        FigureKind.MEASURE,
        FigureKind.PERCENT,
        FigureKind.POINTS,
    }
)
_CLOSE = Decimal("0.06")  # how far "about" may reach, as a share of the value
_FAR = Decimal("0.1")  # how far a figure may be rounded without a word about it
_HALF = Decimal("0.5")


def carries(source: Figure, claim: Figure) -> bool:
    """Tell whether `source` carries `claim` as it stands, hedge included."""
    return carry(source, claim) is Carry.YES


def carry(source: Figure, claim: Figure) -> Carry:
    """Say how far `source` carries `claim`."""
    if FigureKind.IDENTIFIER in (source.kind, claim.kind):
        return _yes(_letters(source.text) == _letters(claim.text))
    if FigureKind.SCORE in (source.kind, claim.kind):
        return _yes(source.kind is claim.kind and (source.low, source.high) == (claim.low, claim.high))
    if source.kind in _DATED and claim.kind in _DATED:
        return _yes(_within(source, claim))
    if FigureKind.RATIO in (source.kind, claim.kind) and source.kind is not claim.kind:
        source, claim = _as_ratio(source), _as_ratio(claim)
    if AGE in (source.noun, claim.noun):
        source, claim = _as_age(source), _as_age(claim)
    if not _comparable(source, claim):
        return Carry.NO
    return _values(source, claim)


def conflicts(source: Figure, claim: Figure) -> bool:
    """Tell whether both measure the same thing in the same unit, and disagree.

    The same thing means the same noun (the head, and no differing words before it), the same rate and
    no opposite change; without a noun nothing is said to conflict.
    """
    if (
        not (source.is_quantity and claim.is_quantity)
        or not same_noun(source.noun, claim.noun)
        or source.per != claim.per
    ):
        return False
    if source.unit != claim.unit and not same_family(source.unit, claim.unit):
        return False
    if source.change is not claim.change or source.role is not claim.role:
        return False
    if _bounds(source, claim) or _bounds(claim, source):
        return False
    return carry(source, claim) is Carry.NO and carry(claim, source) is Carry.NO


def _bounds(bound: Figure, other: Figure) -> bool:
    """Tell whether `other` lies where `bound`, an "over" or an "under", leaves room."""
    value, limit = in_base(other.low, other.unit), in_base(bound.low, bound.unit)
    return (bound.modifier in _OVER and value >= limit) or (bound.modifier in _UNDER and value <= limit)


def same_noun(first: str, second: str) -> bool:
    """Tell whether two noun phrases, as stems, name the same thing: one ends with the other."""
    if not first or not second:
        return False
    a, b = first.split(), second.split()
    shorter = min(len(a), len(b))
    return a[-shorter:] == b[-shorter:]


def _yes(holds: bool) -> Carry:  # the answer to a plain question
    return Carry.YES if holds else Carry.NO


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _within(source: Figure, claim: Figure) -> bool:
    """A date is carried by the same date or by one that lies within it."""
    if source.first is not None and source.last is not None and claim.first is not None and claim.last is not None:
        return claim.first <= source.first and source.last <= claim.last
    if claim.first is not None:
        return False
    if source.unit == claim.unit:
        return source.low == claim.low and source.high == claim.high
    return _part_of_year(source, claim)


def _part_of_year(source: Figure, claim: Figure) -> bool:
    """Read "in March" and "in the first quarter" are carried by a date that lies there."""
    month = source.low // 100 if source.unit == "date" else source.low if source.unit == "month" else None
    if month is None:
        return False
    return month == claim.low if claim.unit == "month" else claim.unit == "quarter" and (month + 2) // 3 == claim.low


def _as_ratio(figure: Figure) -> Figure:
    """Read a percentage as a ratio: 50 % is a half, and up by 100 % is doubled."""
    if figure.kind is FigureKind.PERCENT:
        one = Decimal(1) if figure.change is Change.UP else Decimal(0)
        low, high = figure.low / 100 + one, figure.high / 100 + one
        return figure._replace(kind=FigureKind.RATIO, unit="ratio", low=low, high=high, step=figure.step / 100)
    if figure.kind is FigureKind.COUNT and figure.noun.split()[:1] == ["time"]:
        return figure._replace(kind=FigureKind.RATIO, unit="ratio")
    return figure


AGE = "age"  # noun of "48-year-old"


def _as_age(figure: Figure) -> Figure:
    """Read "48-year-old" and "Reyes, 48," state one age."""
    bare = figure.kind is FigureKind.COUNT and not figure.unit and not figure.noun
    return figure._replace(kind=FigureKind.DURATION, unit="year", noun=AGE) if bare else figure


def _comparable(source: Figure, claim: Figure) -> bool:
    if source.kind is claim.kind or {source.kind, claim.kind} <= {FigureKind.COUNT, FigureKind.RATE, FigureKind.YEAR}:
        pass
    elif not {source.kind, claim.kind} <= _NUMBERS:
        return False
    if (
        source.kind is not FigureKind.YEAR
        and claim.kind is not FigureKind.YEAR
        and source.unit != claim.unit
        and not same_family(source.unit, claim.unit)
    ):
        return False
    if source.per is None:
        return claim.per not in TIME_UNITS  # "100 requests" carry no "100 requests per second"
    return claim.per is None or claim.per == source.per or same_family(source.per, claim.per)


def _rate(figure: Figure, value: Decimal) -> Decimal:
    based = in_base(value, figure.unit) if figure.kind is not FigureKind.YEAR else value
    return based / in_base(Decimal(1), figure.per) if figure.per else based


def _values(source: Figure, claim: Figure) -> Carry:
    by_rate = source.per is not None and claim.per is not None
    low, high = (_rate(source, source.low), _rate(source, source.high)) if by_rate else _plain(source)
    wanted_low, wanted_high = (_rate(claim, claim.low), _rate(claim, claim.high)) if by_rate else _plain(claim)
    if source.is_range or claim.is_range:
        return _ranges(source, claim, (low, high), (wanted_low, wanted_high))
    step = _rate(claim, claim.step) if by_rate else in_base(claim.step, claim.unit)
    if low == wanted_low:
        return _hedges(source.modifier, claim.modifier)
    return _rounded(source, claim, low, wanted_low, step)


def _plain(figure: Figure) -> tuple[Decimal, Decimal]:
    if figure.kind is FigureKind.YEAR:
        return figure.low, figure.high
    return in_base(figure.low, figure.unit), in_base(figure.high, figure.unit)


def _ranges(source: Figure, claim: Figure, held: tuple[Decimal, Decimal], wanted: tuple[Decimal, Decimal]) -> Carry:
    if source.is_range and claim.is_range:
        return _hedges(source.modifier, claim.modifier) if held == wanted else Carry.NO
    if claim.is_range:
        return _yes(claim.vague and wanted[0] <= held[0] <= held[1] <= wanted[1])
    if claim.modifier in _UNDER:
        return _yes(wanted[0] == held[1])
    return _yes(claim.modifier in _OVER and wanted[0] == held[0])


def _hedges(source: Modifier, claim: Modifier) -> Carry:
    """Compare the hedges of two equal values."""
    if source is claim or {source, claim} <= _OVER or {source, claim} <= _UNDER:
        return Carry.YES
    if source is Modifier.EXACT:
        return _yes(claim in (Modifier.ABOUT, Modifier.AT_LEAST, Modifier.AT_MOST))
    if claim is Modifier.ABOUT and source is Modifier.NEARLY:
        return Carry.YES
    if (source in _OVER and claim in _UNDER) or (source in _UNDER and claim in _OVER):
        return Carry.NO
    return Carry.HEDGE_LOST


def _rounded(source: Figure, claim: Figure, value: Decimal, wanted: Decimal, step: Decimal) -> Carry:
    """The values differ: is the claim's the source's, rounded or bounded?"""
    coarse = _coarse_step(wanted, step) if claim.modifier is not Modifier.EXACT else step
    gap = abs(value - wanted)
    if claim.modifier in _OVER:
        return _yes(value > wanted and gap < coarse and gap <= 2 * _CLOSE * wanted and source.modifier not in _UNDER)
    if claim.modifier in _UNDER or claim.modifier is Modifier.NEARLY:
        return _yes(value < wanted and gap <= coarse and gap <= 2 * _CLOSE * wanted and source.modifier not in _OVER)
    if claim.modifier is Modifier.ABOUT:
        return _yes(gap <= coarse * _HALF and gap <= _CLOSE * abs(wanted))
    if gap > step * _HALF or _is_finer(source, claim):
        return Carry.NO
    return _silently_rounded(source, claim, gap / abs(wanted) if wanted else gap, wanted >= 10 * step)


def _silently_rounded(source: Figure, claim: Figure, share: Decimal, two_digits: bool) -> Carry:
    """A figure rounded without a word about it: fine with two digits left, never far off (1.5 is no 2)."""
    ratio = claim.kind is FigureKind.RATIO
    if share > _FAR and not ratio:
        return Carry.NO
    return Carry.YES if source.modifier is Modifier.EXACT and (two_digits or ratio) else Carry.HEDGE_LOST


def _is_finer(source: Figure, claim: Figure) -> bool:
    """A claim must not be more precise than its source."""
    return claim.kind is not FigureKind.RATIO and in_base(claim.step, claim.unit) <= in_base(source.step, source.unit)


def _coarse_step(value: Decimal, step: Decimal) -> Decimal:
    """Return the place value of the last digit that is not a zero."""
    if not value:
        return step
    _, digits, exponent = value.normalize().as_tuple()
    return max(step, Decimal(1).scaleb(int(exponent))) if digits else step
