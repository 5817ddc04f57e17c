"""Reads a backup into tables that are empty, having compared every hash."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection, MetaData, Table, func, insert, select

from assistant.domain.audit import AuditEntry, first_broken
from assistant.domain.errors import BadInput, StoreConflict
from assistant.domain.jobs import Job, JobState
from assistant.storage.archive import FORMAT, MANIFEST
from assistant.storage.archive.cells import from_json
from assistant.storage.migrations import HEAD
from assistant.storage.sealing import Sealer

ROWS = 500  # written at once
Row = dict[str, Any]
Keep = Callable[[bytes], object]
_CUT_OFF = "the service was restored from a backup while this ran; ask for it again"
_MEND = "take another backup"


class Backup:
    """An open backup; see `opened_backup`."""

    def __init__(self, path: Path, archive: ZipFile, manifest: dict[str, Any]) -> None:
        self._path = path
        self._archive = archive
        self._manifest = manifest
        self.schema: str = manifest["schema"]

    def fill(self, db: Connection, sealer: Sealer, *, usage: Keep, exported: Keep) -> dict[str, int]:
        """Put everything into empty tables of the same schema.

        Args:
            db: the transaction.
            sealer: seals the empty secrets of webhooks.
            usage: keeps a usage file.
            exported: keeps an export.

        Returns:
            The number of rows by table, and of `files`.

        Raises:
            BadInput: a part is missing or damaged.
            StoreConflict: something is kept there already.
        """
        schema = MetaData()
        schema.reflect(db, only=list(self._manifest["tables"]))
        counts = {name: self._fill(db, schema.tables[name], sealer) for name in self._manifest["tables"]}
        self._check_log(db, schema.tables["audit"])
        named = frozenset(db.execute(select(schema.tables["usage_files"].c.sha256)).scalars())
        for sha256 in self._manifest["files"]:
            data = self._read(f"files/{sha256}", sha256)
            (usage if sha256 in named else exported)(data)
        return counts | {"files": len(self._manifest["files"])}

    def _fill(self, db: Connection, table: Table, sealer: Sealer) -> int:
        if db.execute(select(func.count()).select_from(table)).scalar():
            raise StoreConflict(f"{db.engine.url.database}: something is kept there already; restore into an empty one")
        told = self._manifest["tables"][table.name]
        rows: list[Row] = []
        count = 0
        for row in self._rows(table, told["sha256"]):
            rows.append(_mended(table.name, row, sealer))
            count += 1
            if len(rows) == ROWS:
                db.execute(insert(table), rows)
                rows = []
        if rows:
            db.execute(insert(table), rows)
        return count

    def _rows(self, table: Table, sha256: str) -> Iterator[Row]:
        """Read rows one by one; damage is told when all are read, and then the transaction is undone."""
        name, digest = f"tables/{table.name}.jsonl", hashlib.sha256()
        try:
            with self._archive.open(name) as file:
                for line in file:
                    digest.update(line)
                    row = json.loads(line)
                    yield {column.name: from_json(column, row[column.name]) for column in table.c}
        except (KeyError, ValueError, BadZipFile) as error:
            raise self._damaged(name) from error
        if digest.hexdigest() != sha256:
            raise self._damaged(name)

    def _read(self, name: str, sha256: str) -> bytes:
        try:
            data = self._archive.read(name)
        except (KeyError, BadZipFile) as error:
            raise self._damaged(name) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise self._damaged(name)
        return data

    def _check_log(self, db: Connection, table: Table) -> None:
        records = db.execute(select(table.c.record).order_by(table.c.seq)).scalars()
        broken = first_broken(AuditEntry.model_validate_json(record) for record in records)
        if broken is not None:
            raise BadInput(str(self._path), f"entry {broken} of the audit log was changed", mend="use an older backup")

    def _damaged(self, part: str) -> BadInput:
        return BadInput(str(self._path), "the backup is damaged", mend=_MEND, place=part)


@contextmanager
def opened_backup(path: Path) -> Iterator[Backup]:
    """Open a backup for a block.

    Raises:
        BadInput: it cannot be read, or is none.
        StoreConflict: it was written by a newer version.
    """
    try:
        with ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise BadInput(str(path), "is no backup of this program", mend=_MEND)
            if manifest["schema"] > HEAD:
                raise StoreConflict(f"{path}: written by a newer version of outcome-stories; install that one")
            yield Backup(path, archive, manifest)
    except (BadZipFile, KeyError, ValueError) as error:
        raise BadInput(str(path), "is no backup of this program", mend=_MEND) from error
    except OSError as error:
        raise BadInput(str(path), f"cannot be read ({error.strerror})", mend="name a backup") from error


def _mended(table: str, row: Row, sealer: Sealer) -> Row:
    """Give webhooks the empty secret that a backup leaves them, and end jobs that nobody runs any more."""
    if table == "hooks":
        return row | {"secret": sealer.sealed("", row["id"])}
    if table == "jobs" and row["state"] in {JobState.QUEUED, JobState.RUNNING}:
        cut = Job.model_validate_json(row["record"]).model_copy(update={"state": JobState.FAILED, "problem": _CUT_OFF})
        return row | {"state": JobState.FAILED.value, "record": cut.model_dump_json()}
    return row
