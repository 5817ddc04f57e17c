"""Everything that a store in memory holds at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import NamedTuple

from assistant.domain.accounts import Account
from assistant.domain.audit import AuditEntry
from assistant.domain.consent import Consent, Export
from assistant.domain.jobs import Job
from assistant.domain.people import RoleMap
from assistant.domain.review import Comment, Decision, Override, StoryRecord, StoryVersion
from assistant.domain.users import Token, User
from assistant.retrieval.store.outbox import Delivery, Hook
from assistant.storage.in_memory.shelf import Shelf


class Reply(NamedTuple):
    """A claimed idempotency key; `status` is None until there is a reply."""

    request: str
    at: datetime
    status: int | None = None
    headers: Mapping[str, str] = {}
    body: bytes = b""


@dataclass(frozen=True)
class Shelves:
    """One shelf a table."""

    accounts: Shelf[str, Account] = field(default_factory=Shelf)
    stories: Shelf[str, StoryRecord] = field(default_factory=Shelf)
    versions: Shelf[tuple[str, int], StoryVersion] = field(default_factory=Shelf)
    decisions: Shelf[str, Decision] = field(default_factory=Shelf)
    overrides: Shelf[str, Override] = field(default_factory=Shelf)
    comments: Shelf[str, Comment] = field(default_factory=Shelf)
    consents: Shelf[str, Consent] = field(default_factory=Shelf)
    exports: Shelf[str, Export] = field(default_factory=Shelf)
    users: Shelf[str, User] = field(default_factory=Shelf)
    tokens: Shelf[str, Token] = field(default_factory=Shelf)
    jobs: Shelf[str, Job] = field(default_factory=Shelf)
    audit: Shelf[int, AuditEntry] = field(default_factory=Shelf)
    role_maps: Shelf[str, RoleMap] = field(default_factory=Shelf)
    role_maps_made: Shelf[str, datetime] = field(default_factory=Shelf)
    matrices: Shelf[tuple[str, str], Mapping[str, object]] = field(default_factory=Shelf)
    replies: Shelf[str, Reply] = field(default_factory=Shelf)
    hooks: Shelf[str, Hook] = field(default_factory=Shelf)
    deliveries: Shelf[str, Delivery] = field(default_factory=Shelf)

    def opened(self, *, writable: bool) -> "Shelves":
        """Return the same moment for one unit of work."""
        return Shelves(*(getattr(self, one.name).opened(writable=writable) for one in fields(self)))
