"""A data folder: the relational store, usage files and vectors, open in one process at a time.

    DATA/store.db   the truth: accounts, documents, passages, stories and all that people do with them
    DATA/files/     usage files by the hash of their bytes
    DATA/blobs/     exported files by the hash of their bytes
    DATA/vectors/   Chroma; can be built again from the store
    DATA/key        seals the secrets of webhooks
    DATA/lock       held while the folder is open

Two processes on one Chroma folder lose batches without an error, so a second one is refused, also for reading.
"""

import os
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from sqlalchemy import URL

from assistant.domain.errors import NotFound, StoreConflict
from assistant.storage.blobs import FileBlobs, in_use
from assistant.storage.engine import open_engine
from assistant.storage.files import Files
from assistant.storage.open_store import Opener, OpenStore
from assistant.storage.sealing import Sealer, key_file, key_from


class DataFolder(OpenStore):
    """An open data folder; close it, or use it in a `with` statement.

    Args:
        path: where it is.
        create: make it when there is none; else that is NotFound.
        chroma_url: a Chroma server that holds the vectors in place of the folder.
        secret: seals the secrets of webhooks in place of the folder's key.

    Raises:
        NotFound: there is no such folder.
        StoreConflict: another process has it open, or it cannot be used.
    """

    def __init__(
        self, path: Path, *, create: bool = True, chroma_url: str | None = None, secret: bytes | None = None
    ) -> None:
        self.path = path
        self._lock = lock_folder(path, create=create)
        try:
            engine = open_engine(URL.create("sqlite", database=str(path / "store.db")))
        except BaseException:
            self._lock.close()
            raise
        files, blobs = Files(path / "files"), FileBlobs(path / "blobs")
        super().__init__(
            engine, files, blobs, sealer(path, secret), chroma=chroma_opener(path, chroma_url),
            reindex=f"outcome-stories reindex --data {path}",
        )  # fmt: skip
        self.repository.sweep()
        blobs.sweep(in_use(engine))

    def close(self) -> None:
        """Close the store and the vectors, and let other processes in."""
        super().close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def chroma_opener(path: Path, url: str | None) -> Opener:
    """Return what opens Chroma: on a server where there is one, else in the folder."""

    def opened() -> Any:
        from assistant.storage.vectors import open_chroma, open_chroma_server

        return open_chroma(path / "vectors") if url is None else open_chroma_server(url)

    return opened


def sealer(path: Path, secret: bytes | None) -> Sealer:
    """Return what seals secrets: under a setting where there is one, else under the folder's key."""
    return Sealer(key_file(path / "key") if secret is None else key_from(secret))


def make_folder(path: Path) -> None:
    """Make a data folder where there is none; only its owner may look into it, as notes hold personal data.

    Raises:
        StoreConflict: it cannot be made.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreConflict(f"{path}: cannot be used as a data folder: {error.strerror}; name another") from error


def lock_folder(path: Path, *, create: bool) -> IO[str]:
    """Return the lock file of a folder; the lock is let go when it is closed, also by a crash."""
    import fcntl

    try:
        if create:
            make_folder(path)
        elif not path.is_dir():
            raise NotFound(f"{path}: there is no such data folder; make one with 'outcome-stories ingest'")
        lock = (path / "lock").open("a+", encoding="ascii")
    except OSError as error:
        raise StoreConflict(f"{path}: cannot be used as a data folder: {error.strerror}; name another") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = _holder(lock)
        lock.close()
        raise StoreConflict(f"{path}: in use by another process{holder}; wait until it has ended or stop it") from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _holder(lock: IO[str]) -> str:
    lock.seek(0)
    process = lock.read(20).strip()
    return f" ({process})" if process.isdigit() else ""
