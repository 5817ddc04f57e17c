"""Who of the workers on one PostgreSQL database lives: each renews a lease; whose runs out has its jobs adopted.

Times are the database's, so that the clocks of the machines need not agree.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.jobs.place import SCHEMA, Place

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

_TABLE = f"{SCHEMA}.leases"
_LOCK = 7_202_611  # any number that is ours: two workers that start at once must not both create the table
_CREATE = f"""
SELECT pg_advisory_xact_lock({_LOCK});
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
CREATE TABLE IF NOT EXISTS {_TABLE} (worker text PRIMARY KEY, renewed_at timestamptz NOT NULL)
"""
_RENEW = f"""
INSERT INTO {_TABLE} VALUES (%s, clock_timestamp())
ON CONFLICT (worker) DO UPDATE SET renewed_at = excluded.renewed_at
"""  # noqa: S608  names of ours
_EXPIRED = f"""
SELECT worker FROM {_TABLE} WHERE worker <> %s AND renewed_at < clock_timestamp() - make_interval(secs => %s)
FOR UPDATE SKIP LOCKED
"""  # noqa: S608  likewise
_GIVE_UP = f"UPDATE {_TABLE} SET renewed_at = '-infinity' WHERE worker = %s"  # noqa: S608  likewise
_STRIKE_OFF = f"DELETE FROM {_TABLE} WHERE worker = ANY(%s)"  # noqa: S608  likewise


class Leases:
    """The workers' leases on one database.

    Args:
        place: the database, and the name of this worker.
        seconds: how long a lease holds.
    """

    def __init__(self, place: Place, seconds: float) -> None:
        self._place = place
        self._seconds = seconds

    def open(self) -> None:
        """Make the table when there is none, and take a lease.

        Raises:
            OSError: the database cannot be reached.
        """
        with self._connected() as connection:
            connection.execute(_CREATE)
        self.renew()

    def renew(self) -> None:
        """Renew this worker's lease; OSError when the database cannot be reached."""
        with self._connected() as connection:
            connection.execute(_RENEW, (self._place.worker,))

    @contextmanager
    def expired(self) -> Iterator[tuple[str, ...]]:
        """Give the workers whose lease has run out to this one alone; those are struck off when the block ends well.

        Raises:
            OSError: the database cannot be reached.
        """
        with self._connected() as connection:
            rows = connection.execute(_EXPIRED, (self._place.worker, self._seconds)).fetchall()
            workers = tuple(str(row[0]) for row in rows)
            yield workers
            connection.execute(_STRIKE_OFF, (list(workers),))

    def give_up(self) -> None:
        """Let this worker's lease run out at once, so that others take over what it leaves."""
        with self._connected() as connection:
            connection.execute(_GIVE_UP, (self._place.worker,))

    @contextmanager
    def _connected(self) -> "Iterator[Connection[TupleRow]]":
        """Open one transaction."""
        import psycopg

        try:
            with psycopg.connect(self._place.plain_url, connect_timeout=5) as connection:
                yield connection
        except psycopg.Error as error:
            raise OSError(f"the database of the jobs does not answer ({type(error).__name__})") from error
