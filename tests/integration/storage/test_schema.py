"""The migrations make on PostgreSQL what the tables say, sorted by code points."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, text

from assistant.domain.accounts import Account
from assistant.storage.engine import open_engine, transaction
from assistant.storage.folder import DataFolder
from assistant.storage.migrations import HEAD
from assistant.storage.tables import accounts, metadata
from assistant.storage.tables.base import Key

SORTED = """
    SELECT table_name || '.' || column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND collation_name = 'C'
"""


def test_migrations_make_the_schema_of_the_tables(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with engine.connect() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
        sorted_by_code_points = set(db.execute(text(SORTED)).scalars())
    engine.dispose()
    keys = {f"{table}.{column.name}" for table in metadata.tables.values() for column in table.c if is_key(column.type)}
    assert keys == sorted_by_code_points


def is_key(kind: object) -> bool:
    return isinstance(kind, Key)


def test_a_store_of_the_first_version_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    first = open_engine(url, "0001")
    with transaction(first, writes=True) as db:
        db.execute(insert(accounts).values(id="acme", record={"id": "acme"}, stale=False))
    first.dispose()
    with DataFolder(tmp_path) as opened, opened.store.read() as work:
        assert work.accounts() == (Account(id="acme"),)
        assert work.audit.last() is None
