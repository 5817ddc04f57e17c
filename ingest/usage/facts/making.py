"""What every fact needs: the table, its calendar, and one way to put a fact together."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.domain.accounts import Account
from assistant.domain.evidence import UsageFact, Window
from ingest.usage import sql
from ingest.usage.frame import Days
from ingest.usage.seats import Seats
from ingest.usage.tables import Kind

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NOTHING = "SELECT NULL FROM usage LIMIT 1"
Details = dict[str, float | int | str | None]


@dataclass(frozen=True)
class Frame:
    """What facts are computed from: a connection with the table `usage`, and what is known of it."""

    con: "DuckDBPyConnection"
    account: Account
    days: Days
    kind: Kind
    meanings: frozenset[str]  # our names of the columns that there are
    object_name: str  # singular noun for objects, from the header
    seats: Seats

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Run a query over `usage`; decimals come back as floats."""
        found = self.con.execute(query).fetchall()
        return [tuple(float(cell) if isinstance(cell, Decimal) else cell for cell in row) for row in found]

    def value(self, query: str) -> float | int | None:
        """Run a query that gives one number."""
        found = self.rows(query)
        return found[0][0] if found else None

    @cached_property
    def events(self) -> str:
        """SQL of the number of events in a group: whole where all counts are, so that sums are exact."""
        kind = self.con.execute("SELECT typeof(events) FROM usage LIMIT 1").fetchone()
        return "sum(events)::BIGINT" if kind == ("BIGINT",) else "sum(events)::DOUBLE"

    def lacks(self, *columns: str) -> str | None:
        """Return the reason when one of our columns is not there, such as "no user column"."""
        missing = [name for name in columns if name not in self.meanings]
        return f"no {missing[0]} column" if missing else None

    def too_short(self, window: Window, grain: bool = True) -> str | None:
        """Return the reason when the data do not cover a window, or are coarser than days."""
        if grain and self.days.grain != "day":
            return f"rows are by {self.days.grain}, not by day"
        if not self.days.covers(window):
            have = (self.days.last - self.days.first).days + 1
            return f"insufficient: {have} days of data, {(window.to - window.from_).days + 1} needed"
        return None


def within(window: Window) -> str:
    """Return the SQL condition that a row's day lies in a window."""
    return f"day BETWEEN {sql.day(window.from_)} AND {sql.day(window.to)}"


def fact(
    frame: Frame,
    name: str,
    *,
    unit: str,
    query: str,
    say: Callable[[float], str],
    label: str,
    window: Window | None = None,
    lacking: str | None = None,
    empty: str = "nothing to compute it from",
    caution: str | None = None,
    subject: str | None = None,
    details: Details | None = None,
) -> UsageFact:
    """Run a query and put the fact together; without a value it says why. `id` is given later.

    Args:
        frame: what to compute from.
        name: the fact's name.
        unit: of the value.
        query: gives the value as one row with one column.
        say: writes the canonical sentence from the value.
        label: what is not available, for the sentence of a fact without a value.
        window: the days it is about; all days when None.
        lacking: the reason why it cannot be computed; the query is then not run.
        empty: the reason when the query gives NULL.
        caution: a reason to be careful with a value that is there.
        subject: whom or what it is about.
        details: numerator, denominator and the like.
    """
    window = window or frame.days.all
    value = None if lacking else frame.value(query)
    reason = caution if value is not None else lacking or empty
    return UsageFact(
        id="u0",
        name=name,
        value=value,
        unit=unit,
        reason=reason,
        window=window,
        rows=frame.days.rows(window),
        query=NOTHING if lacking else query,
        sentence=say(value) if value is not None else f"{label}: not available ({reason}).",
        subject=subject,
        details=details or {},
    )
