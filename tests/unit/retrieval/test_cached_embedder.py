from collections.abc import Mapping, Sequence

import pytest

from assistant.retrieval.cached import CachedEmbedder
from assistant.retrieval.kept import Vector


class Lengths:
    """A vector is the length of its text; remembers what it was asked."""

    name, dimensions = "lengths", 1

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked.append(texts)
        return [[float(len(text))] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [-float(len(text))]


class Shelf:
    """Vectors by key and embedder."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Vector] = {}

    def vectors(self, keys: Sequence[str], embedder: str) -> dict[str, Vector]:
        return {key: self.kept[key, embedder] for key in keys if (key, embedder) in self.kept}

    def keep_vectors(self, vectors: Mapping[str, Vector], embedder: str) -> None:
        self.kept |= {(key, embedder): vector for key, vector in vectors.items()}


@pytest.fixture
def inner() -> Lengths:
    return Lengths()


def test_a_text_is_embedded_once(inner: Lengths) -> None:
    shelf = Shelf()
    assert CachedEmbedder(inner, shelf).embed_documents(["a", "bb", "a"]) == [[1.0], [2.0], [1.0]]
    assert CachedEmbedder(inner, shelf).embed_documents(["ccc", "bb"]) == [[3.0], [2.0]]
    assert inner.asked == [["a", "bb"], ["ccc"]]


def test_another_embedder_has_vectors_of_its_own(inner: Lengths) -> None:
    shelf, other = Shelf(), Lengths()
    other.name = "other"
    CachedEmbedder(inner, shelf).embed_documents(["a"])
    CachedEmbedder(other, shelf).embed_documents(["a"])
    assert other.asked == [["a"]]


def test_questions_are_not_kept(inner: Lengths) -> None:
    shelf = Shelf()
    cached = CachedEmbedder(inner, shelf)
    assert (cached.embed_query("why"), cached.name, cached.dimensions, shelf.kept) == ([-3.0], "lengths", 1, {})
