"""Webhooks and their deliveries in memory."""

from datetime import datetime

from assistant.domain.errors import NotFound
from assistant.retrieval.store.outbox import Delivery, Hook
from assistant.storage.in_memory.shelves import Shelves


class MemoryOutbox:
    """See `assistant.retrieval.store.outbox.Outbox`."""

    def __init__(self, shelves: Shelves) -> None:
        self._at = shelves

    def hooks(self) -> tuple[Hook, ...]:
        """Return every hook, by id."""
        rows = self._at.hooks.rows
        return tuple(rows[key] for key in sorted(rows))

    def save_hook(self, hook: Hook) -> None:
        """Keep or replace a hook."""
        self._at.hooks.put(hook.id, hook)

    def remove_hook(self, hook: str) -> None:
        """Take a hook out, with its deliveries; NotFound."""
        if hook not in self._at.hooks.rows:
            raise NotFound(f"no webhook {hook!r} is kept here")
        self._at.hooks.drop(hook)
        self._at.deliveries.drop(*(key for key, row in self._at.deliveries.rows.items() if row.hook == hook))

    def save(self, delivery: Delivery) -> None:
        """Keep or replace a delivery; NotFound when its hook is not kept."""
        self._at.hooks.get(delivery.hook, f"webhook {delivery.hook!r}")
        self._at.deliveries.put(delivery.id, delivery)

    def due(self, now: datetime, size: int) -> tuple[Delivery, ...]:
        """Return deliveries to active hooks that are to be tried now, oldest first."""
        active = {hook.id for hook in self.hooks() if hook.active}
        waiting = [row for row in self._at.deliveries.rows.values() if row.delivered_at is None and row.due_at <= now]
        due = [row for row in waiting if row.hook in active]
        return tuple(sorted(due, key=lambda row: (row.due_at, row.id))[:size])

    def recent(self, hook: str, size: int) -> tuple[Delivery, ...]:
        """Return a hook's newest deliveries, by id descending."""
        found = [row for row in self._at.deliveries.rows.values() if row.hook == hook]
        return tuple(sorted(found, key=lambda row: row.id, reverse=True)[:size])
