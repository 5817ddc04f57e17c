"""Who makes and who uses: top builders, and use by seniority with what is not known beside it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.domain.evidence import UsageFact
from ingest.usage import sql
from ingest.usage.facts.activity import MONTH
from ingest.usage.facts.making import Frame, Measure, within
from ingest.usage.facts.wording import counted, figure, named, on, percent, plural

CREATES = re.compile(
    r"(?:.*[^a-z])?(?:creat(?:e|es|ed|ion)|buil[dt]|new|made|author(?:ed)?|erstellt)(?:[^a-z].*)?", re.IGNORECASE
)
BUILDERS = 3
BELOW = ("individual_contributor", "manager", "director")
SPOKEN = {
    "individual_contributor": "Individual contributors",
    "manager": "Managers",
    "director": "Directors",
    "senior_director": "Senior directors",
    "vp": "Vice presidents",
    "c_level": "C-level executives",
}


class Use(NamedTuple):
    """Events and users by level of title."""

    by_level: dict[str, tuple[float, int]]

    @property
    def total(self) -> float:
        """All events."""
        return sum(events for events, _ in self.by_level.values())

    @property
    def unknown(self) -> float:
        """Events by users whose title is not known, or says nothing."""
        return self.by_level.get("unknown", (0, 0))[0]


def builders(frame: Frame) -> Iterator[UsageFact]:
    """The users most of whose objects others still use, with their reach."""
    month = frame.days.latest(MONTH)
    lacking = frame.lacks("user", "object", "action")
    actions = (
        []
        if lacking
        else [
            str(row[0]) for row in frame.rows("SELECT DISTINCT action FROM usage WHERE action IS NOT NULL", "features")
        ]
    )
    creating = [action for action in actions if CREATES.fullmatch(action)]
    if not lacking and not creating:
        lacking = "no action says that an object was created"
    used = _used(creating, within(month))
    wide = (
        "SELECT maker, objects, reach, (sum(objects) OVER ())::BIGINT FROM ("
        "SELECT maker, count(DISTINCT object) AS objects, count(DISTINCT user_id) AS reach "
        f"FROM ({used}) GROUP BY maker)"
        " ORDER BY objects DESC, reach DESC, maker"
    )
    found = [] if lacking else frame.rows(f"{wide} LIMIT {BUILDERS}")
    if not found:
        lacking = lacking or "no object was used by anybody but its maker"
        yield _builder(frame, wide, ("", 0, 0, 0), 1, lacking)
    for place, (maker, objects, reach, total) in enumerate(found, 1):
        yield _builder(frame, wide, (frame.person(maker), objects, reach, total), place, None)


def _builder(frame: Frame, wide: str, found: tuple[str, int, int, int], place: int, lacking: str | None) -> UsageFact:
    maker, objects, reach, total = found
    noun, month = _noun(frame.object_name), frame.days.latest(MONTH)
    return Measure(
        "top_builder",
        unit=plural(noun),
        query=f"SELECT objects FROM ({wide} LIMIT 1 OFFSET {place - 1})",  # by place: a query names nobody
        say=lambda n: (
            f"{named(maker)} built {figure(n)} of {figure(total)} {plural(noun)} that others used in the 28 days to "
            f"{on(month.to)}; {counted(reach, 'other user')} used them."
        ),
        label="Top builders",
        window=month,
        lacking=lacking,
        subject=maker or None,
        details={"place": place, "objects": objects, "total": total, "reach": reach},
        known=objects,
    ).fact(frame)


def _used(creating: list[str], inside: str) -> str:
    """Return the query giving (object, maker, user) of each object that somebody but its first maker used."""
    made = (
        "SELECT object, min(struct_pack(at := event_time, who := user_id)).who AS maker FROM usage "
        f"WHERE action IN ({sql.listed(creating) or 'NULL'}) AND object IS NOT NULL AND user_id IS NOT NULL "
        "GROUP BY object"
    )
    return (
        f"SELECT DISTINCT object, maker, user_id FROM usage JOIN ({made}) USING (object) "
        f"WHERE {inside} AND user_id <> maker"
    )


def _noun(header: str) -> str:
    words = re.sub(r"(?i)[ _-]*(id|name|key)$", "", header.strip())
    noun = re.sub(r"[^a-z ]", " ", words.lower()).strip()
    return (noun if noun.endswith("ss") else noun.removesuffix("s")) or "object"


def seniority(frame: Frame) -> Iterator[UsageFact]:
    """Share of events by level, and below senior director with the bounds that unknown titles leave."""
    inside = within(frame.days.all)
    lacking = frame.lacks("user") or ("only numbers of active users are given" if frame.kind == "actives" else None)
    query = (
        f"SELECT coalesce(level, 'unknown'), {frame.events}, count(DISTINCT user_id) "
        f"FROM usage WHERE {inside} GROUP BY 1"
    )
    found = [] if lacking else frame.rows(query, "users")
    use = Use({str(level): (events, users) for level, events, users in found})
    if not lacking and use.total == use.unknown:
        lacking = "no user has a known title"
    yield _below(frame, use, lacking)
    for level in SPOKEN:
        if level in use.by_level and not lacking:
            yield _level(frame, use, level)


def _level(frame: Frame, use: Use, level: str) -> UsageFact:
    events, users = use.by_level[level]
    return Measure(
        "share_by_seniority",
        unit="share",
        query=_share(frame, (level,)),
        say=lambda share: (
            f"{SPOKEN[level]} made {percent(share)} of the {figure(use.total - use.unknown)} events "
            "by users with a known title."
        ),
        label="Share by seniority",
        subject=level,
        details={"value": events, "people": users, "total": use.total, "unknown": use.unknown},
    ).fact(frame)


def _below(frame: Frame, use: Use, lacking: str | None) -> UsageFact:
    total, unknown = use.total, use.unknown
    below = sum(use.by_level[level][0] for level in BELOW if level in use.by_level)
    low, high = (below / total, (below + unknown) / total) if total else (0.0, 0.0)

    def say(share: float) -> str:
        said = f"{percent(share)} of events by users with a known title were made below the senior director level"
        if percent(low) == percent(high) == percent(share):
            return said + "."
        bounds = f"between {percent(low)} and {percent(high)} of all {figure(total)} events"
        return f"{said} ({bounds}, as {figure(unknown)} are by unknown titles)."

    return Measure(
        "below_senior_director",
        unit="share",
        query=_share(frame, BELOW),
        say=say,
        label="Share of events below the senior director level",
        lacking=lacking,
        details={"value": below, "total": total, "unknown": unknown, "low": low, "high": high},
    ).fact(frame)


def _share(frame: Frame, levels: tuple[str, ...]) -> str:
    of_levels = frame.events_where(f"level IN ({sql.listed(levels)})")
    known = frame.events_where("level <> 'unknown'")
    return f"SELECT coalesce({of_levels}, 0) / nullif({known}, 0)::DOUBLE FROM usage WHERE {within(frame.days.all)}"
