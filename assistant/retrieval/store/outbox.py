"""Webhooks, and events on their way to them."""

from datetime import datetime
from typing import NamedTuple, Protocol


class Hook(NamedTuple):
    """Where events are sent; the secret signs them."""

    id: str
    url: str
    secret: str
    events: tuple[str, ...]  # story.drafted, story.approved, story.published, story.withdrawn
    active: bool = True


class Delivery(NamedTuple):
    """An event on its way to one hook."""

    id: str
    hook: str
    event: str
    body: str  # ids only, never note text
    attempts: int
    due_at: datetime
    delivered_at: datetime | None = None
    problem: str = ""


class Outbox(Protocol):
    """Webhooks, and events that are written with the change they tell of and sent afterwards."""

    def hooks(self) -> tuple[Hook, ...]:
        """Return every hook."""
        ...

    def save_hook(self, hook: Hook) -> None:
        """Keep or replace a hook."""
        ...

    def remove_hook(self, hook: str) -> None:
        """Take a hook out, with its deliveries; NotFound."""
        ...

    def save(self, delivery: Delivery) -> None:
        """Keep or replace a delivery."""
        ...

    def due(self, now: datetime, size: int) -> tuple[Delivery, ...]:
        """Return deliveries to be tried now, oldest first."""
        ...

    def recent(self, hook: str, size: int) -> tuple[Delivery, ...]:
        """Return a hook's newest deliveries."""
        ...
