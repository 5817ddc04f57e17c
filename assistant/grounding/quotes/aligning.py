"""Align a quotation's words with a stretch of a source, in time linear in both.

Runs of words that occur once on each side are anchors; the longest chain of anchors in order is kept
and only the short gaps between are compared word by word. A gap too long for that counts as replaced.
"""

from bisect import bisect_left
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_WIDTH = 3  # words of an anchor
_GAP = 14_400  # pairs of words, at most, that are compared one by one


class Edit(NamedTuple):
    """Words `quote[a:b]` stand where the source has `source[c:d]`; equal ones are edits too."""

    equal: bool
    a: int
    b: int
    c: int
    d: int


class _Run(NamedTuple):
    """Words `quote[a:a + size]` that surely are `source[c:c + size]`."""

    a: int
    c: int
    size: int


def align(quote: list[str], source: list[str]) -> list[Edit]:
    """Return the edits that turn `source` into `quote`, in order, equal stretches merged."""
    edits: list[Edit] = []
    a = c = 0
    for run in _runs(quote, source):
        edits.extend(_gap(quote, source, (a, run.a), (c, run.c)))
        a, c = run.a + run.size, run.c + run.size
        edits.append(Edit(equal=True, a=run.a, b=a, c=run.c, d=c))
    edits.extend(_gap(quote, source, (a, len(quote)), (c, len(source))))
    return _merged(edits)


def _runs(quote: list[str], source: list[str]) -> Iterator[_Run]:
    """Yield the stretches that surely belong together, both rising: anchors joined where they follow each other."""
    a = c = 0
    for at, place, last in _followed(_longest_chain(_anchors(quote, source))):
        over = max(0, a - at, c - place)
        size = last - at + _WIDTH - over
        if size > 0:
            yield _Run(at + over, place + over, size)
            a, c = at + over + size, place + over + size


def _followed(chain: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield where a series of anchors, each one word after the other on both sides, begins, and its last one."""
    if not chain:
        return
    pairs = np.array(chain)
    steps = np.flatnonzero((np.diff(pairs, axis=0) != 1).any(axis=1))
    firsts, lasts = [0, *(steps + 1).tolist()], [*steps.tolist(), len(chain) - 1]
    for first, last in zip(firsts, lasts, strict=True):
        yield chain[first][0], chain[first][1], chain[last][0]


def _anchors(quote: list[str], source: list[str]) -> list[tuple[int, int]]:
    """Return the places of runs of words that occur once on each side, in the order of the quotation."""
    ids = {word: number for number, word in enumerate(dict.fromkeys(source), start=1)}
    ours, here = _once(np.array([ids.get(word, 0) for word in quote], dtype=np.int64), len(ids))
    theirs, there = _once(np.array([ids[word] for word in source], dtype=np.int64), len(ids))
    _, one, other = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    return sorted(zip(here[one].tolist(), there[other].tolist(), strict=True))


def _once(numbers: "npt.NDArray[np.int64]", most: int) -> "tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]":
    """Return the runs of words that occur once, as one number each, and where they begin."""
    count = max(0, len(numbers) - _WIDTH + 1)
    keys = np.zeros(count, dtype=np.int64)
    for shift in range(_WIDTH):
        keys = keys * (most + 1) + numbers[shift : shift + count]
    found, first, times = np.unique(keys, return_index=True, return_counts=True)
    return found[times == 1], first[times == 1]


def _longest_chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Patience sorting: the longest run of pairs that rise on both sides."""
    tails: list[int] = []
    tail_at: list[int] = []
    back: list[int] = []
    for index, (_, place) in enumerate(pairs):
        level = bisect_left(tails, place)
        back.append(tail_at[level - 1] if level else -1)
        if level == len(tails):
            tails.append(place)
            tail_at.append(index)
        else:
            tails[level] = place
            tail_at[level] = index
    chain = []
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        chain.append(pairs[at])
        at = back[at]
    return chain[::-1]


def _gap(quote: list[str], source: list[str], ours: tuple[int, int], theirs: tuple[int, int]) -> list[Edit]:
    (a, b), (c, d) = ours, theirs
    if a >= b and c >= d:
        return []
    if a >= b or c >= d or (b - a) * (d - c) > _GAP:
        return [Edit(equal=False, a=a, b=b, c=c, d=d)]
    if b - a == d - c == 1:
        return [Edit(equal=quote[a] == source[c], a=a, b=b, c=c, d=d)]
    matcher = SequenceMatcher(None, source[c:d], quote[a:b], autojunk=False)
    return [
        Edit(equal=tag == "equal", a=a + j1, b=a + j2, c=c + i1, d=c + i2)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    ]


def _merged(edits: list[Edit]) -> list[Edit]:
    out: list[Edit] = []
    for edit in edits:
        if out and out[-1].equal == edit.equal and out[-1].b == edit.a and out[-1].d == edit.c:
            out[-1] = out[-1]._replace(b=edit.b, d=edit.d)
        else:
            out.append(edit)
    return out
