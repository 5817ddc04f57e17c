"""The store in memory: for tests and for work that is not kept."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.domain.accounts import Account
from assistant.domain.errors import NotFound
from assistant.retrieval.store.audit import Audit
from assistant.retrieval.store.blobs import Blobs
from assistant.retrieval.store.charts import Charts
from assistant.retrieval.store.consents import Consents
from assistant.retrieval.store.jobs import Jobs
from assistant.retrieval.store.outbox import Outbox
from assistant.retrieval.store.replies import Replies
from assistant.retrieval.store.stories import Stories
from assistant.retrieval.store.users import Users
from assistant.storage.in_memory.audit import MemoryAudit
from assistant.storage.in_memory.charts import MemoryCharts
from assistant.storage.in_memory.consents import MemoryConsents
from assistant.storage.in_memory.jobs import MemoryJobs
from assistant.storage.in_memory.outbox import MemoryOutbox
from assistant.storage.in_memory.replies import MemoryReplies
from assistant.storage.in_memory.shelf import Shelf
from assistant.storage.in_memory.shelves import Shelves
from assistant.storage.in_memory.stories import MemoryStories
from assistant.storage.in_memory.users import MemoryUsers
from assistant.storage.memory import MemoryRepository
from assistant.storage.turn import Turn


class MemoryBlobs:
    """See `assistant.retrieval.store.blobs.Blobs`."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def keep(self, data: bytes) -> str:
        """Keep bytes; return their hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        self._kept[sha256] = data
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return bytes; NotFound when gone."""
        try:
            return self._kept[sha256]
        except KeyError:
            raise NotFound(f"no file {sha256} is kept here") from None

    def remove(self, sha256: str) -> None:
        """Erase bytes; nothing when gone."""
        self._kept.pop(sha256, None)


class MemoryWork:
    """See `assistant.retrieval.store.work.Work`."""

    def __init__(self, shelves: Shelves) -> None:
        self._accounts = shelves.accounts
        self.stories: Stories = MemoryStories(shelves)
        self.consents: Consents = MemoryConsents(shelves)
        self.users: Users = MemoryUsers(shelves)
        self.jobs: Jobs = MemoryJobs(shelves)
        self.audit: Audit = MemoryAudit(shelves)
        self.charts: Charts = MemoryCharts(shelves)
        self.replies: Replies = MemoryReplies(shelves)
        self.outbox: Outbox = MemoryOutbox(shelves)

    def account(self, account: str) -> Account:
        """Return an account; NotFound."""
        return self._accounts.get(account, f"account {account!r}")

    def accounts(self, ids: frozenset[str] | None = None) -> tuple[Account, ...]:
        """Return accounts by id; all when none are named."""
        rows = self._accounts.rows
        return tuple(rows[key] for key in sorted(rows) if ids is None or key in ids)

    def save_account(self, account: Account) -> None:
        """Keep or replace an account."""
        self._accounts.put(account.id, account)


class MemoryStore:
    """See `assistant.retrieval.store.work.Store`; gone with the process. Safe to use from several threads.

    A unit works on a snapshot; a writing one takes the place of the store's when it ends without an error.

    Args:
        repository: whose accounts these are too; one of its own when there is none.
    """

    def __init__(self, repository: MemoryRepository | None = None) -> None:
        self.blobs: Blobs = MemoryBlobs()
        self.repository = MemoryRepository() if repository is None else repository
        self._shelves = Shelves()
        self._turn = Turn()

    @contextmanager
    def read(self) -> Iterator[MemoryWork]:
        """Open a reading unit: one moment, nothing may be written."""
        yield MemoryWork(self._opened(writable=False))

    @contextmanager
    def write(self) -> Iterator[MemoryWork]:
        """Open a writing unit: one at a time; kept when the block ends, undone when it raises.

        Raises:
            StoreConflict: this thread is in a writing unit already.
        """
        with self._turn.taken():
            shelves = self._opened(writable=True)
            before = shelves.accounts.rows
            yield MemoryWork(shelves)
            for key, account in shelves.accounts.rows.items():
                if before.get(key) is not account:
                    self.repository.keep_account(account)
            self._shelves = shelves.opened(writable=False)

    def _opened(self, *, writable: bool) -> Shelves:
        shelves = self._shelves.opened(writable=writable)
        accounts = {account.id: account for account in self.repository.accounts()}
        return Shelves(**(vars(shelves) | {"accounts": Shelf(accounts, writable=writable)}))
