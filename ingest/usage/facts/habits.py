"""How users work: how often, how widely, how deeply, and how many of them carry it."""

from collections.abc import Iterator

from assistant.domain.evidence import UsageFact
from ingest.usage import sql
from ingest.usage.facts.activity import MONTH, users_in
from ingest.usage.facts.making import Frame, Measure, within
from ingest.usage.facts.wording import counted, figure, on, percent

FEW = 5


def habits(frame: Frame) -> Iterator[UsageFact]:
    """Frequency, depth and concentration over the 28 days to the end."""
    month = frame.days.latest(MONTH)
    lacking, to = frame.lacks("user") or frame.too_short(month), on(frame.days.last)
    by_day = (
        f"SELECT user_id, day, sum(events) AS n FROM usage WHERE {within(month)} AND user_id IS NOT NULL GROUP BY ALL"
    )
    yield Measure(
        "frequency",
        unit="days per user",
        query=f"SELECT median(days) FROM (SELECT user_id, count(*) AS days FROM ({by_day}) GROUP BY user_id)",
        say=lambda n: f"The median active user was active on {figure(n)} of the 28 days to {to}.",
        label="Frequency",
        window=month,
        lacking=lacking,
        empty="no active user",
    ).fact(frame)
    yield Measure(
        "depth",
        unit="events per user and day",
        query=f"SELECT median(n::DOUBLE) FROM ({by_day})",
        say=lambda n: f"The median active user made {counted(n, 'event')} on an active day in the 28 days to {to}.",
        label="Depth",
        window=month,
        lacking=lacking,
        empty="no active user",
    ).fact(frame)
    yield from _concentration(frame)


def _concentration(frame: Frame) -> Iterator[UsageFact]:
    month = frame.days.latest(MONTH)
    ranked = (
        "SELECT n, sum(n) OVER () AS total, coalesce(sum(n) OVER (ORDER BY n DESC, user_id "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS ahead FROM (SELECT user_id, sum(events) AS n "
        f"FROM usage WHERE {within(month)} AND user_id IS NOT NULL GROUP BY user_id)"
    )
    lacking = frame.lacks("user") or frame.too_short(month)
    active = 0 if lacking else frame.value(users_in(month), "users")
    yield Measure(
        "concentration",
        unit="users",
        query=f"SELECT nullif(count(*), 0) FROM ({ranked}) WHERE ahead * 2 < total",
        say=lambda n: (
            f"{counted(n, 'user')} of {figure(active or 0)} gave half of the events in the 28 days to {on(month.to)}."
        ),
        label="Concentration",
        window=month,
        lacking=lacking,
        empty="no active user",
        caution="few users carry the use" if active and active < FEW else None,
        details={"active": active},
    ).fact(frame)


def breadth(frame: Frame) -> Iterator[UsageFact]:
    """Features used of those available, and teams active of those known, in the 28 days to the end."""
    month = frame.days.latest(MONTH)
    to = on(month.to)
    lacking = frame.lacks("feature") or frame.too_short(month)
    catalogue = {" ".join(feature.lower().split()) for feature in frame.account.features}
    if catalogue:
        listed = f"lower(feature) IN ({sql.listed(catalogue)})"
        yield Measure(
            "breadth",
            unit="share",
            query=(
                f"SELECT count(DISTINCT lower(feature)) / {len(catalogue)}::DOUBLE "
                f"FROM usage WHERE {within(month)} AND {listed}"
            ),
            say=lambda share: (
                f"{round(share * len(catalogue))} of {counted(len(catalogue), 'feature')} "
                f"were used in the 28 days to {to} ({percent(share)})."
            ),
            label="Breadth",
            window=month,
            lacking=lacking,
            details={"available": len(catalogue)},
            over="features",
        ).fact(frame)
    else:
        yield Measure(
            "breadth",
            unit="features",
            query=f"SELECT count(DISTINCT feature) FROM usage WHERE {within(month)}",
            say=lambda n: f"{counted(n, 'feature')} {'was' if n == 1 else 'were'} used in the 28 days to {to}.",
            label="Breadth",
            window=month,
            lacking=lacking,
            caution="no catalogue of features is known: a count, not a share",
            over="features",
        ).fact(frame)
    yield from _teams(frame)


def _teams(frame: Frame) -> Iterator[UsageFact]:
    month = frame.days.latest(MONTH)
    known = frame.value("SELECT count(DISTINCT team) FROM usage", "users") or 0
    yield Measure(
        "team_breadth",
        unit="share",
        query=(
            "SELECT count(DISTINCT team) / (SELECT nullif(count(DISTINCT team), 0) FROM usage)::DOUBLE "
            f"FROM usage WHERE {within(month)}"
        ),
        say=lambda share: (
            f"{round(share * known)} of {counted(known, 'team')} seen in the data "
            f"{'was' if known == 1 else 'were'} active in the 28 days to {on(month.to)} ({percent(share)})."
        ),
        label="Teams active",
        window=month,
        lacking=frame.too_short(month) if known else "no team column",
        details={"known": known},
    ).fact(frame)
