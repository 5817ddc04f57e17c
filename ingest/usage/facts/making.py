"""What every fact needs: the table, its calendar, and one way to put a fact together."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.domain.accounts import Account
from assistant.domain.evidence import UsageFact, Window
from ingest.usage import sql
from ingest.usage.frame import Days
from ingest.usage.rollups import Over, narrowed
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
    pseudonym: Callable[[str], str] | None = None

    def rows(self, query: str, over: Over = "rows") -> list[tuple[Any, ...]]:
        """Run a query over `usage`, or over its sums; decimals come back as floats."""
        found = self.con.execute(narrowed(query, "rows" if self.kind == "actives" else over)).fetchall()
        return [tuple(float(cell) if isinstance(cell, Decimal) else cell for cell in row) for row in found]

    def value(self, query: str, over: Over = "rows") -> float | int | None:
        """Run a query that gives one number."""
        found = self.rows(query, over)
        return found[0][0] if found else None

    def person(self, user: str) -> str:
        """Return how a user is told."""
        return self.pseudonym(user) if self.pseudonym else user

    @property
    def events(self) -> str:
        """SQL of the number of events in a group."""
        return f"sum(events)::{self._number}"

    def events_where(self, condition: str) -> str:
        """Return the SQL of the number of events that meet a condition."""
        return f"(sum(events) FILTER ({condition}))::{self._number}"

    @cached_property
    def _number(self) -> str:
        """BIGINT where all counts are whole, so that sums are exact."""
        kind = self.con.execute("SELECT typeof(events) FROM usage LIMIT 1").fetchone()
        return "BIGINT" if kind == ("BIGINT",) else "DOUBLE"

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


class Measure(NamedTuple):
    """A figure to be computed, and how it is told."""

    name: str
    unit: str
    query: str  # gives the value as one row with one column
    say: Callable[[float], str]  # writes the canonical sentence
    label: str  # what is not available, for the sentence of a fact without a value
    window: Window | None = None  # all days when None
    lacking: str | None = None  # why it cannot be computed; the query is then not run
    empty: str = "nothing to compute it from"  # why the query gave NULL
    caution: str | None = None  # why to be careful with a value that is there
    subject: str | None = None  # whom or what it is about
    details: Details = {}  # numerator, denominator and the like; never changed
    known: float | None = None  # the value, where a wider query over the same rows gave it already
    over: Over = "users"  # sums that the query may be run over: see `ingest.usage.rollups`

    def fact(self, frame: Frame) -> UsageFact:
        """Compute the figure; a fact without a value says why. `id` is given later."""
        window = self.window or frame.days.all
        value = None
        if not self.lacking:
            value = self.known if self.known is not None else frame.value(self.query, self.over)
        reason = self.caution if value is not None else self.lacking or self.empty
        return UsageFact(
            id="u0",
            name=self.name,
            value=value,
            unit=self.unit,
            reason=reason,
            window=window,
            rows=frame.days.rows(window),
            query=NOTHING if self.lacking else self.query,
            sentence=self.say(value) if value is not None else f"{self.label}: not available ({reason}).",
            subject=self.subject,
            details=self.details,
        )
