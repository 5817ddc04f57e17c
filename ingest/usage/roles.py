"""What single users do, as facts for the map of adoption roles: who builds, administers, uses most, uses daily.

Not among the facts of a story: they name many users. A list of users is cut to those that stand out, and to
those whom the caller knows from elsewhere.
"""

import re
from collections.abc import Collection, Iterator
from statistics import median
from typing import NamedTuple

from assistant.domain.evidence import UsageFact, Window
from assistant.domain.people import LevelUse, Role, UserRecord, UserUse
from ingest.usage import sql
from ingest.usage.data import UsageData
from ingest.usage.facts.activity import MONTH
from ingest.usage.facts.making import Frame, Measure, within
from ingest.usage.facts.people import CREATES
from ingest.usage.facts.wording import counted, figure, named, on, percent

ADMINISTERS = re.compile(
    r"(?:.*[^a-z])?(?:admin\w*|settings?|permissions?|provision\w*|user[ _-]?management|manage[ds]?[ _-]users?|"
    r"(?:user|member|seat|licen[cs]e|group|role)s?[ _-](?:added|removed|created|invited|deleted|assigned|updated|"
    r"changed|deactivated)|(?:add|remove|invite|create|delete|deactivate|assign)(?:ed|d)?[ _-](?:user|member|seat|"
    r"licen[cs]e|group|role)s?|sso|benutzerverwaltung)(?:[^a-z].*)?",
    re.IGNORECASE,
)
EACH = 5  # users named for each role
LEAST_USERS = 10  # below this, a top decile says nothing
LEAST_DAYS = 4  # active days in 28 from which use is regular
TOP = 0.9


class Users(NamedTuple):
    """Users that stand out or are known, and how they use it."""

    records: tuple[UserRecord, ...]
    uses: tuple[UserUse, ...]
    total: int


def frame_of(data: UsageData) -> Frame:
    """Return what facts about these data are computed from."""
    return Frame(data.con, data.account, data.days, data.kind, data.meanings, data.object_name, data.seats)


def users(data: UsageData, facts: Collection[UsageFact], known: Collection[str] = ()) -> Users:
    """Return the users with a role by use; ids of new facts go on from those of `facts`.

    Args:
        data: usage of one account.
        facts: the facts already computed from it.
        known: user ids, in lower case, that are named whether they stand out or not.
    """
    frame = frame_of(data)
    if frame.lacks("user") or frame.kind == "actives":
        return Users((), (), 0)
    records = _records(frame)
    uses = [*_builders(records, facts), *_administrators(frame, records, known), *_habits(frame, records, known)]
    numbered: list[UserUse] = []
    last = max((int(fact.id[1:]) for fact in facts), default=0)
    for use in uses:
        if use.fact.id == "u0":
            last += 1
            use = use._replace(fact=use.fact.model_copy(update={"id": f"u{last}"}))  # noqa: PLW2901  with its id
        numbered.append(use)
    wanted = {use.user.user for use in numbered} | {r.user for r in records if r.user.lower() in known}
    return Users(tuple(r for r in records if r.user in wanted), tuple(numbered), len(records))


def levels(data: UsageData) -> tuple[LevelUse, ...]:
    """Return events, active people and things built by level, over all whole days; nothing without users."""
    frame = frame_of(data)
    if frame.lacks("user") or frame.kind == "actives":
        return ()
    level, inside = "coalesce(level, 'unknown')", within(frame.days.all)
    people = "count(DISTINCT user_id)"
    found = [
        LevelUse(metric, {str(name): (int(n), value) for name, n, value in frame.rows(query)})
        for metric, query in (
            ("events", f"SELECT {level}, {people}, {frame.events} FROM usage WHERE {inside} GROUP BY 1"),
            ("active_people", f"SELECT {level}, {people}, {people} FROM usage WHERE {inside} GROUP BY 1"),
        )
    ]
    making = [str(row[0]) for row in _values(frame, "action") if CREATES.fullmatch(str(row[0]))]
    if making and not frame.lacks("object"):
        makers = (
            f"SELECT object, arg_min(user_id::VARCHAR, event_time) AS user_id, arg_min({level}, event_time) AS level "
            f"FROM usage WHERE action IN ({sql.listed(making)}) AND object IS NOT NULL AND {inside} GROUP BY 1"
        )
        rows = frame.rows(f"SELECT level, {people}, count(*) FROM ({makers}) GROUP BY 1")
        found.append(LevelUse("objects_built", {str(name): (int(n), value) for name, n, value in rows}))
    return tuple(each for each in found if each.by_level)


