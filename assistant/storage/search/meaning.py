"""Vectors small enough to compare with all of them: their signs find candidates, eight bits a number rank those.

Signs of 384 numbers are 48 bytes. Two texts alike in meaning have most signs in common (Charikar 2002, "Similarity
estimation techniques from rounding algorithms"), so the few hundred nearest by signs hold the nearest by cosine.
"""

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
BITS = 64
LEVELS = 127.0
TINY = 1e-12  # an empty vector stays empty


class Meanings:
    """The vectors of items, in their order; an item without one is never near anything.

    Args:
        vectors: one row an item; a row of zeros where there is none.
    """

    def __init__(self, vectors: Vectors) -> None:
        scale = np.abs(vectors).max(axis=1, keepdims=True, initial=0.0)
        self._there = scale[:, 0] > 0
        self._small = np.rint(vectors / np.maximum(scale, TINY) * LEVELS).astype(np.int8)
        self._lengths = np.maximum(np.linalg.norm(self._small.astype(np.float32), axis=1), TINY)
        self._signs = _signs(vectors)

    def far(self, query: Vectors, rows: npt.NDArray[np.intp] | None = None) -> npt.NDArray[np.int16]:
        """Return in how many signs some items differ from a vector; more than there are for one without a vector.

        Args:
            query: the vector.
            rows: which items; None is all of them.
        """
        there = self._there if rows is None else self._there[rows]
        distance = np.zeros(len(there), dtype=np.int16)
        for signs, asked in zip(self._signs, _signs(query[None, :]), strict=True):
            distance += np.bitwise_count((signs if rows is None else signs[rows]) ^ asked)
        distance[~there] = self._small.shape[1] + 1
        return distance

    def cosines(self, rows: npt.NDArray[np.intp], query: Vectors) -> npt.NDArray[np.float32]:
        """Return the cosine, -1 to 1 and right to two digits, of some items with a vector; 0 for one without."""
        asked = query / max(float(np.linalg.norm(query)), TINY)
        cosines: npt.NDArray[np.float32] = dots(self._small[rows].astype(np.float32), asked) / self._lengths[rows]
        return cosines


def dots(rows: Vectors, vector: Vectors) -> Vectors:
    """Return the dot product of each row with a vector, in this thread alone.

    `@` shares larger products out to threads of BLAS, which stand in each other's way when twenty users search at once.
    """
    products: Vectors = np.einsum("ij,j->i", rows, vector)
    return products


def _signs(vectors: Vectors) -> npt.NDArray[np.uint64]:
    """Return the signs of each vector, 64 to a number; one row for each 64, as rows are compared one by one."""
    bits = np.packbits(vectors > 0, axis=1)
    padded = np.zeros((len(bits), -(-bits.shape[1] * 8 // BITS) * BITS // 8), dtype=np.uint8)
    padded[:, : bits.shape[1]] = bits
    return np.ascontiguousarray(padded.view(np.uint64).T)
