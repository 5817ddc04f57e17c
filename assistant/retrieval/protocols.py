"""What retrieval needs of an embedder and of an index of vectors; adapters in models and storage provide it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from assistant.domain.documents import Passage

Progress = Callable[[int, int], None]  # done, total


class Near(NamedTuple):
    """One answer of an index of vectors."""

    key: str
    similarity: float  # cosine, -1 to 1


@runtime_checkable
class Embedder(Protocol):
    """LangChain's `Embeddings`, and what binds a collection to it.

    Vectors of two names never meet in one collection.
    """

    @property
    def name(self) -> str:
        """Which model this is."""
        ...

    @property
    def dimensions(self) -> int:
        """How long its vectors are."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector of `dimensions` floats for each text, in order."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        ...


@runtime_checkable
class DenseIndex(Protocol):
    """Vectors of passages by `passage_key`; derived data, which can be built again at any time."""

    def add(self, passages: Sequence[Passage], *, progress: Progress | None = None) -> None:
        """Put passages in; those already there are left as they are."""
        ...

    def remove(self, keys: Sequence[str]) -> None:
        """Take passages out; keys that are not there do no harm."""
        ...

    def keys(self) -> frozenset[str]:
        """Return the key of everything in the index."""
        ...

    def search(self, queries: Sequence[str], k: int) -> tuple[tuple[Near, ...], ...]:
        """Return for each query its `k` nearest passages, nearest first."""
        ...


@runtime_checkable
class Indexes(Protocol):
    """One index an account, all bound to one embedder."""

    def index(self, account: str) -> DenseIndex:
        """Return the account's index, made when there is none; StoreConflict when another embedder made it."""
        ...

    def drop(self, account: str) -> None:
        """Throw the account's index away, whichever embedder made it."""
        ...
