"""The migrations make on PostgreSQL what the tables say, sorted by code points."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from assistant.storage.engine import open_engine
from assistant.storage.migrations import HEAD
from assistant.storage.tables import metadata
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
