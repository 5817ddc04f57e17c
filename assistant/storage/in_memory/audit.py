"""The audit log in memory."""

from collections.abc import Sequence

from assistant.domain.audit import AuditEntry
from assistant.storage.in_memory.shelves import Shelves
from assistant.storage.sequence import check_follows


class MemoryAudit:
    """See `assistant.retrieval.store.audit.Audit`."""

    def __init__(self, shelves: Shelves) -> None:
        self._at = shelves

    def last(self) -> AuditEntry | None:
        """Return the newest entry."""
        return self._at.audit.rows.get(len(self._at.audit.rows))

    def append(self, entry: AuditEntry) -> None:
        """Add the entry that follows `last()`; EditConflict when it does not."""
        check_follows(self.last(), entry)
        self._at.audit.put(entry.seq, entry)

    def list(
        self,
        *,
        account: str | None = None,
        subject: str | None = None,
        before: int | None = None,
        size: int = 50,
    ) -> tuple[AuditEntry, ...]:
        """Return entries, newest first, below number `before`."""
        found = [
            row
            for row in reversed(tuple(self._at.audit.rows.values()))
            if account in {None, row.account}
            and subject in {None, row.subject}
            and (before is None or row.seq < before)
        ]
        return tuple(found[:size])

    def all(self) -> Sequence[AuditEntry]:
        """Return the whole log, oldest first."""
        return tuple(self._at.audit.rows.values())
