"""The days that facts are computed over: which are there, which is the last whole one, and how fine they are."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.domain.evidence import Window

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Day = tuple[date, int, int]  # day, rows, seconds of the last event since midnight
Grain = Literal["day", "week", "month"]
ONE = timedelta(days=1)
LOOK_BACK = 28  # earlier days that a cut-off last day is compared with
CUT_HOURS = 1.0
FAR, STRAY = 366, 0.01  # days off, and share of rows
LEAST_MONTHS, LEAST_WEEKS = 3, 4  # distinct dates from which a spacing may be read


def span(start: date, end: date) -> Window:
    """Return the window of whole days from `start` to `end`."""
    return Window(**{"from": start, "to": end})


class Days(NamedTuple):
    """The calendar of a usage table. `first` and `last` bound the whole days in it."""

    first: date
    last: date
    grain: Grain
    active: tuple[date, ...]  # days (or starts of periods) with rows, in order
    running: tuple[int, ...]  # rows up to and with that day
    notes: tuple[str, ...] = ()  # days that are left out of every window, and why

    @property
    def all(self) -> Window:
        """From the first to the last whole day."""
        return span(self.first, self.last)

    def latest(self, days: int) -> Window:
        """The `days` days to the last whole one, whether the data reach back so far or not."""
        return span(self.last - (days - 1) * ONE, self.last)

    def covers(self, window: Window) -> bool:
        """Tell whether the data reach over the whole window."""
        return self.first <= window.from_ and window.to <= self.last

    def rows(self, window: Window) -> int:
        """Count the rows in a window."""
        start, end = bisect_left(self.active, window.from_), bisect_right(self.active, window.to)
        before = self.running[start - 1] if start else 0
        return (self.running[end - 1] - before) if end > start else 0

    def weeks(self) -> Window | None:
        """The whole ISO weeks (Monday to Sunday) within the data, as one window."""
        start = self.first + ((7 - self.first.weekday()) % 7) * ONE
        end = self.last - ((self.last.weekday() + 1) % 7) * ONE
        return span(start, end) if end > start else None

    def months(self) -> Window | None:
        """The whole calendar months within the data, as one window."""
        start = self.first if self.first.day == 1 else _next_month(self.first)
        end = self.last if (self.last + ONE).day == 1 else self.last.replace(day=1) - ONE
        return span(start, end) if end > start else None


def days(con: "DuckDBPyConnection") -> Days:
    """Read the calendar from the sums of `usage`, which has at least one row."""
    found = con.execute(
        "SELECT day, sum(rows), date_diff('second', day::TIMESTAMP, max(last)) "
        "FROM usage_by_user GROUP BY day ORDER BY day"
    ).fetchall()
    kept, notes = _without_strays(found)
    if cut := _cut_off(kept):
        kept = kept[:-1]
        notes.append(f"the last day, {cut.isoformat()}, seems cut off by the export: windows end on the day before")
    active = tuple(day for day, _, _ in kept)
    grain = _grain(active, clock=any(seconds for _, _, seconds in kept))
    running = tuple(accumulate(rows for _, rows, _ in kept))
    return Days(active[0], _period_end(active[-1], grain), grain, active, running, tuple(notes))


def _without_strays(found: list[Day]) -> tuple[list[Day], list[str]]:
    """Leave out a few rows that lie more than a year off at either end: a mistyped year would move every window."""
    total, notes = sum(rows for _, rows, _ in found), []
    for step in (-1, 1):
        ordered = found[::step]
        at = next((n for n, (a, b) in enumerate(pairwise(ordered), 1) if abs((b[0] - a[0]).days) > FAR), len(ordered))
        strays = ordered[:at]
        if at < len(ordered) and sum(rows for _, rows, _ in strays) < STRAY * total:
            rows = sum(rows for _, rows, _ in strays)
            notes.append(
                f"{rows:,} row{'s' * (rows != 1)} dated {strays[-1][0].isoformat()} or "
                f"{'later' if step < 0 else 'earlier'}, more than a year off the others: left out of every window"
            )
            found = ordered[at:][::step]
    return found, notes


def _cut_off(found: list[Day]) -> date | None:
    """Return the last day when its events stop well before those of every one of the 28 active days before it."""
    if len(found) <= LOOK_BACK:
        return None
    earliest_end = min(seconds for _, _, seconds in found[-LOOK_BACK - 1 : -1])
    return found[-1][0] if found[-1][2] < earliest_end - CUT_HOURS * 3600 else None


def _grain(active: tuple[date, ...], *, clock: bool) -> Grain:
    """Rows dated to the first of each month are monthly, rows a whole number of weeks apart are weekly."""
    gaps = [(b - a).days for a, b in pairwise(active)]
    if clock or len(active) < LEAST_MONTHS:
        return "day"
    if all(day.day == 1 for day in active):
        return "month"
    return "week" if len(active) >= LEAST_WEEKS and all(gap % 7 == 0 for gap in gaps) else "day"


def _period_end(start: date, grain: Grain) -> date:
    if grain == "month":
        return _next_month(start) - ONE
    return start + 6 * ONE if grain == "week" else start


def _next_month(day: date) -> date:
    return (day.replace(day=1) + 32 * ONE).replace(day=1)
