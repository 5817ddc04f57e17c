"""How use moves: velocity, trend, time to first value, before and after go-live."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from assistant.domain.evidence import UsageFact, Window
from ingest.usage import sql
from ingest.usage.facts.making import Frame, Measure, within
from ingest.usage.facts.weekly import Weekly, weekly
from ingest.usage.facts.wording import counted, figure, length, moved, named, on, percent
from ingest.usage.frame import span

LEAST_WEEKS, LEAST_USERS = 8, 5
LONGEST = 84  # days on either side of go-live
WEEK = 7
ONE = timedelta(days=1)


class Rate(NamedTuple):
    """Something counted a day."""

    name: str
    sql: str  # of the number in a window
    subject: str
    lacking: str | None


def movement(frame: Frame) -> Iterator[UsageFact]:
    """Velocity over the last eight whole weeks, and the trend over all of them."""
    weeks = weekly(frame)
    lacking = weeks.lacking or _too_few(frame, weeks)
    window = weeks.window if lacking else span(weeks.starts[-LEAST_WEEKS], weeks.window.to)
    recent = "" if lacking else f"week >= {sql.day(weeks.starts[-LEAST_WEEKS // 2])}"
    yield Measure(
        "velocity",
        unit="share",
        query=(
            f"SELECT (sum(users) FILTER ({recent}) - sum(users) FILTER (NOT {recent})) / "
            f"nullif(sum(users) FILTER (NOT {recent}), 0)::DOUBLE FROM ({weeks.last(LEAST_WEEKS)})"
        ),
        say=lambda share: (
            f"Weekly active users were {moved(share)} in the 4 weeks to {on(window.to)} against the 4 weeks before."
        ),
        label="Velocity",
        window=window,
        lacking=lacking,
        empty="nobody was active in the four weeks before",
    ).fact(frame)
    count = len(weeks.starts)
    yield Measure(
        "trend",
        unit="share per week",
        query=_slope(weeks.query),
        say=lambda share: (
            f"Over {counted(count, 'whole week')} to {on(window.to)} weekly active users "
            f"{_trending(share)} (least squares)."
        ),
        label="Trend",
        window=weeks.window,
        lacking=lacking,
        empty="nobody was active",
        details={"weeks": count},
    ).fact(frame)


def _trending(share: float) -> str:
    return (
        "kept level"
        if share == 0
        else f"{'rose' if share > 0 else 'fell'} by {percent(abs(share))} of their mean a week"
    )


def _slope(query: str) -> str:
    """Return the query of the least-squares slope over the mean, in whole numbers up to the last division."""
    return (
        "SELECT (n * sxy - sx * sy) / nullif(n * sxx - sx * sx, 0)::DOUBLE / nullif(sy / n, 0) FROM ("
        "SELECT count(*) AS n, sum(x) AS sx, sum(users) AS sy, sum(x * users) AS sxy, sum(x * x) AS sxx FROM ("
        f"SELECT row_number() OVER (ORDER BY week) AS x, users FROM ({query})))"
    )


def _too_few(frame: Frame, weeks: Weekly) -> str | None:
    if len(weeks.starts) < LEAST_WEEKS:
        return f"insufficient: {counted(len(weeks.starts), 'whole week')} of data, {LEAST_WEEKS} needed"
    measure = "max(active_users)" if frame.kind == "actives" else "count(DISTINCT user_id)"
    users = frame.value(f"SELECT {measure} FROM usage WHERE {within(weeks.window)}", "users") or 0
    return f"insufficient: {counted(users, 'user')}, {LEAST_USERS} needed" if users < LEAST_USERS else None


def first_value(frame: Frame) -> Iterator[UsageFact]:
    """Days from kick-off (else from the contract's start) to the first value event."""
    account = frame.account
    start = account.kick_off or account.contract_start
    called = "kick-off" if account.kick_off else "the contract's start"
    lacking = _no_first_value(frame, start)
    start = start or frame.days.first
    window = span(min(start, frame.days.last), frame.days.last)
    marks = {
        "feature": account.first_value and account.first_value.feature,
        "action": account.first_value and account.first_value.action,
    }
    tests = [
        f"lower({column}) = {sql.literal(' '.join(mark.lower().split()))}" for column, mark in marks.items() if mark
    ]
    what = named(" ".join(str(mark) for mark in marks.values() if mark))
    yield Measure(
        "time_to_first_value",
        unit="days",
        query=(
            f"SELECT date_diff('day', {sql.day(start)}, min(day)) FROM usage "
            f"WHERE {' AND '.join([*tests, f'day >= {sql.day(start)}'])}"
        ),
        say=lambda n: f"First value ({what}) came {counted(n, 'day')} after {called} on {on(start)}.",
        label="Time to first value",
        window=window,
        lacking=lacking,
        empty=f"not within {counted(length(window), 'day')} of {called} on {on(start)}",
        details={"start": start.isoformat(), "counted_from": called},
        over="features",
    ).fact(frame)


def _no_first_value(frame: Frame, start: date | None) -> str | None:
    value = frame.account.first_value
    if value is None:
        return "no first-value event is named in the account file"
    if start is None:
        return "neither kick-off nor the contract's start is known"
    if start > frame.days.last:
        return "the data end before the start"
    return frame.lacks(*(name for name in ("feature", "action") if getattr(value, name))) or frame.too_short(
        frame.days.all
    )


def go_live(frame: Frame) -> Iterator[UsageFact]:
    """Events and active users a day in two equal windows around go-live, and in the same days a year earlier."""
    live = frame.account.go_live
    if live is None:
        yield from _around(frame, frame.days.last, "", lacking="no go-live date is known")
        return
    yield from _around(frame, live, f"go-live on {on(live)}")
    earlier = live - timedelta(days=364)
    if _side(frame, earlier) >= WEEK:
        yield from _around(frame, earlier, f"{on(earlier)}, a year before go-live,", suffix="_year_before")


def _side(frame: Frame, live: date) -> int:
    """Return the days of each window: whole weeks, as many as there are on both sides, at most twelve."""
    room = min((live - frame.days.first).days, (frame.days.last - live).days, LONGEST)
    return max(0, room // WEEK * WEEK)


def _around(
    frame: Frame, live: date, called: str, *, suffix: str = "", lacking: str | None = None
) -> Iterator[UsageFact]:
    days = _side(frame, live)
    if lacking is None and days < WEEK:
        lacking = "insufficient: no whole week of data on both sides of go-live"
    lacking = lacking or frame.too_short(frame.days.all)
    reach = timedelta(days=max(days, WEEK))
    windows = span(live - reach, live - ONE), span(live + ONE, live + reach)
    for rate in _rates(frame):
        named_rate = rate._replace(name=f"{rate.name}_per_day_change{suffix}", lacking=lacking or rate.lacking)
        yield _compared(frame, named_rate, windows, called)


def _rates(frame: Frame) -> tuple[Rate, ...]:
    no_events = "only numbers of active users are given" if frame.kind == "actives" else None
    user_days = "count(DISTINCT (user_id, day)) FILTER (user_id IS NOT NULL)"
    return (
        Rate("events", frame.events, "Events", no_events),
        Rate("active_users", user_days, "Active users", frame.lacks("user")),
    )


def _compared(frame: Frame, rate: Rate, windows: tuple[Window, Window], called: str) -> UsageFact:
    before, after = windows
    days = length(before)
    one, two = (f"coalesce((SELECT {rate.sql} FROM usage WHERE {within(window)}), 0)" for window in windows)
    a, b = (0, 0) if rate.lacking else frame.rows(f"SELECT {one}, {two}", "users")[0]
    return Measure(
        rate.name,
        unit="share" if a else "per day",
        query=f"SELECT ({two} - {one}) / {one if a else days}::DOUBLE",
        say=lambda change: (
            f"{rate.subject} a day went from {figure(a / days)} in the {days} days before {called} "
            f"to {figure(b / days)} in the {days} days after it" + (f" ({moved(change)})." if a else ".")
        ),
        label=f"{rate.subject} before and after go-live",
        window=span(before.from_, after.to),
        lacking=rate.lacking,
        caution=None if a else "there was none before: the absolute change, not a share",
        details={"before": a / days, "after": b / days, "days": days},
    ).fact(frame)
