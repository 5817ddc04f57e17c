"""Usage files and exports, by the hash of their bytes: in a folder, or in a table that several machines share."""

import hashlib
from collections.abc import Set as AbstractSet

from sqlalchemy import Engine, delete, func, insert, select, text

from assistant.domain.errors import NotFound, StoreConflict
from assistant.domain.jobs import LIVE, Job
from assistant.storage.engine import transaction
from assistant.storage.files import Files
from assistant.storage.tables.consents import exports
from assistant.storage.tables.service import blobs, jobs


class FileBlobs(Files):
    """See `assistant.retrieval.store.blobs.Blobs`; files of a folder."""

    def read(self, sha256: str) -> bytes:
        """Return bytes; StoreConflict when damaged, NotFound when gone."""
        if not (self._folder / sha256).is_file():
            raise NotFound(f"no file {sha256} is kept here")
        return super().read(sha256)


class TableBlobs:
    """See `assistant.retrieval.store.blobs.Blobs`; rows of a table. Usage files lie here too."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, data: bytes) -> str:
        """Keep bytes; return their hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        with transaction(self._engine, writes=True) as db:
            if not db.execute(select(blobs.c.sha256).where(blobs.c.sha256 == sha256)).first():
                db.execute(insert(blobs).values(sha256=sha256, data=data))
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return bytes; StoreConflict when damaged, NotFound when gone."""
        with transaction(self._engine) as db:
            data: bytes | None = db.execute(select(blobs.c.data).where(blobs.c.sha256 == sha256)).scalar()
        if data is None:
            raise NotFound(f"no file {sha256} is kept here")
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreConflict(f"the kept file {sha256} is damaged; put it back from a backup")
        return data

    def remove(self, sha256: str) -> None:
        """Erase bytes; nothing when gone."""
        with transaction(self._engine, writes=True) as db:
            db.execute(delete(blobs).where(blobs.c.sha256 == sha256))

    def sweep(self, wanted: AbstractSet[str]) -> None:
        """Delete what no row names; what is younger than a day may still be waiting for its row."""
        old = blobs.c.kept < func.now() - text("interval '1 day'")
        with transaction(self._engine, writes=True) as db:
            found = frozenset(db.execute(select(blobs.c.sha256).where(old)).scalars())
            for sha256 in sorted(found - wanted):
                db.execute(delete(blobs).where(blobs.c.sha256 == sha256))


def in_use(engine: Engine) -> frozenset[str]:
    """Return the hash of every file that an export names, and of the draft that each unfinished job has put aside."""
    unfinished = select(jobs.c.record).where(jobs.c.state.in_(sorted(LIVE)))
    with transaction(engine) as db:
        files = frozenset(db.execute(select(exports.c.file)).scalars())
        drafts = {Job.model_validate_json(record).draft for record in db.execute(unfinished).scalars()}
    return files | {draft for draft in drafts if draft is not None}
