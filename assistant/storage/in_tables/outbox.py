"""Webhooks and their deliveries in tables; a hook's secret is encrypted."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, select

from assistant.domain.errors import NotFound
from assistant.retrieval.store.outbox import Delivery, Hook
from assistant.storage.in_tables.unit import Unit, instant, stamp
from assistant.storage.sealing import Sealer
from assistant.storage.tables.service import deliveries, hooks


class TableOutbox:
    """See `assistant.retrieval.store.outbox.Outbox`."""

    def __init__(self, unit: Unit, sealer: Sealer) -> None:
        self._unit = unit
        self._sealer = sealer

    def hooks(self) -> tuple[Hook, ...]:
        """Return every hook, by id."""
        return tuple(self._hook(row) for row in self._unit.db.execute(select(hooks).order_by(hooks.c.id)))

    def save_hook(self, hook: Hook) -> None:
        """Keep or replace a hook."""
        values = hook._asdict() | {
            "events": json.dumps(hook.events),
            "secret": self._sealer.sealed(hook.secret, hook.id),
        }
        self._unit.put(hooks, **values)

    def remove_hook(self, hook: str) -> None:
        """Take a hook out, with its deliveries; NotFound."""
        if not self._unit.db.execute(delete(hooks).where(hooks.c.id == hook)).rowcount:
            raise NotFound(f"no webhook {hook!r} is kept here")

    def save(self, delivery: Delivery) -> None:
        """Keep or replace a delivery; NotFound when its hook is not kept."""
        self._unit.one(select(hooks.c.id).where(hooks.c.id == delivery.hook), f"webhook {delivery.hook!r}")
        done = delivery.delivered_at
        times = {"due_at": stamp(delivery.due_at), "delivered_at": None if done is None else stamp(done)}
        self._unit.put(deliveries, **(delivery._asdict() | times))

    def due(self, now: datetime, size: int) -> tuple[Delivery, ...]:
        """Return deliveries to active hooks that are to be tried now, oldest first."""
        waiting = deliveries.c.delivered_at.is_(None) & (deliveries.c.due_at <= stamp(now))
        query = select(deliveries).join(hooks, hooks.c.id == deliveries.c.hook).where(waiting, hooks.c.active)
        return self._deliveries(query.order_by(deliveries.c.due_at, deliveries.c.id).limit(size))

    def recent(self, hook: str, size: int) -> tuple[Delivery, ...]:
        """Return a hook's newest deliveries, by id descending."""
        query = select(deliveries).where(deliveries.c.hook == hook)
        return self._deliveries(query.order_by(deliveries.c.id.desc()).limit(size))

    def _hook(self, row: Row[Any]) -> Hook:
        secret = self._sealer.opened(row.secret, row.id)
        return Hook(row.id, row.url, secret, tuple(json.loads(row.events)), row.active)

    def _deliveries(self, query: Select[Any]) -> tuple[Delivery, ...]:
        return tuple(_delivery(row) for row in self._unit.db.execute(query))


def _delivery(row: Row[Any]) -> Delivery:
    done = None if row.delivered_at is None else instant(row.delivered_at)
    return Delivery(row.id, row.hook, row.event, row.body, row.attempts, instant(row.due_at), done, row.problem)
