"""How much use there is at all, and of what."""

from collections.abc import Iterator

from assistant.domain.evidence import UsageFact
from ingest.usage import sql
from ingest.usage.facts.making import Frame, Measure, within
from ingest.usage.facts.wording import counted, figure, named, on, percent

TOP = 5


def totals(frame: Frame) -> Iterator[UsageFact]:
    """Days covered, events, users and features in all."""
    first, last = frame.days.first, frame.days.last
    period = f"from {on(first)} to {on(last)}"
    yield Measure(
        "days_covered",
        unit="days",
        query=f"SELECT date_diff('day', {sql.day(first)}, {sql.day(last)}) + 1 FROM usage LIMIT 1",
        say=lambda n: f"The usage data cover {counted(n, 'day')}, {period}.",
        label="Days covered",
        details={"first": first.isoformat(), "last": last.isoformat(), "grain": frame.days.grain},
    ).fact(frame)
    no_events = "only numbers of active users are given" if frame.kind == "actives" else None
    yield Measure(
        "total_events",
        unit="events",
        query=f"SELECT {frame.events} FROM usage WHERE {within(frame.days.all)}",
        say=lambda n: f"{counted(n, 'event')} were recorded {period}.",
        label="Events in all",
        lacking=no_events,
    ).fact(frame)
    yield Measure(
        "total_users",
        unit="users",
        query=f"SELECT count(DISTINCT user_id) FROM usage WHERE {within(frame.days.all)}",
        say=lambda n: f"{counted(n, 'user')} {'was' if n == 1 else 'were'} active {period}.",
        label="Users in all",
        lacking=frame.lacks("user"),
    ).fact(frame)
    yield Measure(
        "features_used",
        unit="features",
        query=f"SELECT count(DISTINCT feature) FROM usage WHERE {within(frame.days.all)}",
        say=lambda n: f"{counted(n, 'feature')} {'was' if n == 1 else 'were'} used {period}.",
        label="Features used",
        over="features",
        lacking=frame.lacks("feature"),
    ).fact(frame)


def top_features(frame: Frame) -> Iterator[UsageFact]:
    """Events of the five most used features."""
    if frame.lacks("feature") or frame.kind == "actives":
        return
    inside = within(frame.days.all)
    found = frame.rows(
        f"SELECT feature, {frame.events} AS n, (SELECT {frame.events} FROM usage WHERE {inside}) "
        f"FROM usage WHERE {inside} AND feature IS NOT NULL GROUP BY feature ORDER BY n DESC, feature LIMIT {TOP}",
        "features",
    )
    for place, (feature, events, total) in enumerate(found, 1):
        yield _feature(frame, feature, events, total, place)


def _feature(frame: Frame, feature: str, events: float, total: float, place: int) -> UsageFact:
    period = f"from {on(frame.days.first)} to {on(frame.days.last)}"
    shown = frame.person(feature) if "@" in feature else feature  # a board may be named after its owner
    column, value = ("feature", feature) if shown == feature else (sql.digest("feature"), sql.digest_of(feature))
    return Measure(
        "feature_events",
        unit="events",
        query=f"SELECT {frame.events} FROM usage WHERE {within(frame.days.all)} AND {column} = {sql.literal(value)}",
        say=lambda n: (
            f"The feature {named(shown)} drew {figure(n)} of {figure(total)} events ({percent(n / total)}) {period}."
        ),
        label=f"Events of {named(shown)}",
        subject=shown,
        details={"place": place, "total": total},
        known=events,
    ).fact(frame)
