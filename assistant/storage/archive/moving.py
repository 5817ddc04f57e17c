"""Backs a store up and restores it, wherever it lies."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import URL, Engine, insert, select

from assistant.domain.errors import NotFound, StoreConflict
from assistant.storage.archive.reading import opened_backup
from assistant.storage.archive.writing import write_archive
from assistant.storage.blobs import FileBlobs, TableBlobs
from assistant.storage.engine import bare_engine, open_engine, transaction
from assistant.storage.files import Files
from assistant.storage.folder import DataFolder, make_folder, sealer
from assistant.storage.opening import open_service
from assistant.storage.tables.service import blobs


def back_up(data: Path, target: Path, database_url: str | None = None) -> dict[str, int]:
    """Write a backup of a store, which may be in use meanwhile.

    Args:
        data: the data folder; not looked at where there is a database.
        target: the file to write.
        database_url: PostgreSQL in place of the folder.

    Returns:
        The number of rows by table, and of `files`.

    Raises:
        NotFound: there is no such folder.
        StoreConflict: the store is of another version or damaged, or the file cannot be written.
    """
    if database_url is None and not (data / "store.db").is_file():
        raise NotFound(f"{data}: nothing is kept there; name the data folder")
    with _engine(_sqlite(data) if database_url is None else database_url) as engine:
        if database_url is not None:
            kept = TableBlobs(engine)
            return write_archive(engine, target, usage=kept.read, exported=kept.read)
        return write_archive(engine, target, usage=Files(data / "files").read, exported=FileBlobs(data / "blobs").read)


def restore_folder(archive: Path, data: Path) -> dict[str, int]:
    """Make a data folder of a backup, whole or not at all.

    Returns:
        The number of rows by table, and of `files`.

    Raises:
        BadInput: the backup is none, or damaged.
        StoreConflict: the folder is not empty, or the backup is of a newer version.
    """
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise StoreConflict(f"{data}: is not empty; restore into a new folder")
    with opened_backup(archive) as backup, _beside(data) as folder:
        with _engine_at(_sqlite(folder), backup.schema) as engine, transaction(engine, writes=True) as db:
            usage, exported = Files(folder / "files").keep, FileBlobs(folder / "blobs").keep
            counts = backup.fill(db, sealer(folder, None), usage=usage, exported=exported)
        DataFolder(folder).close()  # brings the schema up to date
        if data.exists():
            data.rmdir()
        folder.rename(data)
    return counts


def restore_database(archive: Path, data: Path, database_url: str, secret: bytes | None = None) -> dict[str, int]:
    """Fill an empty PostgreSQL database from a backup, wholly or not at all.

    Returns:
        The number of rows by table, and of `files`.

    Raises:
        BadInput: the backup is none, or damaged; or the URL is none.
        StoreConflict: something is kept in the database, or the backup is of a newer version.
    """
    make_folder(data)
    with (
        opened_backup(archive) as backup,
        _engine_at(database_url, backup.schema) as engine,
        transaction(engine, writes=True) as db,
    ):

        def keep(file: bytes) -> None:
            sha256 = hashlib.sha256(file).hexdigest()
            if not db.execute(select(blobs.c.sha256).where(blobs.c.sha256 == sha256)).first():
                db.execute(insert(blobs).values(sha256=sha256, data=file))

        counts = backup.fill(db, sealer(data, secret), usage=keep, exported=keep)
    with open_service(data, database_url, secret=secret):
        return counts


@contextmanager
def _beside(data: Path) -> Iterator[Path]:
    """Make a folder next to another, which is gone after the block unless it was moved."""
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(dir=data.parent, prefix=f".{data.name}."))  # for its owner only
    except OSError as error:
        raise StoreConflict(f"{data}: cannot be made: {error.strerror}; name another folder") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _engine(url: URL | str) -> Iterator[Engine]:
    engine = bare_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _engine_at(url: URL | str, revision: str) -> Iterator[Engine]:
    engine = open_engine(url, revision)
    try:
        yield engine
    finally:
        engine.dispose()


def _sqlite(folder: Path) -> URL:
    return URL.create("sqlite", database=str(folder / "store.db"))
