"""The repository over SQLAlchemy: SQLite by default, PostgreSQL by URL."""

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, delete, insert, select, update

from assistant.domain.accounts import Account
from assistant.domain.documents import Document, NamedBytes
from assistant.domain.errors import NotFound
from assistant.retrieval.kept import KeptDocument
from assistant.storage import document_table
from assistant.storage.engine import transaction
from assistant.storage.files import Files
from assistant.storage.tables import accounts, usage_files
from assistant.storage.vector_table import VectorTable, drop_unused


class RelationalRepository(VectorTable):
    """See `assistant.retrieval.kept.Repository`. Safe to use from several threads.

    Args:
        engine: as `assistant.storage.engine.open_engine` returns it.
        files: where usage files lie.
    """

    def __init__(self, engine: Engine, files: Files) -> None:
        super().__init__(engine)
        self._files = files

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, by id."""
        with transaction(self._engine) as db:
            records = db.execute(select(accounts.c.record).order_by(accounts.c.id)).scalars()
            return tuple(Account.model_validate(record) for record in records)

    def account(self, account: str) -> Account:
        """Return the account with this id."""
        with transaction(self._engine) as db:
            _known(db, account)
            record = db.execute(select(accounts.c.record).where(accounts.c.id == account)).scalar_one()
        return Account.model_validate(record)

    def keep_account(self, account: Account) -> None:
        """Keep an account, or replace what was known of it."""
        record = account.model_dump(mode="json")
        with transaction(self._engine, writes=True) as db:
            if not db.execute(update(accounts).where(accounts.c.id == account.id).values(record=record)).rowcount:
                db.execute(insert(accounts).values(id=account.id, record=record, stale=False))

    def documents(self, account: str) -> tuple[KeptDocument, ...]:
        """Return the current version of each document, in the order in which they first came."""
        with transaction(self._engine) as db:
            _known(db, account)
            return document_table.current(db, account)

    def keep_documents(self, account: str, documents: Sequence[KeptDocument]) -> None:
        """Keep documents; a version already there is replaced, an older one stays as history."""
        with transaction(self._engine, writes=True) as db:
            _known(db, account)
            for kept in documents:
                document_table.keep(db, account, kept)
            _documents_changed(db, account)

    def history(self, account: str, document: str) -> tuple[Document, ...]:
        """Return every version of a document, oldest first."""
        with transaction(self._engine) as db:
            _known(db, account)
            return document_table.history(db, account, document) or _no_document(account, document)

    def remove_document(self, account: str, document: str) -> None:
        """Erase every version of a document, its passages and the vectors no other passage needs."""
        with transaction(self._engine, writes=True) as db:
            _known(db, account)
            if not document_table.remove(db, account, document):
                _no_document(account, document)
            _documents_changed(db, account)
        self._empty_log()

    def usage(self, account: str) -> tuple[NamedBytes, ...]:
        """Return the usage files as they were handed in, by name."""
        with transaction(self._engine) as db:
            _known(db, account)
            found = select(usage_files.c.name, usage_files.c.sha256).where(usage_files.c.account == account)
            rows = db.execute(found.order_by(usage_files.c.name)).all()
        return tuple(NamedBytes(name=row.name, data=self._files.read(row.sha256)) for row in rows)

    def keep_usage(self, account: str, files: Sequence[NamedBytes]) -> None:
        """Keep usage files; one of the same name is replaced."""
        hashes = {file.name: self._files.keep(file.data) for file in files}
        with transaction(self._engine, writes=True) as db:
            _known(db, account)
            for name, sha256 in hashes.items():
                same = (usage_files.c.account == account) & (usage_files.c.name == name)
                db.execute(delete(usage_files).where(same))
                db.execute(insert(usage_files).values(account=account, name=name, sha256=sha256))

    def sweep(self) -> None:
        """Delete usage files that no account names: replaced ones, and remains of a crash."""
        with transaction(self._engine) as db:
            self._files.sweep(frozenset(db.execute(select(usage_files.c.sha256)).scalars()))

    def is_stale(self, account: str) -> bool:
        """Tell whether documents changed since `mark_indexed`."""
        with transaction(self._engine) as db:
            return _known(db, account)

    def mark_indexed(self, account: str) -> None:
        """Note that the index holds exactly the account's passages."""
        with transaction(self._engine, writes=True) as db:
            _known(db, account)
            db.execute(update(accounts).where(accounts.c.id == account).values(stale=False))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _empty_log(self) -> None:
        """Take what was erased out of SQLite's write-ahead log as well."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
                db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _known(db: Connection, account: str) -> bool:
    """Tell whether the account's vectors are stale; raise NotFound when there is no such account."""
    stale = db.execute(select(accounts.c.stale).where(accounts.c.id == account)).scalar()
    if stale is None:
        raise NotFound(f"no account {account!r} is kept here")
    return bool(stale)


def _documents_changed(db: Connection, account: str) -> None:
    drop_unused(db)
    db.execute(update(accounts).where(accounts.c.id == account).values(stale=True))


def _no_document(account: str, document: str) -> tuple[Document, ...]:
    raise NotFound(f"account {account!r} has no document {document!r}")
