"""Find the stretch of the sources that a quotation most likely comes from, by runs of three words."""

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+|(?<=\d)[.,](?=\d)[^\W_]+)*|[%$€£]|(?<=\d)\+")
_COMMON = 64  # a run of words found more often than this says nothing about the place
_BASE = np.uint64(1_000_003)


class Words(NamedTuple):
    """The words of an evened text: case-folded forms and where they stand."""

    forms: list[str]
    starts: list[int]
    ends: list[int]


def words(text: str) -> Words:
    """Return the words of an evened text; a number with its marks is one word, and so is a percent sign."""
    starts, ends = [], []
    for hit in _WORD.finditer(text):
        start, end = hit.span()
        starts.append(start)
        ends.append(end)
    return Words([w.casefold() for w in _WORD.findall(text)], starts, ends)


class Shingles:
    """An index of the runs of three words of one long text; built in linear-logarithmic time, once."""

    def __init__(self, forms: list[str]) -> None:
        self._ids: dict[str, int] = {}
        numbers = np.fromiter(
            (self._ids.setdefault(w, len(self._ids) + 1) for w in forms), dtype=np.uint64, count=len(forms)
        )
        self._size = len(forms)
        self._tables = {width: self._table(numbers, width) for width in (1, 2, 3)}

    def _table(
        self, numbers: "npt.NDArray[np.uint64]", width: int
    ) -> "tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]":
        hashes = _hashes(numbers, width)
        order = np.argsort(hashes, kind="stable")
        return hashes[order], order

    def candidates(self, forms: list[str], most: int) -> list[int]:
        """Return up to `most` places, as word numbers, where a text like `forms` may begin, likeliest first."""
        numbers = np.fromiter((self._ids.get(w, 0) for w in forms), dtype=np.uint64, count=len(forms))
        votes: Counter[int] = Counter()
        width_of_bin = max(8, len(forms) // 4)
        for width in (3, 2, 1):
            if len(forms) >= width:
                self._vote(numbers, width, width_of_bin, votes)
            if votes:
                break
        merged = Counter({b: n + votes.get(b + 1, 0) for b, n in votes.items()})
        return [max(0, b * width_of_bin) for b, _ in merged.most_common(most)]

    def _vote(self, numbers: "npt.NDArray[np.uint64]", width: int, width_of_bin: int, votes: "Counter[int]") -> None:
        hashes, order = self._tables[width]
        wanted = _hashes(numbers, width)
        known = _all_known(numbers, width)
        left = np.searchsorted(hashes, wanted, side="left")
        right = np.searchsorted(hashes, wanted, side="right")
        for at in np.flatnonzero(known & (right > left) & (right - left <= _COMMON)):
            for place in order[left[at] : right[at]]:
                votes[(int(place) - int(at)) // width_of_bin] += 1


def _hashes(numbers: "npt.NDArray[np.uint64]", width: int) -> "npt.NDArray[np.uint64]":
    count = max(0, len(numbers) - width + 1)
    total = np.zeros(count, dtype=np.uint64)
    for shift in range(width):
        total = total * _BASE + numbers[shift : shift + count]
    return total


def _all_known(numbers: "npt.NDArray[np.uint64]", width: int) -> "npt.NDArray[np.bool_]":
    count = max(0, len(numbers) - width + 1)
    known = np.ones(count, dtype=np.bool_)
    for shift in range(width):
        known &= numbers[shift : shift + count] > 0
    return known
