"""Search over the passages of every account."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Engine, func, select, tuple_

from assistant.domain.documents import Passage
from assistant.retrieval.protocols import Embedder
from assistant.retrieval.retriever import BY_KIND, BY_RANK, DENSE_WEIGHT
from assistant.retrieval.store.passage_search import FoundPassage
from assistant.retrieval.terms import tagged
from assistant.storage.engine import transaction
from assistant.storage.search.corpus import Corpus
from assistant.storage.search.part import Document, Part
from assistant.storage.search.postings import Collection, Scores, bm25, hashed
from assistant.storage.tables import documents as documents_table
from assistant.storage.tables import passages, versions

BY_WORDS, BY_SIGNS = 100, 300  # candidates of each kind
SPARE = 4  # passages read for each one wanted, as rank, kind and repeats decide among them


class _Scored(NamedTuple):
    score: float
    document: Document
    place: int


class RelationalPassageSearch:
    """See `assistant.retrieval.store.passage_search.PassageSearch`.

    Args:
        engine: where documents are kept.
        embedder: makes the vectors of questions, and made those of passages; None searches by words alone.
    """

    def __init__(self, engine: Engine, embedder: Embedder | None) -> None:
        self._engine = engine
        self._embedder = embedder
        self._corpus = Corpus(engine, None if embedder is None else (embedder.name, embedder.dimensions))

    def warm(self) -> None:
        """Read everything now, rather than at the first search."""
        self._corpus.warm()

    def search(self, query: str, k: int, *, accounts: frozenset[str] | None = None) -> tuple[FoundPassage, ...]:
        """Return at most `k` passages of the accounts, of all when none are named; best first, no text twice."""
        asked = None if self._embedder is None else np.array(self._embedder.embed_query(query), dtype=np.float32)
        with transaction(self._engine) as db:
            parts = self._corpus.parts(db)
            scored = _scored(parts, query, asked, accounts)
            best = sorted(scored, key=lambda one: (-one.score, one.document, one.place))[: SPARE * k]
            read = _read(db, best)
        return _chosen(best, read, k)


def _scored(
    parts: Sequence[Part], query: str, asked: npt.NDArray[np.float32] | None, accounts: frozenset[str] | None
) -> list[_Scored]:
    lexical = _lexical(parts, query)
    seen = [part.seen(accounts) for part in parts]
    top = max((float(scores[mask].max(initial=0.0)) for scores, mask in zip(lexical, seen, strict=True)), default=0.0)
    found = []
    for part, scores, mask in zip(parts, lexical, seen, strict=True):
        rows = _candidates(part, scores, mask, asked)
        fused = scores[rows] / (top or 1.0)
        if asked is not None and part.meanings is not None:
            near = np.maximum(part.meanings.cosines(rows, asked), 0.0)
            fused = (1 - DENSE_WEIGHT) * fused + DENSE_WEIGHT * near
        found += [
            _Scored(float(score), *part.place(int(row))) for row, score in zip(rows, fused, strict=True) if score > 0
        ]
    return found


def _lexical(parts: Sequence[Part], query: str) -> list[Scores]:
    languages = sorted(frozenset[str]().union(*(part.languages for part in parts)))
    words = hashed(sorted({term for language in languages for term in tagged(query, language)}))
    size = sum(int(part.alive.sum()) for part in parts)
    length = sum(float(part.postings.lengths[part.alive].sum()) for part in parts)
    return bm25([part.postings for part in parts], words, Collection(size, length / max(size, 1)))


def _candidates(
    part: Part, scores: Scores, seen: npt.NDArray[np.bool_], asked: npt.NDArray[np.float32] | None
) -> npt.NDArray[np.intp]:
    by_words = _largest(np.where(seen, scores, 0.0), BY_WORDS)
    found = by_words[seen[by_words] & (scores[by_words] > 0)]
    if asked is not None and part.meanings is not None:
        far = part.meanings.far(asked)
        far[~seen] = np.iinfo(np.int32).max
        by_signs = _largest(-far, BY_SIGNS)
        found = np.union1d(found, by_signs[seen[by_signs]])
    return found


def _largest(values: npt.NDArray[np.number], many: int) -> npt.NDArray[np.intp]:
    if len(values) <= many:
        return np.arange(len(values))
    return np.argpartition(-values, many)[:many]


def _read(db: Connection, wanted: Sequence[_Scored]) -> dict[tuple[Document, int], Passage]:
    """Return passages with their own words only, not those of their whole documents."""
    if not wanted:
        return {}
    same_version = (documents_table.c.account == versions.c.account) & (documents_table.c.id == versions.c.document)
    same_document = (passages.c.account == versions.c.account) & (passages.c.document == versions.c.document)
    words = func.substr(versions.c.text, passages.c.start + 1, passages.c.end - passages.c.start)
    query = (
        select(passages.c.account, passages.c.document, passages.c.place, passages.c.record, words.label("text"))
        .join(versions, same_document)
        .join(documents_table, same_version & (documents_table.c.version == versions.c.version))
    )
    keys = [(*one.document, one.place) for one in wanted]
    rows = db.execute(query.where(tuple_(passages.c.account, passages.c.document, passages.c.place).in_(keys)))
    return {
        ((row.account, row.document), row.place): Passage.model_validate(row.record | {"text": row.text})
        for row in rows
    }


def _chosen(best: Sequence[_Scored], read: dict[tuple[Document, int], Passage], k: int) -> tuple[FoundPassage, ...]:
    """Weigh what was found by rank and kind, as `assistant.retrieval.retriever` does, and tell each text once."""
    found: dict[tuple[str, str], FoundPassage] = {}
    for one in best:
        passage = read.get((one.document, one.place))
        if passage is not None:
            score = round(one.score * BY_RANK[passage.rank] * BY_KIND.get(passage.kind, 1.0), 4)
            answer = FoundPassage(one.document[0], passage, score)
            found.setdefault((one.document[0], passage.text), answer)
    ranked = sorted(found.values(), key=lambda answer: -answer.score)
    return tuple(answer for answer in ranked if answer.score > 0)[:k]
