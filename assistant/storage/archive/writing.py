"""Writes a backup while others go on reading and writing: it shows one moment."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, Engine, Table, select

from assistant.domain.errors import NotFound, StoreConflict
from assistant.storage.archive import FORMAT, LEFT_OUT, MANIFEST
from assistant.storage.archive.cells import to_json
from assistant.storage.engine import revision_of, transaction
from assistant.storage.migrations import HEAD
from assistant.storage.tables import metadata, usage_files
from assistant.storage.tables.consents import exports

Read = Callable[[str], bytes]
ROWS = 500  # held in memory at once
_NOT_KEPT = {("hooks", "secret"): None, ("hooks", "active"): False}


def write_archive(engine: Engine, target: Path, *, usage: Read, exported: Read) -> dict[str, int]:
    """Write a backup, whole or not at all; only its owner may read it.

    Args:
        engine: of the store.
        target: the file to write.
        usage: returns a usage file by its hash.
        exported: returns an export by its hash.

    Returns:
        The number of rows by table, and of `files`.

    Raises:
        StoreConflict: the store is of another version, or a file is damaged; nothing is written.
    """
    with transaction(engine) as db, _appearing(target) as path, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        if revision_of(db) != HEAD:
            raise StoreConflict("the store was last used by another version of outcome-stories; open it with this one")
        tables = {
            table.name: _table(db, table, archive) for table in metadata.sorted_tables if table.name not in LEFT_OUT
        }
        files = _files(db, archive, usage, exported)
        manifest = {"format": FORMAT, "schema": HEAD, "tables": tables, "files": files}
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return {name: told["rows"] for name, told in tables.items()} | {"files": len(files)}


def _table(db: Connection, table: Table, archive: ZipFile) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    found = db.execution_options(yield_per=ROWS).execute(select(table).order_by(*table.primary_key))
    with archive.open(f"tables/{table.name}.jsonl", "w") as file:
        for row in found.mappings():
            line = json.dumps({column.name: _cell(table, column, row) for column in table.c}).encode() + b"\n"
            digest.update(line)
            file.write(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _cell(table: Table, column: Any, row: Any) -> Any:
    place = (table.name, column.name)
    return _NOT_KEPT[place] if place in _NOT_KEPT else to_json(column, row[column])


def _files(db: Connection, archive: ZipFile, usage: Read, exported: Read) -> list[str]:
    needed = frozenset(db.execute(select(usage_files.c.sha256)).scalars())
    wanted = frozenset(db.execute(select(exports.c.file)).scalars()) - needed
    kept = []
    for sha256 in sorted(needed | wanted):
        try:
            data = usage(sha256) if sha256 in needed else exported(sha256)
        except NotFound:  # of an export that was pulled
            continue
        archive.writestr(f"files/{sha256}", data)
        kept.append(sha256)
    return kept


@contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """Give a path to write to that takes the place of the target when the block has ended well."""
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            part = Path(file.name)  # made readable by its owner only
    except OSError as error:
        raise StoreConflict(f"{target}: cannot be written: {error.strerror}; name another file") from error
    try:
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
