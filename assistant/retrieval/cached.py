"""An embedder that asks its model only for texts it has not seen."""

from assistant.retrieval.kept import Vector, VectorCache
from assistant.retrieval.keys import text_key
from assistant.retrieval.protocols import Embedder


class CachedEmbedder:
    """Has the interface of the embedder within; questions are not kept, only passages are.

    Args:
        inner: makes the vectors.
        cache: keeps them under the inner embedder's name.
    """

    def __init__(self, inner: Embedder, cache: VectorCache) -> None:
        self._inner = inner
        self._cache = cache
        self.name = inner.name
        self.dimensions = inner.dimensions

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vector of each text, in order; new ones are kept before they are returned."""
        keys = [text_key(text) for text in texts]
        known = self._cache.vectors(keys, self.name)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            made = self._inner.embed_documents(list(missing.values()))
            fresh: dict[str, Vector] = dict(zip(missing, made, strict=True))
            self._cache.keep_vectors(fresh, self.name)
            known |= fresh
        return [[float(value) for value in known[key]] for key in keys]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return self._inner.embed_query(text)
