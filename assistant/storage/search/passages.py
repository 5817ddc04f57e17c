"""Search over the passages of every account."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Engine

from assistant.domain.documents import Passage
from assistant.retrieval.protocols import Embedder
from assistant.retrieval.retriever import BY_KIND, BY_RANK, DENSE_WEIGHT
from assistant.retrieval.store.passage_search import FoundPassage
from assistant.retrieval.terms import tagged
from assistant.storage.engine import transaction
from assistant.storage.search.corpus import Corpus, Snapshot
from assistant.storage.search.meaning import Vectors
from assistant.storage.search.part import Document, Part
from assistant.storage.search.passage_rows import Key, PassageRows
from assistant.storage.search.postings import Scores, bm25, hashed

Rows = npt.NDArray[np.intp]
BY_WORDS, BY_SIGNS = 100, 1_500  # candidates of each kind
SPARE = 3  # passages read for each one wanted, as rank, kind and repeats decide among them


class _Scored(NamedTuple):
    score: float
    document: Document
    place: int


class _Question(NamedTuple):
    text: str
    vector: Vectors | None
    accounts: frozenset[str] | None


class RelationalPassageSearch:
    """See `assistant.retrieval.store.passage_search.PassageSearch`.

    Args:
        engine: where documents are kept.
        embedder: makes the vectors of questions, and made those of passages; None searches by words alone.
    """

    def __init__(self, engine: Engine, embedder: Embedder | None) -> None:
        self._engine = engine
        self._embedder = embedder
        self._rows = PassageRows()
        self._corpus = Corpus(engine, None if embedder is None else (embedder.name, embedder.dimensions))

    def warm(self) -> None:
        """Read everything now, rather than at the first search."""
        self._corpus.warm()

    def search(self, query: str, k: int, *, accounts: frozenset[str] | None = None) -> tuple[FoundPassage, ...]:
        """Return at most `k` passages of the accounts, of all when none are named; best first, no text twice."""
        asked = None if self._embedder is None else np.array(self._embedder.embed_query(query), dtype=np.float32)
        with transaction(self._engine) as db:
            best = _best(self._corpus.snapshot(db), _Question(query, asked, accounts), SPARE * k)
            read = self._rows.read(db, [(*one.document, one.place) for one in best], SPARE * k)
        return _chosen(best, read, k)


def _best(snapshot: Snapshot, question: "_Question", many: int) -> list[_Scored]:
    words = hashed(sorted({term for language in snapshot.languages for term in tagged(question.text, language)}))
    postings = [part.postings for part in snapshot.parts]
    lexical = bm25(postings, snapshot.norms, words, snapshot.size)
    seen = [part.seen(question.accounts) for part in snapshot.parts]
    top = max(
        (float(_of(scores, rows).max(initial=0.0)) for scores, rows in zip(lexical, seen, strict=True)), default=0
    )
    found: list[_Scored] = []
    for part, scores, rows in zip(snapshot.parts, lexical, seen, strict=True):
        candidates = _candidates(part, scores, rows, question.vector)
        fused = _fused(part, scores[candidates] / (top or 1.0), candidates, question.vector)
        order = (at for at in np.argsort(-fused, kind="stable")[:many] if fused[at] > 0)
        found += [_Scored(float(fused[at]), *part.place(int(candidates[at]))) for at in order]
    return sorted(found, key=lambda one: (-one.score, one.document, one.place))[:many]


def _candidates(part: Part, scores: Scores, rows: Rows | None, asked: Vectors | None) -> Rows:
    """Return the rows worth a closer look; `rows` is where to look, None everywhere."""
    ours = _of(scores, rows)
    sharing = np.flatnonzero(ours)
    if len(sharing) > BY_WORDS:
        sharing = sharing[np.argpartition(-ours[sharing], BY_WORDS)[:BY_WORDS]]
    found = sharing
    if asked is not None and part.meanings is not None:
        found = np.union1d(sharing, _smallest(part.meanings.far(asked, rows), BY_SIGNS))
    return found if rows is None else rows[found]


def _fused(part: Part, lexical: Scores, rows: Rows, asked: Vectors | None) -> Scores:
    """Weigh words and meaning as `assistant.retrieval.retriever` does."""
    if asked is None or part.meanings is None:
        return lexical
    near = np.maximum(part.meanings.cosines(rows, asked), 0.0)
    both = np.float32(1 - DENSE_WEIGHT) * lexical + np.float32(DENSE_WEIGHT) * near
    return np.where(part.readable[rows], both, lexical).astype(np.float32)


def _of(values: Scores, rows: Rows | None) -> Scores:
    return values if rows is None else values[rows]


def _smallest(distances: npt.NDArray[np.int16], many: int) -> Rows:
    """Return where the smallest distances are, with all that equal the last of them; linear: they are small."""
    if len(distances) <= many:
        return np.arange(len(distances))
    reached = np.cumsum(np.bincount(distances))
    return np.flatnonzero(distances <= np.searchsorted(reached, many))


def _chosen(best: Sequence[_Scored], read: Mapping[Key, Passage], k: int) -> tuple[FoundPassage, ...]:
    """Weigh what was found by rank and kind, as `assistant.retrieval.retriever` does, and tell each text once."""
    found: dict[tuple[str, str], FoundPassage] = {}
    for one in best:
        passage = read.get((*one.document, one.place))
        if passage is not None:
            score = round(one.score * BY_RANK[passage.rank] * BY_KIND.get(passage.kind, 1.0), 4)
            answer = FoundPassage(one.document[0], passage, score)
            found.setdefault((one.document[0], passage.text), answer)
    ranked = sorted(found.values(), key=lambda answer: -answer.score)
    return tuple(answer for answer in ranked if answer.score > 0)[:k]
