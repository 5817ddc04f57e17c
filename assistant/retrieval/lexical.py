"""BM25 over passages held in memory (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework")."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log, sqrt

import numpy as np
import numpy.typing as npt

from assistant.domain.documents import Passage
from assistant.retrieval.terms import tagged

K1 = 1.2
B = 0.75
Scores = npt.NDArray[np.float64]


class LexicalIndex:
    """BM25 scores, and how alike two passages are in their words.

    Each passage is indexed by the terms of its own language; a query is read in each language that
    the passages are in, so that English words are stemmed and others are matched by their letters.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._size = len(passages)
        self._languages = sorted({passage.language for passage in passages})
        counts = [Counter(tagged(passage.text, passage.language)) for passage in passages]
        lengths = np.array([count.total() for count in counts], dtype=np.float64)
        self._norm = K1 * (1 - B + B * lengths / (lengths.mean() if lengths.any() else 1.0))
        self._postings = _postings(counts)
        self._vectors = [self._unit(count) for count in counts]

    def scores(self, query: str) -> Scores:
        """Return the BM25 score of every passage, in their order; 0 where no word is shared."""
        scores = np.zeros(self._size)
        for term in {term for language in self._languages for term in tagged(query, language)}:
            if term in self._postings:
                rows, frequencies = self._postings[term]
                weight = self._rarity(term)
                scores[rows] += weight * frequencies * (K1 + 1) / (frequencies + self._norm[rows])
        return scores

    def alike(self, one: int, other: int) -> float:
        """Return the cosine, 0 to 1, of two passages' words weighted by rarity."""
        small, large = sorted((self._vectors[one], self._vectors[other]), key=len)
        return sum(weight * large.get(term, 0.0) for term, weight in small.items())

    def _rarity(self, term: str) -> float:
        containing = len(self._postings[term][0])
        return log(1 + (self._size - containing + 0.5) / (containing + 0.5))

    def _unit(self, count: Counter[str]) -> dict[str, float]:
        weights = {term: (1 + log(times)) * self._rarity(term) for term, times in count.items()}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}


def _postings(counts: Iterable[Counter[str]]) -> dict[str, tuple[npt.NDArray[np.intp], Scores]]:
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, count in enumerate(counts):
        for term, times in count.items():
            rows[term].append((row, times))
    return {
        term: (np.array([row for row, _ in found]), np.array([times for _, times in found], dtype=np.float64))
        for term, found in rows.items()
    }
