"""The repository over SQLAlchemy: SQLite by default, PostgreSQL by URL."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sqlalchemy import Engine, delete, insert, select

from assistant.domain.accounts import Account
from assistant.domain.documents import Document, NamedBytes
from assistant.domain.errors import NotFound
from assistant.retrieval.kept import KeptDocument
from assistant.storage import account_table, document_table
from assistant.storage.blobs import TableBlobs
from assistant.storage.engine import empty_log, transaction
from assistant.storage.files import Files
from assistant.storage.search.document_words import vectors_came
from assistant.storage.tables import usage_files
from assistant.storage.vector_table import VectorTable


class RelationalRepository(VectorTable):
    """See `assistant.retrieval.kept.Repository`. Safe to use from several threads.

    Args:
        engine: as `assistant.storage.engine.open_engine` returns it.
        files: where usage files lie.
    """

    def __init__(self, engine: Engine, files: Files | TableBlobs) -> None:
        super().__init__(engine)
        self._files = files

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, by id."""
        with transaction(self._engine) as db:
            return account_table.accounts(db)

    def account(self, account: str) -> Account:
        """Return the account with this id."""
        with transaction(self._engine) as db:
            return account_table.account(db, account)

    def keep_account(self, account: Account) -> None:
        """Keep an account, or replace what was known of it."""
        with transaction(self._engine, writes=True) as db:
            account_table.keep(db, account)

    def documents(self, account: str) -> tuple[KeptDocument, ...]:
        """Return the current version of each document, in the order in which they first came."""
        with transaction(self._engine) as db:
            account_table.is_stale(db, account)
            return document_table.current(db, account)

    def keep_documents(self, account: str, documents: Sequence[KeptDocument]) -> None:
        """Keep documents; a version already there is replaced, an older one stays as history."""
        with transaction(self._engine, writes=True) as db:
            account_table.is_stale(db, account)
            for kept in documents:
                document_table.keep(db, account, kept)
            account_table.mark(db, account, stale=True)

    def history(self, account: str, document: str) -> tuple[Document, ...]:
        """Return every version of a document, oldest first."""
        with transaction(self._engine) as db:
            account_table.is_stale(db, account)
            return document_table.history(db, account, document) or _no_document(account, document)

    def remove_document(self, account: str, document: str) -> None:
        """Erase every version of a document, its passages and the vectors no other passage needs."""
        with transaction(self._engine, writes=True) as db:
            account_table.is_stale(db, account)
            if not document_table.remove(db, account, document):
                _no_document(account, document)
            account_table.mark(db, account, stale=True)
        empty_log(self._engine)

    def usage(self, account: str) -> tuple[NamedBytes, ...]:
        """Return the usage files as they were handed in, by name."""
        with transaction(self._engine) as db:
            account_table.is_stale(db, account)
            found = select(usage_files.c.name, usage_files.c.sha256).where(usage_files.c.account == account)
            rows = db.execute(found.order_by(usage_files.c.name)).all()
        return tuple(NamedBytes(name=row.name, data=self._files.read(row.sha256)) for row in rows)

    def keep_usage(self, account: str, files: Sequence[NamedBytes]) -> None:
        """Keep usage files; one of the same name is replaced, and its bytes go where no account needs them."""
        hashes = {file.name: self._files.keep(file.data) for file in files}
        replaced = set[str]()
        with transaction(self._engine, writes=True) as db:
            account_table.is_stale(db, account)
            for name, sha256 in hashes.items():
                same = (usage_files.c.account == account) & (usage_files.c.name == name)
                replaced.update(db.execute(select(usage_files.c.sha256).where(same)).scalars())
                db.execute(delete(usage_files).where(same))
                db.execute(insert(usage_files).values(account=account, name=name, sha256=sha256))
            replaced -= set(db.execute(select(usage_files.c.sha256)).scalars())
        for sha256 in replaced:
            self._files.remove(sha256)

    def sweep(self, others: AbstractSet[str] = frozenset()) -> None:
        """Delete usage files that no account names: replaced ones, and remains of a crash; `others` stay."""
        with transaction(self._engine) as db:
            named = frozenset(db.execute(select(usage_files.c.sha256)).scalars())
        self._files.sweep(named | others)

    def fill_words(self) -> None:
        """Keep for search what is missing of documents that were kept before there was a search over all."""
        with transaction(self._engine, writes=True) as db:
            document_table.fill_words(db)

    def is_stale(self, account: str) -> bool:
        """Tell whether documents changed since `mark_indexed`."""
        with transaction(self._engine) as db:
            return account_table.is_stale(db, account)

    def mark_indexed(self, account: str) -> None:
        """Note that the index holds exactly the account's passages."""
        with transaction(self._engine, writes=True) as db:
            account_table.is_stale(db, account)
            account_table.mark(db, account, stale=False)
            vectors_came(db, account)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _no_document(account: str, document: str) -> tuple[Document, ...]:
    raise NotFound(f"account {account!r} has no document {document!r}")
