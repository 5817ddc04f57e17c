"""Which passages bear on a question: words and meaning together, strong evidence first, no two alike."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from assistant.domain.documents import BlockKind, Passage, Rank
from assistant.retrieval.keys import passage_key
from assistant.retrieval.lexical import LexicalIndex, Scores
from assistant.retrieval.protocols import DenseIndex, Near

DENSE_WEIGHT = 0.8  # on QMSum 0.75 to 1 are alike and all above words alone; words still find names and figures
DIVERSITY = 0.2  # share of the choice that goes to being unlike what was chosen before
NEAREST = 300  # passages an index is asked for
POOL = 5  # candidates per passage wanted, from which the diverse ones are chosen
READ_BY_EMBEDDER = frozenset({"en", "und"})

# How much of its relevance evidence keeps: enough to decide between like passages, never to bury the only answer.
BY_RANK = {Rank.TRANSCRIPT: 1.0, Rank.QUOTATION: 0.97, Rank.SUMMARY: 0.92, Rank.INTERNAL: 0.75}
BY_KIND = {BlockKind.QUESTION: 0.6, BlockKind.HEADING: 0.5, BlockKind.HEADER: 0.5, BlockKind.BOILERPLATE: 0.0}


class Hit(NamedTuple):
    """A passage and how well it answers, 0 to 1."""

    passage: Passage
    score: float


class Retriever:
    """Ranks a fixed set of passages.

    Args:
        passages: what may be found; their order breaks ties.
        index: vectors of the same passages by `passage_key`; None ranks by words alone.
    """

    def __init__(self, passages: Sequence[Passage], index: DenseIndex | None = None) -> None:
        self.passages = tuple(passages)
        self._lexical = LexicalIndex(self.passages)
        self._index = index
        self._rows = {passage_key(passage): row for row, passage in enumerate(self.passages)}
        self._readable = np.array([passage.language in READ_BY_EMBEDDER for passage in self.passages], dtype=bool)
        self._prior = np.array([BY_RANK[p.rank] * BY_KIND.get(p.kind, 1.0) for p in self.passages])

    def search(
        self,
        query: str | Sequence[str],
        k: int = 10,
        *,
        allow: Callable[[Passage], bool] | None = None,
        diversity: float = DIVERSITY,
    ) -> tuple[Hit, ...]:
        """Return at most `k` passages, best first; fewer where fewer bear on the question at all.

        Args:
            query: a question, or several wordings of one; a passage counts by its best wording.
            k: how many are wanted.
            allow: which passages may be returned; all of them by default.
            diversity: 0 ranks by relevance alone, 1 by being unlike the ones before.
        """
        relevance = self.relevance([query] if isinstance(query, str) else query)
        order = [int(row) for row in np.argsort(-relevance, kind="stable") if relevance[row] > 0]
        if allow is not None:
            order = [row for row in order if allow(self.passages[row])]
        chosen = self._diverse(order[: POOL * k], relevance, k, diversity)
        return tuple(Hit(self.passages[row], round(float(relevance[row]), 4)) for row in chosen)

    def relevance(self, queries: Sequence[str]) -> Scores:
        """Return how well each passage answers, 0 to 1, in the order of the passages."""
        if not self.passages or not queries:
            return np.zeros(len(self.passages))
        lexical = np.array([_scaled(self._lexical.scores(query)) for query in queries])
        fused = lexical if self._index is None else self._fused(lexical, self._dense(self._index, queries))
        best: Scores = fused.max(axis=0) * self._prior
        return best

    def _dense(self, index: DenseIndex, queries: Sequence[str]) -> Scores:
        answers = index.search(queries, min(NEAREST, len(self.passages)))
        return np.array([self._similar(nearest) for nearest in answers])

    def _similar(self, nearest: Sequence[Near]) -> Scores:
        """Return the similarity of every passage; one not among the nearest is at most as near as the last of them."""
        similar = np.full(len(self.passages), max(0.0, nearest[-1].similarity if nearest else 0.0))
        for key, similarity in nearest:
            if key in self._rows:
                similar[self._rows[key]] = max(0.0, similarity)
        return similar

    def _fused(self, lexical: Scores, dense: Scores) -> Scores:
        both = (1 - DENSE_WEIGHT) * lexical + DENSE_WEIGHT * dense
        return np.where(self._readable, both, lexical)

    def _diverse(self, order: list[int], relevance: Scores, k: int, diversity: float) -> list[int]:
        """Maximal marginal relevance (Carbonell & Goldstein 1998) over the candidates in `order`."""
        alike = dict.fromkeys(order, 0.0)  # to the most similar one chosen so far
        chosen: list[int] = []
        while alike and len(chosen) < k:
            best = max(alike, key=lambda row: (1 - diversity) * relevance[row] - diversity * alike[row])
            chosen.append(best)
            del alike[best]
            for row in alike:
                alike[row] = max(alike[row], self._lexical.alike(best, row))
        return chosen


def _scaled(scores: Scores) -> Scores:
    return scores / scores.max() if scores.any() else scores
