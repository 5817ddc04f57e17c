"""The store of what people do with stories: a unit of work over small collections; storage provides it.

`Store.write()` opens one transaction: after a crash everything done within it has happened, or nothing.
`Store.read()` sees one moment. Ids and times are given by the caller, so that a retry writes the same rows.
"""

from contextlib import AbstractContextManager
from typing import Protocol

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


class Work(Protocol):
    """What is done within one transaction."""

    stories: Stories
    consents: Consents
    users: Users
    jobs: Jobs
    audit: Audit
    charts: Charts
    replies: Replies
    outbox: Outbox

    def account(self, account: str) -> Account:
        """Return an account; NotFound."""
        ...

    def accounts(self, ids: frozenset[str] | None = None) -> tuple[Account, ...]:
        """Return accounts by id; all when none are named."""
        ...

    def save_account(self, account: Account) -> None:
        """Keep or replace an account."""
        ...


class Store(Protocol):
    """Opens units of work. Safe to use from several threads and, on PostgreSQL, from several processes."""

    blobs: Blobs

    def read(self) -> AbstractContextManager[Work]:
        """Open a reading unit: one moment, nothing may be written."""
        ...

    def write(self) -> AbstractContextManager[Work]:
        """Open a writing unit: one at a time; committed when the block ends, undone when it raises."""
        ...
