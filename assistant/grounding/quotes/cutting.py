"""What a quotation leaves off at its edges, and whether it may."""

import re

from assistant.grounding import figures
from assistant.grounding.quotes import meaning
from assistant.grounding.sentences import split

_NEAR = 60  # a figure that an end cuts lies within this
_REACH = 600  # a sentence is looked for this far around a quotation
_CLAUSE = re.compile(
    r"[;:—–()\[\]]|[.!?…]\s|\s-{1,2}\s|,\s(?:and|but|so|or|while|which|because|though|although|yet)\b|,(?!\d)"
    r"|\b(?:and|but|because|so that|while|whereas)\b"
)
_TRAILING = re.compile(
    r"\s*,?\s*(?:I|we)?\s*(?:think|guess|believe|suppose|hope)|\s*,?\s*(?:roughly|approximately|maybe|perhaps"
    r"|probably|more or less|give or take|or so|if|unless|provided|assuming|except|at least|at most|almost"
    r"|hopefully)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s+(?:\[[^\[\]]*\]\s*)?")
_LEADING_IF = re.compile(
    r"\s*(?:\[[^\[\]]*\]\s*)?(?:\w+\s+){0,2}?(?:if|unless|provided|assuming|as long as)\b", re.IGNORECASE
)


def sentence_edges(text: str, start: int, end: int, floor: int, ceiling: int) -> tuple[int, int]:
    """Return where the sentences begin and end that the first and the last word of `start:end` stand in.

    Only the neighbourhood of both ends is looked at, within `floor:ceiling`.
    """
    floor, ceiling = max(floor, start - _REACH), min(ceiling, end + _REACH)
    left = next((s.start for s in split(text, floor, min(end, start + _REACH)) if s.start <= start < s.end), start)
    right = next((s.end for s in split(text, max(start, end - _REACH), ceiling) if s.start < end <= s.end), end)
    return left, right


def fault(text: str, start: int, end: int, edges: tuple[int, int]) -> str | None:
    """Name what the words left off at the edges of `start:end` should have kept, or None."""
    before, after = text[edges[0] : start], text[end : edges[1]]
    return _before(before) or _after(after) or _figure_cut(text, start, end, edges)


def is_partial(text: str, start: int, end: int, edges: tuple[int, int]) -> bool:
    """Tell whether the quotation begins or ends in the middle of a clause."""
    before, after = text[edges[0] : start].rstrip(), text[end : edges[1]].lstrip()
    return bool((before and before[-1].isalnum()) or (after and after[0].isalnum()))


def _before(dropped: str) -> str | None:
    cuts = [m.end() for m in _CLAUSE.finditer(dropped)]
    clause = dropped[cuts[-1] if cuts else 0 :]
    if found := meaning.lost(clause):
        return found
    sentence = _STOP.split(dropped)[-1]
    return f'drops the condition "{sentence.strip(" ,")}"' if _LEADING_IF.match(sentence) else None


def _after(dropped: str) -> str | None:
    if hit := _TRAILING.match(dropped):
        return f'drops "{hit.group().strip(" ,")}"'
    cut = _CLAUSE.search(dropped)
    return meaning.lost(dropped[: cut.start()] if cut else dropped)


def _figure_cut(text: str, start: int, end: int, edges: tuple[int, int]) -> str | None:
    """A figure must be quoted with its hedge and its unit, or not at all."""
    for place in (start, end):
        floor, ceiling = max(edges[0], place - _NEAR), min(edges[1], place + _NEAR)
        for figure in figures.find(text[floor:ceiling]):
            if figure.start + floor < place < figure.end + floor:
                return f'cuts the figure "{figure.text}"'
    return None
