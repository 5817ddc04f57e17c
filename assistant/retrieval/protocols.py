"""The seams to vectors and to language models: an embedder, an index, a model that answers; adapters provide them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel

from assistant.domain.documents import Passage
from assistant.domain.story import Tokens
from prompts import Rendered

Progress = Callable[[int, int], None]  # done, total
A = TypeVar("A", bound=BaseModel)


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


@dataclass(frozen=True)
class Answer(Generic[A]):
    """What a model answered, validated, and what it took; `cost_usd` is None where no price is known."""

    value: A
    tokens: Tokens = field(default_factory=Tokens)
    cost_usd: float | None = None
    attempts: int = 1
    seconds: float = 0.0


class AskModel(Protocol):
    """A language model that answers with JSON of a schema; may be asked from several threads."""

    @property
    def model(self) -> str:
        """The model that answers where a prompt has none of its own."""
        ...

    def model_for(self, prompt: str) -> str:
        """Return the model that answers the prompt of that name."""
        ...

    def ask(self, prompt: Rendered, schema: type[A]) -> Answer[A]:
        """Return the answer to a prompt.

        Raises:
            ModelFailed: the service stays down, refuses, or does not answer with the schema.
        """
        ...


class StageCache(Protocol):
    """Answers already paid for, by the hash of what they were asked with; may be used from several threads."""

    def get(self, key: str) -> str | None:
        """Return what is kept under a key, or None."""
        ...

    def put(self, key: str, value: str) -> None:
        """Keep an answer."""
        ...

    def clear(self) -> None:
        """Forget every answer: the story they were for is written."""
        ...
