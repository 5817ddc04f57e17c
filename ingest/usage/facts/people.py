"""Who makes and who uses: top builders, and use by seniority with what is not known beside it."""

import re
from collections.abc import Iterator

from assistant.domain.evidence import UsageFact
from ingest.usage import sql
from ingest.usage.facts.activity import MONTH
from ingest.usage.facts.making import Frame, fact, within
from ingest.usage.facts.wording import counted, figure, on, percent, plural

CREATES = re.compile(
    r"(?:.*[^a-z])?(?:creat(?:e|es|ed|ion)|buil[dt]|new|made|author(?:ed)?|erstellt)(?:[^a-z].*)?", re.IGNORECASE
)
BUILDERS = 3
BELOW = ("individual_contributor", "manager", "director")
LEVELS = (*BELOW, "senior_director", "vp", "c_level")


def builders(frame: Frame) -> Iterator[UsageFact]:
    """The users most of whose objects others still use, with their reach."""
    month = frame.days.latest(MONTH)
    lacking = frame.lacks("user", "object", "action")
    actions = (
        []
        if lacking
        else [str(row[0]) for row in frame.rows("SELECT DISTINCT action FROM usage WHERE action IS NOT NULL")]
    )
    creating = [action for action in actions if CREATES.fullmatch(action)]
    if not lacking and not creating:
        lacking = "no action says that an object was created"
    used = _used(creating, within(month))
    found = (
        []
        if lacking
        else frame.rows(
            f"SELECT maker, count(DISTINCT object), count(DISTINCT user_id), (SELECT count(DISTINCT object) FROM ({used})) "  # noqa: S608
            f"FROM ({used}) GROUP BY maker ORDER BY 2 DESC, 3 DESC, 1 LIMIT {BUILDERS}"
        )
    )
    if not found:
        found = [(None, 0, 0, 0)]
        lacking = lacking or "no object was used by anybody but its maker"
    noun = _noun(frame.object_name)
    for place, (maker, objects, reach, total) in enumerate(found, 1):
        yield fact(
            frame,
            "top_builder",
            unit=plural(noun),
            query=f"SELECT count(DISTINCT object) FROM ({used}) WHERE maker = {sql.literal(maker or '')}",
            say=lambda n, maker=maker, reach=reach, total=total: (  # type: ignore[misc]  # bound now, not after the loop
                f"{maker} built {figure(n)} of {figure(total)} {plural(noun)} that others used in the 28 days to "
                f"{on(month.to)}; {counted(reach, 'other user')} used them."
            ),
            label="Top builders",
            window=month,
            lacking=lacking,
            subject=maker,
            details={"place": place, "objects": objects, "total": total, "reach": reach},
        )


def _used(creating: list[str], inside: str) -> str:
    """Return the query giving (object, maker, user) of each object that somebody but its first maker used."""
    made = (
        "SELECT object, min(struct_pack(at := event_time, who := user_id)).who AS maker FROM usage "  # noqa: S608
        f"WHERE action IN ({sql.listed(creating) or 'NULL'}) AND object IS NOT NULL AND user_id IS NOT NULL GROUP BY object"
    )
    return (
        f"SELECT DISTINCT object, maker, user_id FROM usage JOIN ({made}) USING (object) "  # noqa: S608
        f"WHERE {inside} AND user_id <> maker"
    )


def _noun(header: str) -> str:
    words = re.sub(r"(?i)[ _-]*(id|name|key)$", "", header.strip())
    noun = re.sub(r"[^a-z ]", " ", words.lower()).strip()
    return noun or "object"


def seniority(frame: Frame) -> Iterator[UsageFact]:
    """Share of events by level, and below senior director with the bounds that unknown titles leave."""
    inside = within(frame.days.all)
    lacking = frame.lacks("user") or ("only numbers of active users are given" if frame.kind == "actives" else None)
    rows = (
        []
        if lacking
        else frame.rows(
            f"SELECT coalesce(level, 'unknown'), {frame.events}, count(DISTINCT user_id) FROM usage WHERE {inside} GROUP BY 1"  # noqa: S608
        )
    )
    by_level = {str(level): (events, users) for level, events, users in rows}
    total = sum(events for events, _ in by_level.values())
    unknown = by_level.get("unknown", (0, 0))[0]
    if not lacking and total == unknown:
        lacking = "no user has a known title"
    yield _below(frame, by_level, total, unknown, lacking)
    for level in LEVELS:
        if level not in by_level:
            continue
        yield fact(
            frame,
            "share_by_seniority",
            unit="share",
            query=_share(frame, (level,)),
            say=lambda share, level=level: (  # type: ignore[misc]  # bound now, not after the loop
                f"{_spoken(level)} made {percent(share)} of the {figure(total - unknown)} events by users with a known title."
            ),
            label="Share by seniority",
            subject=level,
            details={"value": by_level[level][0], "people": by_level[level][1], "total": total, "unknown": unknown},
        )


def _below(
    frame: Frame, by_level: dict[str, tuple[float, int]], total: float, unknown: float, lacking: str | None
) -> UsageFact:
    below = sum(by_level[level][0] for level in BELOW if level in by_level)
    low, high = (below / total, (below + unknown) / total) if total else (0.0, 0.0)

    def say(share: float) -> str:
        said = f"{percent(share)} of events by users with a known title were made below the senior director level"
        if percent(low) == percent(high) == percent(share):
            return said + "."
        return f"{said} (between {percent(low)} and {percent(high)} of all {figure(total)} events, as {figure(unknown)} are by unknown titles)."

    return fact(
        frame,
        "below_senior_director",
        unit="share",
        query=_share(frame, BELOW),
        say=say,
        label="Share of events below the senior director level",
        lacking=lacking,
        details={"value": below, "total": total, "unknown": unknown, "low": low, "high": high},
    )


def _share(frame: Frame, levels: tuple[str, ...]) -> str:
    return (
        f"SELECT coalesce({frame.events} FILTER (level IN ({sql.listed(levels)})), 0) / "  # noqa: S608
        f"nullif({frame.events} FILTER (level <> 'unknown'), 0)::DOUBLE FROM usage WHERE {within(frame.days.all)}"
    )


def _spoken(level: str) -> str:
    return {
        "individual_contributor": "Individual contributors",
        "manager": "Managers",
        "director": "Directors",
        "senior_director": "Senior directors",
        "vp": "Vice presidents",
        "c_level": "C-level executives",
    }[level]
