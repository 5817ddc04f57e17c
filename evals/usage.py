"""Usage tables of the accounts, made from a short specification and its seed, to the byte the same at every run.

Every user who is not idle has at least one event in every week since they started, so that the number of
active users of the last 28 days is known by construction: the named ones plus `more`.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from assistant.domain.base import Frozen

COLUMNS = ("occurred_at", "user", "title", "action", "feature", "object")
ACTIONS = ("viewed", "edited", "submitted")
BUILDING = 0.5  # share of a builder's events that make something
IDLE_WEEKS = 5  # idle users have no event in so many last weeks


class UsageUser(Frozen):
    """A user known by name."""

    user: str
    title: str = ""
    builds: bool = False


class UsageSpec(Frozen):
    """What a table is made from.

    Attributes:
        seed: of the draw.
        last_day: the last day with events.
        weeks: how many weeks, the last one ending on `last_day`.
        users: those known by name.
        more: how many further users are active to the end.
        title: title of the further ones.
        idle: how many users stopped five weeks before the end.
        growing: whether the further users start one after another over the first half, or all at once.
        features: what they use.
    """

    seed: int
    last_day: date
    weeks: int = 12
    users: tuple[UsageUser, ...] = ()
    more: int = 0
    title: str = ""
    idle: int = 0
    growing: bool = True
    features: tuple[str, ...] = ("boards", "forms", "reports")


def generated(spec: UsageSpec) -> str:
    """Return the table as csv."""
    dice = Random(spec.seed)  # noqa: S311  # made-up data, not a secret
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(_events(spec, dice)))
    return table.getvalue()


def _events(spec: UsageSpec, dice: Random) -> Iterator[tuple[str, ...]]:
    for user in spec.users:
        yield from _of(user, range(spec.weeks), spec, dice)
    for number in range(spec.more + spec.idle):
        user = UsageUser(user=f"u{number + 1:03d}", title=spec.title)
        start = number * (spec.weeks // 2) // max(1, spec.more + spec.idle) if spec.growing else 0
        end = spec.weeks if number < spec.more else spec.weeks - IDLE_WEEKS
        yield from _of(user, range(min(start, max(0, end - 1)), end), spec, dice)


def _of(user: UsageUser, weeks: range, spec: UsageSpec, dice: Random) -> Iterator[tuple[str, ...]]:
    first = spec.last_day - timedelta(days=7 * spec.weeks - 1)
    for week in weeks:
        for _ in range(1 + int(dice.random() * 3)):
            day = first + timedelta(days=7 * week + int(dice.random() * 5))
            at = datetime.combine(day, time(8)) + timedelta(minutes=int(dice.random() * 540))
            feature = spec.features[int(dice.random() * len(spec.features))]
            builds = user.builds and dice.random() < BUILDING
            action = "created" if builds else ACTIONS[int(dice.random() * len(ACTIONS))]
            item = f"{feature}-{int(dice.random() * 12) + 1:02d}"
            yield at.isoformat(timespec="minutes"), user.user, user.title, action, feature, item
