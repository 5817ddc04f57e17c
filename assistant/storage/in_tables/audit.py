"""The audit log in a table, to which the database itself allows nothing but appending."""

from collections.abc import Sequence

from sqlalchemy import insert, select

from assistant.domain.audit import AuditEntry
from assistant.storage.in_tables.unit import Unit, given
from assistant.storage.sequence import check_follows
from assistant.storage.tables.service import audit


class TableAudit:
    """See `assistant.retrieval.store.audit.Audit`."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def last(self) -> AuditEntry | None:
        """Return the newest entry."""
        return next(iter(self.list(size=1)), None)

    def append(self, entry: AuditEntry) -> None:
        """Add the entry that follows `last()`; EditConflict when it does not."""
        check_follows(self.last(), entry)
        columns = entry.model_dump(include={"seq", "account", "subject"})
        self._unit.db.execute(insert(audit).values(columns | {"record": entry.model_dump_json()}))

    def list(
        self,
        *,
        account: str | None = None,
        subject: str | None = None,
        before: int | None = None,
        size: int = 50,
    ) -> tuple[AuditEntry, ...]:
        """Return entries, newest first, below number `before`."""
        query = select(audit.c.record).filter_by(**given(account=account, subject=subject))
        if before is not None:
            query = query.where(audit.c.seq < before)
        return self._unit.records(AuditEntry, query.order_by(audit.c.seq.desc()).limit(size))

    def all(self) -> Sequence[AuditEntry]:
        """Return the whole log, oldest first."""
        return self._unit.records(AuditEntry, select(audit.c.record).order_by(audit.c.seq))
