"""The audit log."""

from collections.abc import Sequence
from typing import Protocol

from assistant.domain.audit import AuditEntry


class Audit(Protocol):
    """The audit log; there is no way to change or remove an entry."""

    def last(self) -> AuditEntry | None:
        """Return the newest entry; within a write nobody else can append after it."""
        ...

    def append(self, entry: AuditEntry) -> None:
        """Add the entry that follows `last()`."""
        ...

    def list(
        self,
        *,
        account: str | None = None,
        subject: str | None = None,
        before: int | None = None,
        size: int = 50,
    ) -> tuple[AuditEntry, ...]:
        """Return entries, newest first, below number `before`."""
        ...

    def all(self) -> Sequence[AuditEntry]:
        """Return the whole log, oldest first."""
        ...