def _records(frame: Frame) -> list[UserRecord]:
    month = frame.days.latest(MONTH)
    doing = [str(row[0]) for row in _values(frame, "action") if ADMINISTERS.fullmatch(str(row[0]))]
    places = [str(row[0]) for row in _values(frame, "feature") if ADMINISTERS.fullmatch(str(row[0]))]
    listed = [
        f"{column} IN ({sql.listed(words)})" for column, words in (("action", doing), ("feature", places)) if words
    ]
    runs = " OR ".join(listed) or "false"
    making = [str(row[0]) for row in _values(frame, "action") if CREATES.fullmatch(str(row[0]))]
    made = f"count(DISTINCT object) FILTER (action IN ({sql.listed(making)}))" if making else "0"
    query = (
        "SELECT user_id::VARCHAR, any_value(title), any_value(team), any_value(level), "
        f"coalesce(sum(events), 0)::DOUBLE, count(DISTINCT day) FILTER ({within(month)}), count(DISTINCT feature), "
        f"coalesce(sum(events) FILTER ({runs}), 0)::DOUBLE, {made} "
        f"FROM usage WHERE user_id IS NOT NULL AND {within(frame.days.all)} GROUP BY 1 ORDER BY 5 DESC, 1"
    )
    return [
        UserRecord(str(user), title or "", team or "", level or "unknown", *rest)
        for user, title, team, level, *rest in frame.rows(query)
    ]


def _values(frame: Frame, column: str) -> list[tuple[object, ...]]:
    if frame.lacks(column):
        return []
    return frame.rows(f"SELECT DISTINCT {column}::VARCHAR FROM usage WHERE {column} IS NOT NULL")


def _builders(records: list[UserRecord], facts: Collection[UsageFact]) -> Iterator[UserUse]:
    """Users among the top builders, by the facts that stories use too."""
    by_user = {record.user: record for record in records}
    for fact in facts:
        if fact.name == "top_builder" and fact.value and fact.subject in by_user:
            yield UserUse(by_user[fact.subject], Role.BUILDER, fact)


def _administrators(frame: Frame, records: list[UserRecord], known: Collection[str]) -> Iterator[UserUse]:
    doing = sorted((r for r in records if r.administering), key=lambda r: -r.administering)
    total = sum(record.administering for record in doing)
    for place, record in enumerate(doing):
        if place < EACH or record.user.lower() in known:
            share = record.administering / total
            yield UserUse(
                record,
                Role.ADMINISTRATOR,
                _fact(
                    frame,
                    record,
                    ("administration_events", "events", record.administering),
                    f"{_called(record)} made {figure(record.administering)} of {figure(total)} changes to users and "
                    f"settings ({percent(share)}).",
                    frame.days.all,
                    {"total": total},
                ),
            )


def _habits(frame: Frame, records: list[UserRecord], known: Collection[str]) -> Iterator[UserUse]:
    """Yield power users (the top decile both of active days and of features) and end users.

    End users come regularly, use no more features than the median user, and made and administered nothing.
    """
    if frame.days.grain != "day":
        return
    active = [record for record in records if record.days]
    power = _power(active)
    few = median(record.features for record in active) if active else 0
    regular = [
        r
        for r in active
        if r.days >= LEAST_DAYS and r not in power and r.features <= few and not r.made and not r.administering
    ]
    month = frame.days.latest(MONTH)
    for role, listed in ((Role.POWER_USER, power), (Role.END_USER, sorted(regular, key=lambda r: (-r.days, r.user)))):
        for place, record in enumerate(listed):
            if place < EACH or record.user.lower() in known:
                yield UserUse(record, role, _habit(frame, record, role, len(active), month))


def _habit(frame: Frame, record: UserRecord, role: Role, of: int, month: Window) -> UsageFact:
    among = f"; more than nine tenths of the {of:,} active users" if role is Role.POWER_USER else ""
    return _fact(
        frame,
        record,
        ("active_days_of_user", "days", record.days),
        f"{_called(record)} was active on {counted(record.days, 'day')} of the 28 to {on(month.to)}, in "
        f"{counted(record.features, 'feature')}{among}.",
        month,
        {"features": record.features, "active_users": of},
    )


def _power(active: list[UserRecord]) -> list[UserRecord]:
    if len(active) < LEAST_USERS:
        return []
    place = min(int(TOP * len(active)), len(active) - 1)
    days = sorted(record.days for record in active)[place]
    features = sorted(record.features for record in active)[place]
    return sorted(
        (r for r in active if r.days >= max(days, LEAST_DAYS) and r.features >= features),
        key=lambda r: (-r.days, -r.features, -r.events, r.user),
    )[: max(1, len(active) // 10)]


def _called(record: UserRecord) -> str:
    return f"{named(record.user)} ({named(record.title)})" if record.title else named(record.user)


def _fact(
    frame: Frame,
    record: UserRecord,
    measured: tuple[str, str, float],
    sentence: str,
    window: Window,
    details: dict[str, float | int | str | None],
) -> UsageFact:
    name, unit, value = measured
    who = f"user_id::VARCHAR = {sql.literal(record.user)} AND {within(window)}"
    what = "count(DISTINCT day)" if unit == "days" else "sum(events)"
    return Measure(
        name,
        unit=unit,
        query=f"SELECT {what} FROM usage WHERE {who}",
        say=lambda _: sentence,
        label=name,
        window=window,
        subject=record.user,
        details=details,
        known=int(value) if float(value).is_integer() else value,
    ).fact(frame)
