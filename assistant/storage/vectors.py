"""Chroma behind LangChain's `VectorStore`: one collection an account, bound to one embedder.

Chroma is given vectors and keys only. The words stay in the relational store, so that erasing a
document there erases its words everywhere, and Chroma never has a text that it could hand to its
own default embedder, which downloads a model.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from langchain_core.embeddings import Embeddings

from assistant.domain.documents import Passage
from assistant.domain.errors import BadInput, StoreConflict
from assistant.retrieval.keys import passage_key
from assistant.retrieval.protocols import Embedder, Near, Progress

# A wider search than Chroma's own: passages that repeat ("Yes.") crowd the graph, and hide others from a narrow one.
GRAPH = {"hnsw:space": "cosine", "hnsw:construction_ef": 200, "hnsw:search_ef": 500}
BATCH = 256  # texts between two reports of progress; Chroma takes at most 5,461 at once


def open_chroma(folder: Path) -> Any:
    """Return a Chroma client on a folder that no other process has open; see `DataFolder`.

    Raises:
        StoreConflict: Chroma cannot read the folder.
    """
    import chromadb
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    try:
        return chromadb.PersistentClient(path=folder, settings=Settings(anonymized_telemetry=False))
    except (ChromaError, ValueError, OSError, AttributeError) as error:  # the last at a second try in one process
        raise StoreConflict(f"{folder}: Chroma cannot read it ({error}); delete it, it is made again") from error


def open_chroma_server(url: str) -> Any:
    """Return a Chroma client of a server, which any number of processes may use at once.

    Raises:
        BadInput: the URL is none.
        StoreConflict: no server answers there.
    """
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadInput("the Chroma URL", "is none", mend="give one such as http://127.0.0.1:8001")
    secure = parts.scheme == "https"
    try:
        return chromadb.HttpClient(
            parts.hostname, parts.port or (443 if secure else 8000), ssl=secure,
            settings=Settings(anonymized_telemetry=False),
        )  # fmt: skip
    except ValueError as error:
        raise StoreConflict(f"no Chroma server answers at {parts.hostname}; start it, or mend the URL") from error


def close_chroma(client: Any) -> None:
    """Let go of a client. One of a server leaves its connections open, and those of the client within it."""
    servers: list[Any] = [getattr(one, "_server", None) for one in (client, getattr(client, "_admin_client", None))]
    client.close()
    for server in servers:
        session: Any = getattr(server, "_session", None)  # there is no public way to it
        if session is not None:
            session.close()


@contextmanager
def _readable(mend: str) -> Iterator[None]:
    """Tell what to do where Chroma finds its own files damaged."""
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        raise StoreConflict(f"Chroma cannot use its vectors ({error}); {mend}") from error


class ChromaIndexes:
    """See `assistant.retrieval.protocols.Indexes`.

    Args:
        client: as `open_chroma` returns it.
        embedder: makes every vector, of passages and of questions.
        mend: what to do when a collection was made with another embedder.
    """

    def __init__(self, client: Any, embedder: Embedder, mend: str) -> None:
        self._client = client
        self._embedder = embedder
        self._mend = mend

    def index(self, account: str) -> "ChromaIndex":
        """Return the account's index, made when there is none.

        Raises:
            StoreConflict: the collection was made with another embedder.
        """
        name, binding = collection_name(account), _binding(self._embedder)
        made_with = binding | GRAPH
        with _readable(self._mend):
            collection = self._client.get_or_create_collection(name, embedding_function=None, metadata=made_with)
        made_by = {key: collection.metadata.get(key) for key in binding}
        if made_by != binding:
            ours, theirs = (f"{bound['embedder']} ({bound['dimensions']})" for bound in (binding, made_by))
            raise StoreConflict(f"the passages of {account!r} were indexed with {theirs}, not {ours}; {self._mend}")
        return ChromaIndex(self._client, collection, self._embedder, self._mend)

    def drop(self, account: str) -> None:
        """Throw the account's collection away, whichever embedder made it."""
        name = collection_name(account)
        if name in {collection.name for collection in self._client.list_collections()}:
            self._client.delete_collection(name)


class ChromaIndex:
    """See `assistant.retrieval.protocols.DenseIndex`; approximate from some thousand passages on."""

    def __init__(self, client: Any, collection: Any, embedder: Embedder, mend: str) -> None:
        from langchain_chroma import Chroma

        self._collection = collection
        self._embedder = embedder
        self._mend = mend
        self._given = _Given()
        self._store = Chroma(collection.name, self._given, client=client, collection_metadata=collection.metadata)

    def add(self, passages: Sequence[Passage], *, progress: Progress | None = None) -> None:
        """Put passages in; those already there are left as they are."""
        there = self.keys()
        texts = {key: p.text for p in passages if (key := passage_key(p)) not in there}
        new = list(texts)
        for at in range(0, len(new), BATCH):
            some = new[at : at + BATCH]
            made = self._embedder.embed_documents([texts[key] for key in some])
            with self._given.vectors(dict(zip(some, made, strict=True))), _readable(self._mend):
                self._store.add_texts(some, ids=some)
            if progress is not None:
                progress(at + len(some), len(new))

    def remove(self, keys: Sequence[str]) -> None:
        """Take passages out; keys that are not there do no harm."""
        there = sorted(self.keys().intersection(keys))
        for at in range(0, len(there), BATCH):
            with _readable(self._mend):
                self._store.delete(there[at : at + BATCH])

    def keys(self) -> frozenset[str]:
        """Return the key of everything in the index."""
        with _readable(self._mend):
            return frozenset(self._store.get(include=[])["ids"])

    def search(self, queries: Sequence[str], k: int) -> tuple[tuple[Near, ...], ...]:
        """Return for each query its `k` nearest passages, nearest first."""
        with _readable(self._mend):
            wanted = min(k, self._collection.count())
            return tuple(self._nearest(query, wanted) for query in queries) if wanted else ((),) * len(queries)

    def _nearest(self, query: str, k: int) -> tuple[Near, ...]:
        asked = self._embedder.embed_query(query)
        found = self._store.similarity_search_by_vector_with_relevance_scores(asked, k=k)
        return tuple(Near(document.page_content, 1 - distance) for document, distance in found)


def collection_name(account: str) -> str:
    """Return a name that Chroma allows, whatever the account is called."""
    return f"account-{hashlib.sha256(account.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"


def _binding(embedder: Embedder) -> dict[str, str | int]:
    return {"embedder": embedder.name, "dimensions": embedder.dimensions}


class _Given(Embeddings):
    """Gives LangChain's store the vectors made beforehand for the keys that it takes for texts."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._vectors: dict[str, list[float]] = {}

    @contextmanager
    def vectors(self, vectors: dict[str, list[float]]) -> Iterator[None]:
        """Lay vectors out for one call of the store; other threads wait."""
        with self._lock:
            self._vectors = vectors
            yield
            self._vectors = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vectors[key] for key in texts]

    def embed_query(self, text: str) -> list[float]:
        raise NotImplementedError(f"questions are embedded before they come here: {text!r}")
