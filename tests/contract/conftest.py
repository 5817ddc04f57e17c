"""Every adapter that there is, by the Protocol that it fulfils."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.domain.documents import BlockKind, Document, Passage, Rank
from assistant.domain.spans import Span
from assistant.retrieval.kept import Repository
from assistant.retrieval.protocols import Indexes
from assistant.retrieval.store.work import Store
from assistant.storage.folder import DataFolder
from assistant.storage.memory_index import MemoryIndexes
from assistant.storage.memory_store import MemoryStore
from assistant.storage.opening import open_service


class LetterEmbedder:
    """Counts letters: texts with the same letters are near each other."""

    def __init__(self, name: str = "letters", alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> None:
        self.name, self.alphabet, self.dimensions = name, alphabet, len(alphabet)
        self.read: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.read += texts
        return [[float(text.count(letter)) for letter in self.alphabet] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(text.count(letter)) for letter in self.alphabet]


Write = Callable[..., tuple[Document, tuple[Passage, ...]]]


@pytest.fixture
def write() -> Write:
    """Make a document with one passage a line; its hash follows from its lines."""

    def written(name: str, *lines: str) -> tuple[Document, tuple[Passage, ...]]:
        text = "\n".join(lines)
        cut, at = [], 0
        for line in lines:
            cut.append(_passage(line, name, at))
            at += len(line) + 1
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        return Document(id=name, sha256=sha256, media_type="text/plain", text=text), tuple(cut)

    return written


def _passage(text: str, document: str, start: int) -> Passage:
    return Passage(
        document=document, start=start, end=start + len(text), text=text, sentences=(Span(start, start + len(text)),),
        kind=BlockKind.PROSE, rank=Rank.SUMMARY, speaker="Ada", page=2,
    )  # fmt: skip


class Kept(NamedTuple):
    """A store and a repository over the same accounts."""

    store: Store
    repository: Repository


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    if request.param == "memory":
        store = MemoryStore()
        yield Kept(store, store.repository)
    else:
        url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
        with open_service(tmp_path / "data", url) as opened:
            yield Kept(opened.store, opened.repository)


@pytest.fixture
def repository(kept: Kept) -> Repository:
    return kept.repository


@pytest.fixture
def store(kept: Kept) -> Store:
    return kept.store


@pytest.fixture
def embedder() -> LetterEmbedder:
    return LetterEmbedder()


@pytest.fixture(params=["memory", "chroma", "chroma server"])
def indexes(request: pytest.FixtureRequest, tmp_path: Path, embedder: LetterEmbedder) -> Iterator[Indexes]:
    if request.param == "memory":
        yield MemoryIndexes(embedder)
    else:
        url = request.getfixturevalue("chroma_server") if request.param == "chroma server" else None
        with DataFolder(tmp_path / "indexed", chroma_url=url) as data:
            indexes = data.indexes(embedder)
            yield indexes
            for account in ("acme", "nobody", "long", "Ümlaut & Söhne / 1"):
                indexes.drop(account)
