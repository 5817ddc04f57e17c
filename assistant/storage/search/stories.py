"""The index of approved stories, in a table of its own: hashes of words, and vectors of stretches; no text."""

from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Engine, delete, insert, select

from assistant.retrieval.protocols import Embedder
from assistant.retrieval.retriever import DENSE_WEIGHT
from assistant.retrieval.store.story_index import FoundStory, StoryText
from assistant.retrieval.terms import tagged
from assistant.storage.engine import empty_log, transaction
from assistant.storage.search.following import STORIES, changes, next_change
from assistant.storage.search.meaning import dots
from assistant.storage.search.part import joined
from assistant.storage.search.postings import Postings, bm25, hashed, norms
from assistant.storage.tables.search import story_words

WORDS = 100  # of a story in one vector
NO_EMBEDDER = ""


class _Shelf(NamedTuple):
    """Every story at one moment; `owners` says whose each row of `vectors` is."""

    ids: tuple[str, ...]
    accounts: tuple[str, ...]
    postings: Postings
    owners: npt.NDArray[np.intp]
    vectors: npt.NDArray[np.float32]


class RelationalStoryIndex:
    """See `assistant.retrieval.store.story_index.StoryIndex`.

    Args:
        engine: where stories are kept.
        embedder: makes vectors of stories and questions; None searches by words alone.
    """

    def __init__(self, engine: Engine, embedder: Embedder | None) -> None:
        self._engine = engine
        self._embedder = embedder
        self._name = NO_EMBEDDER if embedder is None else embedder.name
        self._lock = Lock()
        self._at: tuple[int, _Shelf] | None = None  # the count of changes, and what was there

    def put(self, stories: Sequence[StoryText]) -> None:
        """Put stories in; one that is there already is replaced."""
        rows = [self._row(story) for story in stories]
        with transaction(self._engine, writes=True) as db:
            change = next_change(db, STORIES)
            for row in rows:
                db.execute(delete(story_words).where(story_words.c.story == row["story"]))
                db.execute(insert(story_words).values(row | {"change": change}))

    def remove(self, stories: Sequence[str]) -> None:
        """Take stories out, words and vectors; ids that are not there do no harm."""
        with transaction(self._engine, writes=True) as db:
            next_change(db, STORIES)
            for story in stories:
                db.execute(delete(story_words).where(story_words.c.story == story))
        empty_log(self._engine)

    def hashes(self) -> Mapping[str, str]:
        """Return the content hash of each story that is in with this embedder's vectors."""
        query = select(story_words.c.story, story_words.c.content_hash).where(story_words.c.embedder == self._name)
        with transaction(self._engine) as db:
            return {row.story: row.content_hash for row in db.execute(query)}

    def search(self, query: str, k: int, *, accounts: frozenset[str] | None = None) -> tuple[FoundStory, ...]:
        """Return at most `k` stories of the accounts, of all when none are named; best first."""
        with transaction(self._engine) as db:
            shelf = self._shelf(db)
        seen = np.array([accounts is None or account in accounts for account in shelf.accounts], dtype=bool)
        if not seen.any():
            return ()
        scores = np.where(seen, self._scores(shelf, query, seen), 0.0)
        order = np.argsort(-scores, kind="stable")[:k]
        return tuple(FoundStory(shelf.ids[row], round(float(scores[row]), 4)) for row in order if scores[row] > 0)

    def _scores(self, shelf: _Shelf, query: str, seen: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
        size = len(shelf.ids)
        by_length = norms([shelf.postings], float(shelf.postings.lengths.mean()))
        (lexical,) = bm25([shelf.postings], by_length, _asked(query), size)
        lexical = lexical / (float(lexical[seen].max()) or 1.0)
        if self._embedder is None or not len(shelf.vectors):
            return lexical
        asked = np.array(self._embedder.embed_query(query), dtype=np.float32)
        near = np.zeros(size, dtype=np.float32)
        np.maximum.at(near, shelf.owners, dots(shelf.vectors, _unit(asked[None, :])[0]))
        return (1 - DENSE_WEIGHT) * lexical + DENSE_WEIGHT * near

    def _row(self, story: StoryText) -> dict[str, Any]:
        made = [] if self._embedder is None else self._embedder.embed_documents(list(_stretches(story.text)))
        vectors = _unit(np.array(made, dtype=np.float32)) if made else np.empty((0, 0), dtype=np.float32)
        return {
            "story": story.story, "account": story.account, "content_hash": story.content_hash,
            "embedder": self._name, "words": hashed(tagged(story.text, _kind(story.language))).tobytes(),
            "vectors": vectors.astype("<f4").tobytes(),
        }  # fmt: skip

    def _shelf(self, db: Connection) -> _Shelf:
        now = changes(db, STORIES)
        with self._lock:
            if self._at is None or self._at[0] < now:
                self._at = (now, self._read(db))
            return self._at[1]

    def _read(self, db: Connection) -> _Shelf:
        rows = db.execute(select(story_words).order_by(story_words.c.story)).all()
        words = [np.frombuffer(row.words, dtype="<u8") for row in rows]
        ours = [row.vectors if row.embedder == self._name else b"" for row in rows]
        size = 1 if self._embedder is None else self._embedder.dimensions
        counts = [len(vectors) // (4 * size) for vectors in ours]
        return _Shelf(
            ids=tuple(row.story for row in rows),
            accounts=tuple(row.account for row in rows),
            postings=Postings(np.array([len(some) for some in words], dtype=np.uint32), joined(words, "<u8")),
            owners=np.repeat(np.arange(len(rows)), counts),
            vectors=np.frombuffer(b"".join(ours), dtype="<f4").reshape(-1, size),
        )


def _kind(language: str) -> str:
    """Return whether words are stemmed, as English is, or cut into letters, as all others are, told apart from it."""
    return "en" if language in {"en", "und"} else "xx"


def _asked(query: str) -> npt.NDArray[np.uint64]:
    return hashed(sorted({term for kind in ("en", "xx") for term in tagged(query, kind)}))


def _stretches(text: str) -> Iterator[str]:
    words = text.split()
    return (" ".join(words[at : at + WORDS]) for at in range(0, len(words), WORDS))


def _unit(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    unit: npt.NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-12))
    return unit
