"""The passages of every account in memory, following the database by its count of changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Lock

from sqlalchemy import Connection, Engine, select, tuple_

from assistant.storage.engine import transaction
from assistant.storage.search.following import DOCUMENTS, changes
from assistant.storage.search.part import Document, DocumentRow, Part
from assistant.storage.search.postings import Scores, norms
from assistant.storage.tables import vectors
from assistant.storage.tables.search import document_words

FEW = 2_000  # changed passages beside the large part, before all become one part again
SHARE = 8  # or this part of all, when that is more
MANY = 300  # documents or vectors in one query


@dataclass(frozen=True)
class Snapshot:
    """Everything that can be found at one moment, and what BM25 must know of it as a whole."""

    parts: tuple[Part, ...] = ()
    languages: tuple[str, ...] = ()
    size: int = 0
    norms: tuple[Scores, ...] = ()

    @classmethod
    def of(cls, parts: tuple[Part, ...]) -> "Snapshot":
        """Sum parts up."""
        size = sum(int(part.alive.sum()) for part in parts)
        length = sum(float(part.postings.lengths[part.alive].sum()) for part in parts)
        return cls(
            parts=parts,
            languages=tuple(sorted(frozenset[str]().union(*(part.languages for part in parts)))),
            size=size,
            norms=tuple(norms([part.postings for part in parts], length / max(size, 1))),
        )


class Corpus:
    """The newest snapshot; safe to use from several threads.

    Args:
        engine: where documents are kept.
        embedder: whose vectors are used, and how long they are; None for words alone.
    """

    def __init__(self, engine: Engine, embedder: tuple[str, int] | None) -> None:
        self._engine = engine
        self._embedder = embedder
        self._lock = Lock()
        self._at = (-1, Snapshot())  # the count of changes that the snapshot stands for

    def snapshot(self, db: Connection) -> Snapshot:
        """Return everything as the transaction sees the database, or newer."""
        now = changes(db, DOCUMENTS)
        seen, snapshot = self._at
        if now <= seen:
            return snapshot
        with self._lock:
            if now > self._at[0]:
                self._at = (now, Snapshot.of(self._followed(db, self._at[1].parts[:1])))
            return self._at[1]

    def warm(self) -> None:
        """Read everything now, rather than at the first search."""
        with transaction(self._engine) as db:
            self.snapshot(db)

    def _followed(self, db: Connection, base: tuple[Part, ...]) -> tuple[Part, ...]:
        columns = (document_words.c.account, document_words.c.document, document_words.c.change)
        now: dict[Document, int] = {(row[0], row[1]): row[2] for row in db.execute(select(*columns))}
        known = base[0].changes if base else {}
        changed = {key for key, change in now.items() if known.get(key) != change}
        rows = list(_rows(db, changed if base else None))
        large = base[0].alive.sum() if base else 0
        if not base or sum(len(row.lengths) for row in rows) > max(FEW, large // SHARE):
            rows = rows if not base else list(_rows(db, None))
            return (self._part(db, rows, every=True),)
        kept = replace(base[0], alive=base[0].without(frozenset(known.keys() - now.keys()) | changed))
        return (kept, self._part(db, rows, every=False))

    def _part(self, db: Connection, rows: list[DocumentRow], *, every: bool) -> Part:
        if self._embedder is None:
            return Part.of(rows, None, 0)
        name, dimensions = self._embedder
        wanted = None if every else {text for row in rows for text in row.texts}
        return Part.of(rows, _vectors(db, name, wanted), dimensions)


def _rows(db: Connection, wanted: set[Document] | None) -> Iterable[DocumentRow]:
    query = select(document_words).order_by(document_words.c.account, document_words.c.document)
    if wanted is None:
        yield from map(DocumentRow.of, db.execute(query))
        return
    ordered, key = sorted(wanted), tuple_(document_words.c.account, document_words.c.document)
    for at in range(0, len(ordered), MANY):
        yield from map(DocumentRow.of, db.execute(query.where(key.in_(ordered[at : at + MANY]))))


def _vectors(db: Connection, embedder: str, wanted: set[bytes] | None) -> Mapping[bytes, bytes]:
    query = select(vectors.c.text_key, vectors.c.vector).where(vectors.c.embedder == embedder)
    if wanted is None:
        return {bytes.fromhex(row.text_key): row.vector for row in db.execute(query)}
    found: dict[bytes, bytes] = {}
    ordered = sorted(text.hex() for text in wanted)
    for at in range(0, len(ordered), MANY):
        some = query.where(vectors.c.text_key.in_(ordered[at : at + MANY]))
        found |= {bytes.fromhex(row.text_key): row.vector for row in db.execute(some)}
    return found
