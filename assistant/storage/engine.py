"""Opens the relational store and brings its schema up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError

from assistant.domain.errors import StoreConflict
from assistant.storage.migrations import HEAD

WRITES = "writes"
# Durable at each commit; waits for a lock; overwrites what is erased, because notes hold personal data.
_ON_CONNECT = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
    "secure_delete = ON",
)


def open_engine(url: str | URL) -> Engine:
    """Return an engine on a store whose schema is the newest.

    Raises:
        StoreConflict: it cannot be opened, is no store, or was written by a newer version.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    try:
        _migrate(engine)
    except StoreConflict:
        engine.dispose()
        raise
    return engine


@contextmanager
def transaction(engine: Engine, *, writes: bool = False) -> Iterator[Connection]:
    """Open a transaction; one that writes waits for its turn before it reads anything.

    Raises:
        StoreConflict: the disk is full, the file is damaged, or somebody else keeps it locked.
    """
    try:
        with engine.execution_options(**{WRITES: writes}).begin() as connection:
            yield connection
    except DatabaseError as error:
        raise StoreConflict(f"{engine.url.database}: cannot be used ({error.orig}); mend that and try again") from error


def _prepare(connection: Any, _record: object) -> None:
    """Leave transactions to `_begin`: the driver would not begin one before a CREATE TABLE."""
    connection.isolation_level = None
    for pragma in _ON_CONNECT:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the one place for a writer at once: SQLite lets nobody who has read wait for it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")


def _migrate(engine: Engine) -> None:
    with transaction(engine, writes=True) as connection:
        if _revision(connection) == HEAD:
            return  # without the half second that importing Alembic takes
        _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "assistant.storage:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
    except CommandError as error:
        where = connection.engine.url.database
        raise StoreConflict(f"{where}: written by a newer version of outcome-stories; install that one") from error
