"""Find the stretch of the sources that a quotation most likely comes from, by runs of three words."""

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+|(?<=\d)[.,](?=\d)[^\W_]+)*|[%$€£]|(?<=\d)\+")
_COMMON = 64  # a run of words found more often than this says nothing about the place
_SHORT = 60  # words up to which any run that is found is followed up
_FEWEST = 0.03  # share of the runs of a longer text that must stand in one place: below, its words are only like others
_SECOND = 2  # width after which a long text is given up
_BASE = np.uint64(1_000_003)


class Words(NamedTuple):
    """The words of an evened text: lower-cased forms and where they stand."""

    forms: list[str]
    starts: list[int]
    ends: list[int]


def words(text: str) -> Words:
    """Return the words of an evened text; a number with its marks is one word, and so is a percent sign."""
    lower = text.lower()
    spans = [hit.span() for hit in _WORD.finditer(text)]
    even = lower if len(lower) == len(text) else None  # a few capitals have longer small forms
    forms = [even[a:b] for a, b in spans] if even is not None else [text[a:b].lower() for a, b in spans]
    return Words(forms, [a for a, _ in spans], [b for _, b in spans])


class Shingles:
    """An index of the runs of three words of one long text; built in linear-logarithmic time, once."""

    def __init__(self, forms: list[str]) -> None:
        self._ids = {word: number for number, word in enumerate(dict.fromkeys(forms), start=1)}
        self._numbers = np.fromiter(map(self._ids.__getitem__, forms), dtype=np.uint64, count=len(forms))
        self._tables: dict[int, _Table] = {3: _table(self._numbers, 3)}

    def candidates(self, forms: list[str], most: int) -> list[tuple[int, int]]:
        """Return up to `most` ranges of word numbers in which a text like `forms` may begin, likeliest first.

        None are returned for a long text of which hardly any run of words stands in any one place.
        """
        numbers = np.fromiter((self._ids.get(w, 0) for w in forms), dtype=np.uint64, count=len(forms))
        bin_size = max(8, len(forms) // 8)
        for width in (3, 2, 1):
            if len(forms) < width:
                continue
            votes = self._votes(numbers, width, bin_size)
            merged = Counter({b: n + votes.get(b + 1, 0) for b, n in votes.items()})
            best = merged.most_common(most)
            if best and (len(forms) <= _SHORT or best[0][1] >= _FEWEST * len(forms) or width == 1):
                return [(b * bin_size, (b + 2) * bin_size) for b, _ in best]
            if best and width == _SECOND:
                break
        return []

    def _votes(self, numbers: "npt.NDArray[np.uint64]", width: int, bin_size: int) -> dict[int, int]:
        """Return for each bin of places how many runs of the text would have it begin there."""
        hashes, order = self._tables.get(width) or self._tables.setdefault(width, _table(self._numbers, width))
        wanted = _hashes(numbers, width)
        left = np.searchsorted(hashes, wanted, side="left")
        right = np.searchsorted(hashes, wanted, side="right")
        known = np.flatnonzero(_all_known(numbers, width) & (right > left) & (right - left <= _COMMON))
        counts = (right - left)[known]
        ends = np.cumsum(counts)
        within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
        places = order[np.repeat(left[known], counts) + within]
        begins = (places - np.repeat(known, counts)) // bin_size
        bins, first, times = np.unique(begins, return_index=True, return_counts=True)
        met = np.argsort(first)  # of two places with as many votes, the one met first is tried first
        return dict(zip(bins[met].tolist(), times[met].tolist(), strict=True))


class _Table(NamedTuple):
    """Hashes of all runs of one width, in order, and where each run begins."""

    hashes: "npt.NDArray[np.uint64]"
    order: "npt.NDArray[np.int64]"


def _table(numbers: "npt.NDArray[np.uint64]", width: int) -> _Table:
    hashes = _hashes(numbers, width)
    order = np.argsort(hashes, kind="stable")
    return _Table(hashes[order], order)


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
