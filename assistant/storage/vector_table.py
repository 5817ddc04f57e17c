"""Vectors by text and embedder in the relational store."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, Engine, delete, insert, select

from assistant.retrieval.kept import Vector
from assistant.storage import tables
from assistant.storage.engine import transaction
from assistant.storage.rows import from_blob, to_blob

MANY = 500  # keys in one query; databases limit how many values a statement may carry
table = tables.vectors


class VectorTable:
    """See `assistant.retrieval.kept.VectorCache`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def vectors(self, keys: Sequence[str], embedder: str) -> dict[str, Vector]:
        """Return the vectors that are there; keys without one are left out."""
        found: dict[str, Vector] = {}
        with transaction(self._engine) as db:
            for some in _parts(keys):
                wanted = table.c.text_key.in_(some) & (table.c.embedder == embedder)
                rows = db.execute(select(table.c.text_key, table.c.vector).where(wanted))
                found |= {row.text_key: from_blob(row.vector) for row in rows}
        return found

    def keep_vectors(self, vectors: Mapping[str, Vector], embedder: str) -> None:
        """Keep vectors at once and for good."""
        rows = [{"text_key": key, "embedder": embedder, "vector": to_blob(vector)} for key, vector in vectors.items()]
        with transaction(self._engine, writes=True) as db:
            for some in _parts(list(vectors)):
                db.execute(delete(table).where(table.c.text_key.in_(some), table.c.embedder == embedder))
            if rows:
                db.execute(insert(table), rows)


def drop_unused(db: Connection, keys: Sequence[str]) -> None:
    """Erase those of these texts' vectors that no passage needs any more."""
    needed = select(tables.passages.c.text_key).where(tables.passages.c.text_key == table.c.text_key).exists()
    for some in _parts(keys):
        db.execute(delete(table).where(table.c.text_key.in_(some), ~needed))


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[at : at + MANY] for at in range(0, len(keys), MANY))
