"""The outbox: what is due is claimed, sent, and settled; what fails is tried again, later each time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from assistant.retrieval.store.outbox import Delivery, Hook
from assistant.retrieval.store.work import Store

MOST_ATTEMPTS = 8
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_LEASE = timedelta(minutes=2)  # until which nobody else tries what was claimed
_FIRST, _FACTOR, _LONGEST = timedelta(seconds=10), 4, timedelta(hours=6)
_BATCH = 20


class Sends(Protocol):
    """Sends one delivery."""

    def send(self, delivery: Delivery, hook: Hook) -> str:
        """Return what went wrong, or ""."""
        ...


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: 10 s, 40 s, 160 s, ... at most six hours."""
    factor: int = _FACTOR ** (attempts - 1)
    return min(_LONGEST, _FIRST * factor)


def deliver(store: Store, sender: Sends, clock: Callable[[], datetime]) -> int:
    """Send what is due; return how many were tried. Several processes may do so at once."""
    claimed = _claimed(store, clock())
    for delivery, hook in claimed:
        problem = sender.send(delivery, hook)
        _settle(store, delivery, problem, clock())
    return len(claimed)


def _claimed(store: Store, now: datetime) -> list[tuple[Delivery, Hook]]:
    """Take what is due so that nobody else does; a crash from here on costs the lease, not the delivery."""
    with store.read() as work:
        if not work.outbox.due(now, 1):
            return []
    with store.write() as work:
        hooks = {hook.id: hook for hook in work.outbox.hooks()}
        due = work.outbox.due(now, _BATCH)  # of hooks that are on
        claimed = [each._replace(attempts=each.attempts + 1, due_at=now + _LEASE) for each in due]
        for each in claimed:
            work.outbox.save(each)
        return [(each, hooks[each.hook]) for each in claimed]


def _settle(store: Store, delivery: Delivery, problem: str, now: datetime) -> None:
    if not problem:
        settled = delivery._replace(delivered_at=now, problem="")
    elif delivery.attempts >= MOST_ATTEMPTS:
        settled = delivery._replace(due_at=NEVER, problem=f"given up: {problem}")
    else:
        settled = delivery._replace(due_at=now + pause(delivery.attempts), problem=problem)
    with store.write() as work:
        if delivery.hook in {hook.id for hook in work.outbox.hooks()}:  # it may have been taken out meanwhile
            work.outbox.save(settled)
