"""An exact index in memory: for a one-shot draft, and for tests."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.domain.documents import Passage
from assistant.retrieval.keys import passage_key
from assistant.retrieval.protocols import Embedder, Near, Progress

TINY = 1e-12  # an empty vector stays empty
BATCH = 256  # texts between two reports of progress


class MemoryIndex:
    """See `assistant.retrieval.protocols.DenseIndex`; every passage is compared, nothing is approximate."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._rows: dict[str, npt.NDArray[np.float32]] = {}
        self._matrix: npt.NDArray[np.float32] | None = None  # the rows in one piece, since the last change

    def add(self, passages: Sequence[Passage], *, progress: Progress | None = None) -> None:
        """Put passages in; those already there are left as they are."""
        texts = {passage_key(p): p.text for p in passages}
        new = [key for key in texts if key not in self._rows]
        self._matrix = None
        for at in range(0, len(new), BATCH):
            some = new[at : at + BATCH]
            made = np.array(self._embedder.embed_documents([texts[key] for key in some]), dtype=np.float32)
            self._rows |= zip(some, _unit(made), strict=True)
            if progress is not None:
                progress(at + len(some), len(new))

    def remove(self, keys: Sequence[str]) -> None:
        """Take passages out; keys that are not there do no harm."""
        self._matrix = None
        for key in keys:
            self._rows.pop(key, None)

    def keys(self) -> frozenset[str]:
        """Return the key of everything in the index."""
        return frozenset(self._rows)

    def search(self, queries: Sequence[str], k: int) -> tuple[tuple[Near, ...], ...]:
        """Return for each query its `k` nearest passages, nearest first."""
        if not self._rows or not queries:
            return ((),) * len(queries)
        keys = list(self._rows)
        if self._matrix is None:
            self._matrix = np.stack(list(self._rows.values()))
        asked = np.array([self._embedder.embed_query(query) for query in queries], dtype=np.float32)
        similar = _unit(asked) @ self._matrix.T
        return tuple(
            tuple(Near(keys[row], float(line[row])) for row in np.argsort(-line, kind="stable")[:k]) for line in similar
        )


def _unit(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: npt.NDArray[np.float32] = (rows / np.maximum(lengths, TINY)).astype(np.float32)
    return unit


class MemoryIndexes:
    """See `assistant.retrieval.protocols.Indexes`; gone with the process."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._indexes: dict[str, MemoryIndex] = {}

    def index(self, account: str) -> MemoryIndex:
        """Return the account's index, made when there is none."""
        return self._indexes.setdefault(account, MemoryIndex(self._embedder))

    def drop(self, account: str) -> None:
        """Throw the account's index away."""
        self._indexes.pop(account, None)
