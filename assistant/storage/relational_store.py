"""The store over SQLAlchemy: SQLite by default, PostgreSQL by URL."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from assistant.domain.accounts import Account
from assistant.retrieval.store.audit import Audit
from assistant.retrieval.store.blobs import Blobs
from assistant.retrieval.store.charts import Charts
from assistant.retrieval.store.consents import Consents
from assistant.retrieval.store.jobs import Jobs
from assistant.retrieval.store.outbox import Outbox
from assistant.retrieval.store.replies import Replies
from assistant.retrieval.store.stories import Stories
from assistant.retrieval.store.users import Users
from assistant.storage import account_table
from assistant.storage.engine import empty_log, transaction
from assistant.storage.in_tables.audit import TableAudit
from assistant.storage.in_tables.charts import TableCharts
from assistant.storage.in_tables.consents import TableConsents
from assistant.storage.in_tables.jobs import TableJobs
from assistant.storage.in_tables.outbox import TableOutbox
from assistant.storage.in_tables.replies import TableReplies
from assistant.storage.in_tables.stories import TableStories
from assistant.storage.in_tables.unit import Unit
from assistant.storage.in_tables.users import TableUsers
from assistant.storage.sealing import Sealer


class RelationalWork:
    """See `assistant.retrieval.store.work.Work`."""

    def __init__(self, unit: Unit, sealer: Sealer) -> None:
        self._unit = unit
        self.stories: Stories = TableStories(unit)
        self.consents: Consents = TableConsents(unit)
        self.users: Users = TableUsers(unit)
        self.jobs: Jobs = TableJobs(unit)
        self.audit: Audit = TableAudit(unit)
        self.charts: Charts = TableCharts(unit)
        self.replies: Replies = TableReplies(unit)
        self.outbox: Outbox = TableOutbox(unit, sealer)

    def account(self, account: str) -> Account:
        """Return an account; NotFound."""
        return account_table.account(self._unit.db, account)

    def accounts(self, ids: frozenset[str] | None = None) -> tuple[Account, ...]:
        """Return accounts by id; all when none are named."""
        return account_table.accounts(self._unit.db, ids)

    def save_account(self, account: Account) -> None:
        """Keep or replace an account."""
        account_table.keep(self._unit.db, account)


class RelationalStore:
    """See `assistant.retrieval.store.work.Store`. Safe in threads and, on PostgreSQL, in several processes.

    Args:
        engine: as `assistant.storage.engine.open_engine` returns it.
        blobs: where usage files and exports lie.
        sealer: seals the secrets of webhooks.
    """

    def __init__(self, engine: Engine, blobs: Blobs, sealer: Sealer) -> None:
        self._engine = engine
        self._sealer = sealer
        self.blobs = blobs

    @contextmanager
    def read(self) -> Iterator[RelationalWork]:
        """Open a reading unit: one moment, nothing may be written.

        Raises:
            StoreConflict: something was written, or see `assistant.storage.engine.transaction`.
        """
        with transaction(self._engine) as db:
            yield RelationalWork(Unit(db), self._sealer)

    @contextmanager
    def write(self) -> Iterator[RelationalWork]:
        """Open a writing unit: one at a time; committed when the block ends, undone when it raises.

        Raises:
            StoreConflict: see `assistant.storage.engine.transaction`.
        """
        with transaction(self._engine, writes=True) as db:
            unit = Unit(db)
            yield RelationalWork(unit, self._sealer)
        if unit.erases:
            empty_log(self._engine)
