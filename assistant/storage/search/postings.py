"""BM25 over hashes of terms (Robertson & Zaragoza 2009), in arrays that never change once made."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from assistant.retrieval.lexical import K1, B

Scores = npt.NDArray[np.float32]
Words = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.uint32]
HASH_BYTES = 8


def hashed(terms: Iterable[str]) -> Words:
    """Return a 64-bit hash of each term, in order; the hash does not give the term away but to who guesses it."""
    digests = (hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=HASH_BYTES).digest() for term in terms)
    return np.frombuffer(b"".join(digests), dtype="<u8")


class Postings:
    """Which items have which term how often.

    Args:
        lengths: number of terms of each item.
        words: hashes of the terms, item after item.
    """

    def __init__(self, lengths: Counts, words: Words) -> None:
        self.lengths = lengths.astype(np.float32)
        rows = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
        order = np.argsort(words, kind="stable")  # rows stay in order within a term
        words, rows = words[order], rows[order]
        first = np.ones(len(words), dtype=bool)
        first[1:] = (words[1:] != words[:-1]) | (rows[1:] != rows[:-1])
        starts = np.flatnonzero(first)
        self._words, self._rows = words[starts], rows[starts]
        self._times = np.diff(np.append(starts, len(words))).astype(np.float32)

    def find(self, word: np.uint64) -> tuple[npt.NDArray[np.uint32], Scores]:
        """Return the items that have a term, each once, and how often each has it."""
        low, high = np.searchsorted(self._words, word, "left"), np.searchsorted(self._words, word, "right")
        return self._rows[low:high], self._times[low:high]


def norms(parts: Sequence[Postings], mean_length: float) -> list[Scores]:
    """Return for each item of each part what its length does to its score."""
    return [K1 * (1 - B + B * part.lengths / max(mean_length, 1.0)) for part in parts]


def bm25(parts: Sequence[Postings], norms: Sequence[Scores], words: Words, size: int) -> list[Scores]:
    """Return the score of every item of each part; 0 where no term is shared.

    Args:
        parts: the items.
        norms: as `norms` returns them.
        words: hashes of the terms of the question.
        size: number of items in all.
    """
    scores = [np.zeros(len(part.lengths), dtype=np.float32) for part in parts]
    for word in np.unique(words):
        found = [part.find(word) for part in parts]
        having = sum(len(rows) for rows, _ in found)
        rarity = np.float32(np.log1p(max(0.0, size - having + 0.5) / (having + 0.5)) * (K1 + 1))
        for score, norm, (rows, times) in zip(scores, norms, found, strict=True):
            score[rows] += rarity * times / (times + norm[rows])
    return scores
