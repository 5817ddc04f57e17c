"""Active users week by week, from events or from ready-made numbers: velocity, trend and the series stand on it."""

from datetime import date, timedelta
from typing import NamedTuple

from assistant.domain.evidence import Window
from ingest.usage import sql
from ingest.usage.facts.making import Frame, within

WEEK = timedelta(days=7)


class Weekly(NamedTuple):
    """A query giving (week, users) of every whole week in order, weeks without use included."""

    query: str
    window: Window
    starts: tuple[date, ...]
    lacking: str | None = None

    def last(self, weeks: int) -> str:
        """Return the query of the last `weeks` weeks; of all where there are not so many."""
        if len(self.starts) < weeks:
            return self.query
        return f"SELECT week, users FROM ({self.query}) WHERE week >= {sql.day(self.starts[-weeks])}"


def weekly(frame: Frame) -> Weekly:
    """Return the weekly active users of a frame, or the reason why there are none."""
    if frame.kind == "actives":
        return _ready_made(frame)
    window = frame.days.weeks()
    lacking = frame.lacks("user") or (f"rows are by {frame.days.grain}" if frame.days.grain == "month" else None)
    if lacking or window is None:
        return _none(frame, lacking or "insufficient: no whole week of data")
    weeks = f"generate_series({sql.day(window.from_)}, {sql.day(window.to - timedelta(days=6))}, INTERVAL 7 DAY)"
    query = (
        f"SELECT week, coalesce(users, 0) AS users FROM (SELECT unnest({weeks})::DATE AS week) LEFT JOIN "
        f"(SELECT date_trunc('week', day)::DATE AS week, count(DISTINCT user_id) AS users FROM usage "
        f"WHERE {within(window)} GROUP BY 1) USING (week) ORDER BY week"
    )
    count = ((window.to - window.from_).days + 1) // 7
    return Weekly(query, window, tuple(window.from_ + WEEK * n for n in range(count)))


def _ready_made(frame: Frame) -> Weekly:
    if frame.days.grain != "week":
        return _none(frame, f"active users are given by {frame.days.grain}, not by week")
    query = (
        "SELECT day AS week, sum(active_users)::BIGINT AS users FROM usage "
        f"WHERE {within(frame.days.all)} GROUP BY day ORDER BY day"
    )
    return Weekly(query, frame.days.all, frame.days.active)


def _none(frame: Frame, reason: str) -> Weekly:
    return Weekly("SELECT NULL AS week, NULL AS users FROM usage LIMIT 1", frame.days.all, (), reason)
