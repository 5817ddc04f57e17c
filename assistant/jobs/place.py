"""Where the job engine keeps its own tables, and the name under which this process works there."""

import fcntl
import hashlib
import os
import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.errors import StoreConflict

SCHEMA = "job_engine"  # of the engine's tables on PostgreSQL, beside the store's own
ALONE = "local"  # the one process that may have a data folder open
_MOST_WORKERS = 1000  # of one database on one machine


@dataclass(frozen=True)
class Place:
    """A database for the job engine.

    Attributes:
        url: as SQLAlchemy writes it.
        worker: name of this process there; the same after a restart, so that its jobs are resumed at once.
        shared: whether other workers may be there too.
    """

    url: str
    worker: str
    shared: bool

    @property
    def plain_url(self) -> str:
        """The URL as PostgreSQL's own library takes it."""
        return "postgresql://" + self.url.partition("://")[2]


def folder_place(data: Path) -> Place:
    """Return the place in a data folder, which this process has open alone: a file beside the store's, in WAL mode."""
    path = data / "jobs.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")  # stays with the file
    path.chmod(0o600)
    return Place(f"sqlite:///{path}", ALONE, shared=False)


@contextmanager
def server_place(url: str, worker: str | None = None) -> Iterator[Place]:
    """Take a place on a PostgreSQL server, under a name that no other process of this machine has there.

    Args:
        url: of the database, as SQLAlchemy writes it.
        worker: a name to use instead; whoever gives one must see to it that it is nobody else's.

    Raises:
        StoreConflict: names cannot be locked on this machine.
    """
    if worker is not None:
        yield Place(url, worker, shared=True)
        return
    folder = _folder_of(url)
    for number in range(1, _MOST_WORKERS):
        with (folder / str(number)).open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # let go by the end of the process, however it comes
            except BlockingIOError:
                continue
            yield Place(url, f"{socket.gethostname()}-{number}", shared=True)
            return


def _folder_of(url: str) -> Path:
    """Return where the processes of this machine that work on a database lock their names."""
    database = hashlib.sha256(url.encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"outcome-stories-{os.getuid()}" / database
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid == os.getuid():
            return folder
    except OSError as error:
        raise StoreConflict(
            f"{folder}: cannot be used ({error.strerror}); mend that, or give the worker a name"
        ) from error
    raise StoreConflict(f"{folder}: belongs to somebody else; remove it, or give the worker a name")
