"""Opens the relational store, brings its schema up to date, and opens transactions on it."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.exc import TimeoutError as NoConnection

from assistant.domain.errors import BadInput, Busy, StoreConflict
from assistant.storage.migrations import HEAD
from assistant.storage.turn import Turn

WRITES = "writes"
TURN = "turn"
WRITER = 5_202_611  # names our lock among PostgreSQL's advisory locks
CONNECTIONS = 32  # kept open; as many again for a rush
# Durable at each commit; waits for a lock; overwrites what is erased, because notes hold personal data.
_ON_CONNECT = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
    "secure_delete = ON",
)


def open_engine(url: str | URL, revision: str = HEAD) -> Engine:
    """Return an engine on a store whose schema is the newest, or that of an earlier revision where it is new.

    Raises:
        BadInput: the URL is none of SQLite or PostgreSQL.
        StoreConflict: it cannot be opened, is no store, or was written by a newer version.
    """
    engine = bare_engine(url)
    try:
        _migrate(engine, revision)
    except BaseException:
        engine.dispose()
        raise
    return engine


def bare_engine(url: str | URL) -> Engine:
    """Return an engine on a store as it is; BadInput when the URL is none of SQLite or PostgreSQL."""
    driven = _driven(url)
    alive = driven.get_backend_name() != "sqlite"  # a server may have been started anew since
    engine = create_engine(driven, pool_size=CONNECTIONS, max_overflow=CONNECTIONS, pool_pre_ping=alive)
    engine.update_execution_options(**{TURN: Turn()})
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin_on_sqlite)
    else:
        event.listen(engine, "begin", _begin_on_postgres)
    return engine


@contextmanager
def transaction(engine: Engine, *, writes: bool = False) -> Iterator[Connection]:
    """Open a transaction; one that writes waits for its turn before it reads anything, others see one moment.

    Raises:
        StoreConflict: the disk is full, the file is damaged, somebody else keeps it locked, the server is gone,
            or this thread is in a writing transaction already.
        Busy: too many transactions are open.
    """
    turn = engine.get_execution_options()[TURN].taken() if writes else nullcontext()
    try:
        with turn, engine.execution_options(**{WRITES: writes}).begin() as connection:
            yield connection
    except DatabaseError as error:
        problem = " ".join(str(error.orig).split())
        raise StoreConflict(f"{engine.url.database}: cannot be used ({problem}); mend that and try again") from error
    except NoConnection as error:
        raise Busy(f"{engine.url.database}: more is asked of it at once than it takes; try again") from error


def empty_log(engine: Engine) -> None:
    """Take what was erased out of SQLite's write-ahead log as well, once those who still read have ended."""
    if engine.dialect.name != "sqlite":
        return
    with (
        engine.get_execution_options()[TURN].taken(),
        engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db,
    ):
        db.exec_driver_sql("PRAGMA query_only = OFF")
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _driven(url: str | URL) -> URL:
    try:
        parsed = make_url(url)
        known = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
        return parsed.set(drivername=known[parsed.get_backend_name()])
    except (ArgumentError, KeyError):
        mend = "give one such as postgresql://user:password@host/database"
        raise BadInput("the database URL", "is none of PostgreSQL", mend=mend) from None


def _prepare(connection: Any, _record: object) -> None:
    """Leave transactions to `_begin_on_sqlite`: the driver would not begin one before a CREATE TABLE."""
    connection.isolation_level = None
    for pragma in _ON_CONNECT:
        connection.execute(f"PRAGMA {pragma}")


def _begin_on_sqlite(connection: Connection) -> None:
    """Take the one place for a writer at once: SQLite lets nobody who has read wait for it."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_on_postgres(connection: Connection) -> None:
    """Take the one place for a writer among all processes, so that what follows the audit log's end is certain."""
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _migrate(engine: Engine, to: str) -> None:
    with transaction(engine, writes=True) as connection:
        if revision_of(connection) == to:
            return  # without the half second that importing Alembic takes
        _upgrade(connection, to)


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a store's schema; None when it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "assistant.storage:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        where = connection.engine.url.database
        raise StoreConflict(f"{where}: written by a newer version of outcome-stories; install that one") from error
