"""Opens what the service keeps: a data folder by default, PostgreSQL and a Chroma server by their URLs."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import URL

from assistant.retrieval.store.work import Store
from assistant.storage.blobs import FileBlobs, TableBlobs, in_use
from assistant.storage.engine import open_engine
from assistant.storage.folder import DataFolder, chroma_opener, lock_folder, make_folder, sealer
from assistant.storage.open_store import OpenStore
from assistant.storage.relational_store import RelationalStore


@contextmanager
def open_service(
    data: Path, database_url: str | None = None, chroma_url: str | None = None, *, secret: bytes | None = None
) -> Iterator[OpenStore]:
    """Open a store for a block.

    With both URLs any number of processes may do so at once; with less than both the data folder is locked.

    Args:
        data: the data folder, made when there is none.
        database_url: PostgreSQL in place of the folder's SQLite and files.
        chroma_url: a Chroma server in place of the folder's vectors.
        secret: seals the secrets of webhooks in place of the folder's key; processes side by side share one.

    Raises:
        BadInput: a URL is none.
        StoreConflict: another process has the folder open, or a store cannot be used.
    """
    if database_url is None:
        with DataFolder(data, chroma_url=chroma_url, secret=secret) as folder:
            yield folder
        return
    make_folder(data)  # for the key, and for vectors where there is no server of them
    alone = lock_folder(data, create=True) if chroma_url is None else nullcontext()
    with alone:
        engine = open_engine(database_url)
        blobs = TableBlobs(engine)
        opened = OpenStore(
            engine, blobs, blobs, sealer(data, secret),
            chroma=chroma_opener(data, chroma_url), reindex="outcome-stories reindex",
        )  # fmt: skip
        try:
            opened.repository.sweep(in_use(engine))
            yield opened
        finally:
            opened.close()


@contextmanager
def open_beside(data: Path, database_url: str | None = None) -> Iterator[Store]:
    """Open only what people do with stories, also beside a running service: users and tokens need no vectors.

    SQLite and PostgreSQL serve several processes at once; the lock of a data folder is there for its vectors.

    Raises:
        BadInput: the URL is none.
        StoreConflict: the store cannot be used.
    """
    if database_url is None:
        make_folder(data)
    engine = open_engine(database_url or URL.create("sqlite", database=str(data / "store.db")))
    blobs = TableBlobs(engine) if database_url else FileBlobs(data / "blobs")
    try:
        yield RelationalStore(engine, blobs, sealer(data, None))
    finally:
        engine.dispose()
