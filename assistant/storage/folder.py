"""A data folder: the relational store, usage files and vectors, open in one process at a time.

    DATA/store.db   the truth: accounts, documents, passages
    DATA/files/     usage files by the hash of their bytes
    DATA/vectors/   Chroma; can be built again from the store
    DATA/lock       held while the folder is open

Two processes on one Chroma folder lose batches without an error, so a second one is refused, also for reading.
"""

import os
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from sqlalchemy import URL

from assistant.domain.errors import NotFound, StoreConflict
from assistant.retrieval.cached import CachedEmbedder
from assistant.retrieval.protocols import Embedder, Indexes
from assistant.storage.engine import open_engine
from assistant.storage.files import Files
from assistant.storage.relational import RelationalRepository


class DataFolder:
    """An open data folder; close it, or use it in a `with` statement.

    Args:
        path: where it is.
        create: make it when there is none; else that is NotFound.

    Raises:
        NotFound: there is no such folder.
        StoreConflict: another process has it open, or it cannot be used.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self._chroma: Any = None  # opened when vectors are first asked for
        self._lock = _locked(path, create=create)
        try:
            engine = open_engine(URL.create("sqlite", database=str(path / "store.db")))
        except BaseException:
            self._lock.close()
            raise
        self.repository = RelationalRepository(engine, Files(path / "files"))
        self.repository.sweep()

    def indexes(self, embedder: Embedder) -> Indexes:
        """Return the vector indexes of this folder, bound to an embedder whose vectors are kept.

        Raises:
            StoreConflict: Chroma cannot read its folder.
        """
        from assistant.storage.vectors import ChromaIndexes, open_chroma

        if self._chroma is None:
            self._chroma = open_chroma(self.path / "vectors")
        cached = CachedEmbedder(embedder, self.repository)
        return ChromaIndexes(self._chroma, cached, f"run 'outcome-stories reindex --data {self.path}'")

    def close(self) -> None:
        """Close the store and the vectors, and let other processes in."""
        if self._chroma is not None:
            self._chroma.close()  # else a later opening in this process would see the vectors of now
        self.repository.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _locked(path: Path, *, create: bool) -> IO[str]:
    """Return the lock file of a folder; the lock is let go when it is closed, also by a crash."""
    import fcntl

    try:
        if create:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)  # notes hold personal data
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
