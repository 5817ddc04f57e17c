"""A stretch of the corpus: the passages of some documents, in arrays that never change once made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from assistant.retrieval.retriever import READ_BY_EMBEDDER
from assistant.storage.search.meaning import Meanings
from assistant.storage.search.postings import Postings

KEY_BYTES = 32
Document = tuple[str, str]  # account, id


class DocumentRow(NamedTuple):
    """What is kept of one document for search."""

    key: Document
    change: int
    languages: frozenset[str]
    lengths: npt.NDArray[np.uint32]
    words: npt.NDArray[np.uint64]
    texts: tuple[bytes, ...]  # keys of the passages' vectors

    @classmethod
    def of(cls, row: Any) -> "DocumentRow":
        """Return what a row of `document_words` says."""
        texts = (row.texts[at : at + KEY_BYTES] for at in range(0, len(row.texts), KEY_BYTES))
        return cls(
            (row.account, row.document), row.change, frozenset(row.languages.split(",")) - {""},
            np.frombuffer(row.lengths, "<u4"), np.frombuffer(row.words, "<u8"), tuple(texts),
        )  # fmt: skip


@dataclass(frozen=True)
class Part:
    """Passages of some documents, one row a passage.

    Attributes:
        documents: in the order of the rows.
        first: row at which each document begins.
        accounts: number of each row's account among `names`.
        readable: rows in languages that embedders read.
        alive: rows of documents that are current; the others were replaced or taken out since.
    """

    documents: tuple[Document, ...]
    changes: Mapping[Document, int]
    languages: frozenset[str]
    first: npt.NDArray[np.intp]
    names: tuple[str, ...]
    accounts: npt.NDArray[np.intp]
    readable: npt.NDArray[np.bool_]
    alive: npt.NDArray[np.bool_]
    postings: Postings
    meanings: Meanings | None

    @classmethod
    def of(cls, rows: Sequence[DocumentRow], vectors: Mapping[bytes, bytes] | None, dimensions: int) -> "Part":
        """Put documents together; without vectors they are found by words alone."""
        sizes = [len(row.lengths) for row in rows]
        names = sorted({row.key[0] for row in rows})
        number = {name: at for at, name in enumerate(names)}
        return cls(
            documents=tuple(row.key for row in rows),
            changes={row.key: row.change for row in rows},
            languages=frozenset[str]().union(*(row.languages for row in rows)),
            first=np.cumsum([0, *sizes])[:-1].astype(np.intp),
            names=tuple(names),
            accounts=np.repeat(np.array([number[row.key[0]] for row in rows], dtype=np.intp), sizes),
            readable=np.repeat(np.array([row.languages <= READ_BY_EMBEDDER for row in rows], dtype=bool), sizes),
            alive=np.ones(sum(sizes), dtype=bool),
            postings=Postings(joined([row.lengths for row in rows], "<u4"), joined([row.words for row in rows], "<u8")),
            meanings=None if vectors is None else Meanings(_matrix(rows, vectors, dimensions)),
        )

    def place(self, row: int) -> tuple[Document, int]:
        """Return the document of a row, and which of its passages the row is."""
        at = int(np.searchsorted(self.first, row, "right")) - 1
        return self.documents[at], int(row - self.first[at])

    def seen(self, accounts: frozenset[str] | None) -> npt.NDArray[np.intp] | None:
        """Return the rows that are current and of these accounts, of all when none are named; None is every row."""
        if accounts is None:
            return None if self.alive.all() else np.flatnonzero(self.alive)
        if not self.names:
            return None
        ours = np.array([name in accounts for name in self.names], dtype=bool)
        return np.flatnonzero(self.alive & ours[self.accounts])

    def without(self, gone: frozenset[Document]) -> npt.NDArray[np.bool_]:
        """Return which rows are left when these documents are gone too."""
        alive = self.alive.copy()
        ends = np.append(self.first[1:], len(alive))
        for at, key in enumerate(self.documents):
            if key in gone:
                alive[self.first[at] : ends[at]] = False
        return alive


def joined(arrays: Sequence[npt.NDArray[Any]], kind: str) -> npt.NDArray[Any]:
    """Return arrays as one, also when there are none."""
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=kind)


def _matrix(rows: Sequence[DocumentRow], vectors: Mapping[bytes, bytes], dimensions: int) -> npt.NDArray[np.float32]:
    nothing = bytes(4 * dimensions)
    joined = b"".join(vectors.get(text, nothing) for row in rows for text in row.texts)
    return np.frombuffer(joined, dtype="<f4").reshape(-1, dimensions)
