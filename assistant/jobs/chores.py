"""Work that comes round by the clock: consents that run out, keys that are swept, webhooks that are delivered."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Chore:
    """Something done again and again; safe to be done twice.

    Attributes:
        name: unique, and the same from start to start.
        cron: when, in UTC: minute, hour, day, month, weekday; a sixth field in front is seconds.
        run: does it. On several workers only one does at a time of the clock.
        at_start: also when a worker starts, for what was missed while none ran.
    """

    name: str
    cron: str
    run: Callable[[], object]
    at_start: bool = True
