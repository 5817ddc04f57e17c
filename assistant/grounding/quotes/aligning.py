"""Align a quotation's words with a stretch of a source, in time linear in both.

Runs of words that occur once on each side are anchors; the longest chain of anchors in order is kept
and only the short gaps between are compared word by word. A gap too long for that counts as replaced.
"""

from bisect import bisect_left
from difflib import SequenceMatcher
from typing import NamedTuple

_GAP = 14_400  # pairs of words, at most, that are compared one by one


class Edit(NamedTuple):
    """Words `quote[a:b]` stand where the source has `source[c:d]`; equal ones are edits too."""

    equal: bool
    a: int
    b: int
    c: int
    d: int


def align(quote: list[str], source: list[str]) -> list[Edit]:
    """Return the edits that turn `source` into `quote`, in order, equal stretches merged."""
    edits: list[Edit] = []
    a = c = 0
    for at, place in [*_anchors(quote, source), (len(quote), len(source))]:
        if at < a or place < c:
            continue
        edits.extend(_gap(quote, source, (a, at), (c, place)))
        if at < len(quote):
            edits.append(Edit(equal=True, a=at, b=at + 1, c=place, d=place + 1))
        a, c = at + 1, place + 1
    return _merged(edits)


def _anchors(quote: list[str], source: list[str]) -> list[tuple[int, int]]:
    """Return pairs of positions that surely belong together, both rising."""
    seen = _once(source, 3)
    pairs = sorted((at, seen[key]) for key, at in _once(quote, 3).items() if key in seen)
    chain = _longest_chain(pairs)
    spread: list[tuple[int, int]] = []
    for at, place in chain:  # each anchor stands for its three words, as long as both sides rise
        for k in range(3):
            if not spread or (at + k > spread[-1][0] and place + k > spread[-1][1]):
                spread.append((at + k, place + k))
    return spread


def _once(words: list[str], width: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    twice = set()
    for at in range(len(words) - width + 1):
        key = tuple(words[at : at + width])
        if key in places:
            twice.add(key)
        places[key] = at
    return {key: at for key, at in places.items() if key not in twice}


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
