"""What a figure is: a value with its unit, its hedge, and what it counts."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class FigureKind(StrEnum):
    """What sort of value a figure states."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"  # differences of percentages
    RATIO = "ratio"  # "double", "4x", "a third", "one in five"
    MONEY = "money"
    DURATION = "duration"
    MEASURE = "measure"  # lengths, weights, bytes
    RATE = "rate"  # a count, money or measure per something
    ORDINAL = "ordinal"
    DATE = "date"
    YEAR = "year"
    QUARTER = "quarter"
    CLOCK = "clock"
    SCORE = "score"  # "3-1", "4.6/5": only the same pair carries it
    IDENTIFIER = "identifier"  # digits that name something: "GPT-4", "ISO 27001", a telephone number


QUANTITIES = frozenset(
    {
        FigureKind.COUNT,
        FigureKind.PERCENT,
        FigureKind.POINTS,
        FigureKind.RATIO,
        FigureKind.MONEY,
        FigureKind.DURATION,
        FigureKind.MEASURE,
        FigureKind.RATE,
    }
)
"""Kinds that measure something, as against naming a day, a place in order or a thing."""


class Modifier(StrEnum):
    """How a figure is hedged."""

    EXACT = "exact"
    ABOUT = "about"  # about, roughly, ~, some, "or so"
    NEARLY = "nearly"  # nearly, almost, close to: a little below
    OVER = "over"  # over, more than, "80+"
    AT_LEAST = "at least"
    UNDER = "under"  # under, less than
    AT_MOST = "at most"  # at most, up to


class Change(StrEnum):
    """Which way a figure says that something moved."""

    UP = "up"
    DOWN = "down"


class Role(StrEnum):
    """The part a figure plays in "from 10 to 4 days"."""

    BEFORE = "before"
    AFTER = "after"


class Figure(NamedTuple):
    """One figure, at `text[start:end]` (hedge and unit included, rate and noun not).

    `low` and `high` differ only for ranges. `unit` is canonical: "" for a bare count, "percent",
    "points", "ratio", a currency code, or the English singular of a unit ("day", "gigabyte").
    `step` is the place value of the last digit that counts, for rounding. `first` and `last` are
    the days that a date, year or quarter covers, as the whole number YYYYMMDD.
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    low: Decimal
    high: Decimal
    unit: str = ""
    modifier: Modifier = Modifier.EXACT
    per: str | None = None  # "month", "seat": what a rate is per
    noun: str = ""  # stems of what is counted, head last: "outcom stori"
    change: Change | None = None
    role: Role | None = None
    step: Decimal = Decimal(1)
    first: int | None = None
    last: int | None = None
    vague: bool = False  # "dozens", "hundreds of thousands", "a couple"

    @property
    def is_range(self) -> bool:
        """Tell whether two bounds were given."""
        return self.low != self.high

    @property
    def is_quantity(self) -> bool:
        """Tell whether the figure measures something."""
        return self.kind in QUANTITIES
