"""Series for plots: whole weeks and whole months only, so that no end drops by itself."""

from collections.abc import Iterator

from assistant.domain.evidence import UsageSeries
from ingest.usage.facts.making import Frame, within
from ingest.usage.facts.weekly import weekly


def all_series(frame: Frame) -> Iterator[UsageSeries]:
    """Weekly active users and events a month, where there are two points or more."""
    weeks = weekly(frame)
    if weeks.lacking is None:
        yield from _series(frame, "weekly_active_users", "users", weeks.query)
    months = frame.days.months()
    if months is not None and frame.kind != "actives":
        query = (
            f"SELECT date_trunc('month', day)::DATE AS month, {frame.events} AS events FROM usage "
            f"WHERE {within(months)} GROUP BY 1 ORDER BY 1"
        )
        yield from _series(frame, "monthly_events", "events", query)


def _series(frame: Frame, name: str, unit: str, query: str) -> Iterator[UsageSeries]:
    points = tuple((day, float(value)) for day, value in frame.rows(query, "users"))
    if len(points) > 1:
        yield UsageSeries(name=name, unit=unit, points=points, query=query)
