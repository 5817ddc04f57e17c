"""What an open store offers to the service, wherever its parts lie."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine

from assistant.retrieval.cached import CachedEmbedder
from assistant.retrieval.protocols import Embedder, Indexes
from assistant.retrieval.store.story_index import StoryIndex
from assistant.retrieval.store.work import Store
from assistant.storage.blobs import FileBlobs, TableBlobs
from assistant.storage.files import Files
from assistant.storage.relational import RelationalRepository
from assistant.storage.relational_store import RelationalStore
from assistant.storage.sealing import Sealer
from assistant.storage.search.passages import RelationalPassageSearch
from assistant.storage.search.stories import RelationalStoryIndex

Opener = Callable[[], Any]


class OpenStore:
    """Stories and reviews, documents, vectors; close it.

    Args:
        engine: as `assistant.storage.engine.open_engine` returns it.
        files: usage files.
        blobs: exports.
        sealer: seals the secrets of webhooks.
        chroma: opens a Chroma client when vectors are first asked for.
        reindex: the command that builds the vectors anew.
    """

    def __init__(
        self,
        engine: Engine,
        files: Files | TableBlobs,
        blobs: FileBlobs | TableBlobs,
        sealer: Sealer,
        *,
        chroma: Opener,
        reindex: str,
    ) -> None:
        self.engine = engine
        self.repository = RelationalRepository(engine, files)
        self.store: Store = RelationalStore(engine, blobs, sealer)
        self.repository.fill_words()
        self._open_chroma = chroma
        self._chroma: Any = None
        self._reindex = reindex

    def indexes(self, embedder: Embedder) -> Indexes:
        """Return the vector indexes, bound to an embedder whose vectors are kept.

        Raises:
            StoreConflict: Chroma cannot read its folder, or its server does not answer.
        """
        from assistant.storage.vectors import ChromaIndexes

        if self._chroma is None:
            self._chroma = self._open_chroma()
        return ChromaIndexes(self._chroma, CachedEmbedder(embedder, self.repository), f"run '{self._reindex}'")

    def story_index(self, embedder: Embedder | None) -> StoryIndex:
        """Return the index of approved stories; without an embedder it is searched by words alone."""
        return RelationalStoryIndex(self.engine, embedder)

    def passage_search(self, embedder: Embedder | None) -> RelationalPassageSearch:
        """Return the search over every account; without an embedder by words alone."""
        return RelationalPassageSearch(self.engine, embedder)

    def close(self) -> None:
        """Close the store and the vectors."""
        if self._chroma is not None:
            from assistant.storage.vectors import close_chroma

            close_chroma(self._chroma)  # else a later opening in this process would see the vectors of now
        self.repository.close()
