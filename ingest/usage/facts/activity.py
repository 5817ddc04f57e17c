"""Active users by day, week and 28 days; seats; how often those who come do come."""

from collections.abc import Iterator

from assistant.domain.evidence import UsageFact, Window
from ingest.usage.facts.making import Frame, Measure, within
from ingest.usage.facts.weekly import weekly
from ingest.usage.facts.wording import counted, figure, on, percent
from ingest.usage.frame import span

MONTH = 28


def active_users(frame: Frame) -> Iterator[UsageFact]:
    """Daily (mean), weekly (latest whole ISO week, and mean) and 28-day active users."""
    if frame.kind == "actives":
        yield from ready_made(frame)
        yield from _weekly(frame)
        return
    month = frame.days.latest(MONTH)
    to = on(month.to)
    no_user = frame.lacks("user")
    yield Measure(
        "monthly_active_users",
        unit="users",
        query=users_in(month),
        say=lambda n: f"{counted(n, 'user')} {'was' if n == 1 else 'were'} active in the 28 days to {to}.",
        label="Users active in 28 days",
        window=month,
        lacking=no_user or frame.too_short(month, grain=frame.days.grain == "month"),
    ).fact(frame)
    yield Measure(
        "daily_active_users",
        unit="users",
        query=f"SELECT {_user_days(month)} / {MONTH}",
        say=lambda n: f"On average {figure(n)} users were active a day in the 28 days to {to}.",
        label="Daily active users",
        window=month,
        lacking=no_user or frame.too_short(month),
    ).fact(frame)
    yield from _weekly(frame)


def _weekly(frame: Frame) -> Iterator[UsageFact]:
    weeks = weekly(frame)
    last = span(weeks.starts[-1], weeks.window.to) if weeks.starts else frame.days.all
    yield Measure(
        "weekly_active_users",
        unit="users",
        query=f"SELECT users FROM ({weeks.last(1)})",
        say=lambda n: (
            f"{counted(n, 'user')} {'was' if n == 1 else 'were'} active "
            f"in the week from {on(last.from_)} to {on(last.to)}."
        ),
        label="Weekly active users",
        window=last,
        lacking=weeks.lacking,
    ).fact(frame)
    n_weeks = len(weeks.starts)
    yield Measure(
        "weekly_active_users_mean",
        unit="users",
        query=f"SELECT sum(users) / count(*) FROM ({weeks.query})",
        say=lambda n: (
            f"On average {figure(n)} users were active a week over {counted(n_weeks, 'whole week')} to {on(last.to)}."
        ),
        label="Mean weekly active users",
        window=weeks.window,
        lacking=weeks.lacking,
        details={"weeks": n_weeks},
    ).fact(frame)


def ready_made(frame: Frame) -> Iterator[UsageFact]:
    """Active users that were counted elsewhere, by day or by calendar month."""
    grain, month = frame.days.grain, frame.days.latest(MONTH)
    last = span(frame.days.active[-1], frame.days.last)
    yield Measure(
        "monthly_active_users",
        unit="users",
        query=f"SELECT sum(active_users)::BIGINT FROM usage WHERE {within(last)}",
        say=lambda n: (
            f"{counted(n, 'user')} {'was' if n == 1 else 'were'} active in the calendar month of {last.from_:%B %Y}."
        ),
        label="Users active in a month",
        window=last,
        lacking=None if grain == "month" else f"active users are given by {grain}, not by month",
        caution="a calendar month, not 28 days",
    ).fact(frame)
    yield Measure(
        "daily_active_users",
        unit="users",
        query=f"SELECT sum(active_users)::BIGINT / {MONTH} FROM usage WHERE {within(month)}",
        say=lambda n: f"On average {figure(n)} users were active a day in the 28 days to {on(month.to)}.",
        label="Daily active users",
        window=month,
        lacking=frame.too_short(month),
    ).fact(frame)


def seats(frame: Frame) -> Iterator[UsageFact]:
    """Seat utilisation over 28 days, and deployment where assigned seats are known."""
    month, bought = frame.days.latest(MONTH), frame.seats.bought
    no_seats = frame.seats.reason if bought is None else "the number of seats is 0" if bought == 0 else None
    active = None if frame.lacks("user") else frame.value(users_in(month), "users")
    caution = f"more users than seats ({bought})" if active and bought and active > bought else frame.seats.caution
    yield Measure(
        "seat_utilisation",
        unit="share",
        query=f"SELECT ({users_in(month)}) / {bought or 1}::DOUBLE",
        say=lambda share: (
            f"{figure(active or 0)} of {figure(bought or 0)} seats were in use "
            f"in the 28 days to {on(month.to)} ({percent(share)})."
        ),
        label="Seat utilisation",
        window=month,
        lacking=no_seats or frame.lacks("user") or frame.too_short(month, grain=frame.days.grain == "month"),
        caution=caution,
        details={"active": active, "seats": bought},
    ).fact(frame)
    assigned = frame.seats.assigned
    yield Measure(
        "deployment",
        unit="share",
        query=f"SELECT {assigned or 0} / {bought or 1}::DOUBLE FROM usage LIMIT 1",
        say=lambda share: (
            f"{figure(assigned or 0)} of {figure(bought or 0)} seats bought were assigned ({percent(share)})."
        ),
        label="Deployment",
        lacking="no number of assigned seats is known" if assigned is None else no_seats,
        caution="more seats assigned than bought" if assigned and bought and assigned > bought else None,
        details={"assigned": assigned, "seats": bought},
    ).fact(frame)


def stickiness(frame: Frame) -> Iterator[UsageFact]:
    """Mean DAU / MAU over the 28 days, and for weekly tools mean of its four weeks / MAU."""
    month = frame.days.latest(MONTH)
    lacking = frame.lacks("user") or frame.too_short(month)
    to = on(month.to)
    yield Measure(
        "stickiness",
        unit="share",
        query=f"SELECT {_user_days(month)} / {MONTH} / nullif(({users_in(month)}), 0)",
        say=lambda share: f"On an average day {percent(share)} of the users of the 28 days to {to} were active.",
        label="Stickiness",
        window=month,
        lacking=lacking,
        empty="no active user",
    ).fact(frame)
    block = f"date_diff('day', DATE '{month.from_.isoformat()}', day) // 7"
    four = f"(SELECT count(DISTINCT (user_id, {block})) FROM usage WHERE {within(month)} AND user_id IS NOT NULL)"
    yield Measure(
        "stickiness_weekly",
        unit="share",
        query=f"SELECT {four} / 4 / nullif(({users_in(month)}), 0)",
        say=lambda share: f"In an average week {percent(share)} of the users of the 28 days to {to} were active.",
        label="Weekly stickiness",
        window=month,
        lacking=lacking,
        empty="no active user",
    ).fact(frame)


def users_in(window: Window) -> str:
    """Return the query that counts the users active in a window."""
    return f"SELECT count(DISTINCT user_id) FROM usage WHERE {within(window)}"


def _user_days(window: Window) -> str:
    """Return the SQL that counts pairs of user and day: the sum of DAU over the window."""
    return f"(SELECT count(DISTINCT (user_id, day)) FROM usage WHERE {within(window)} AND user_id IS NOT NULL)"
