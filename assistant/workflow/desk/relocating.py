"""Moves evidence along with its words where a document has a new version; what stands nowhere any more goes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from assistant.domain.evidence import Citation, Evidence
from assistant.domain.story import Contradiction, Flag, Section, Story

Placed = TypeVar("Placed", Evidence, Citation)
Told = TypeVar("Told", Contradiction, Flag)


def relocated(story: Story, texts: Mapping[str, str]) -> Story:
    """Return a story whose evidence stands in the texts of now.

    Claims whose evidence is gone still name it, so that they can be told and judged anew; metrics, quotations,
    contradictions and flags that stood on it are left out.

    Args:
        story: as it was.
        texts: of each document that is kept now, by its id.
    """
    moves = {item.id: at - (item.start or 0) for item in story.evidence if (at := _place(item, texts)) is not None}
    if len(moves) == len(story.evidence) and not any(moves.values()):
        return story
    return story.model_copy(
        update={
            "evidence": tuple(_shifted(item, moves[item.id]) for item in story.evidence if item.id in moves),
            "sections": tuple(_section(section, moves) for section in story.sections),
            "metrics": tuple(one for one in story.metrics if moves.keys() >= set(one.citations)),
            "quotes": tuple(one for one in story.quotes if moves.keys() >= set(one.citations)),
            "contradictions": _told(story.contradictions, moves),
            "flags": _told(story.flags, moves),
        }
    )


def _place(item: Evidence, texts: Mapping[str, str]) -> int | None:
    if item.document is None or item.start is None or item.end is None:
        return 0
    text = texts.get(item.document, "")
    if text[item.start : item.end] == item.text:
        return item.start
    found = text.find(item.text)
    return found if found >= 0 else None


def _shifted(item: Placed, by: int) -> Placed:
    if not by or item.start is None or item.end is None:
        return item
    return item.model_copy(update={"start": item.start + by, "end": item.end + by})


def _cited(citations: Iterable[Citation], moves: Mapping[str, int]) -> tuple[Citation, ...]:
    return tuple(_shifted(one, moves.get(one.evidence, 0)) for one in citations)


def _section(section: Section, moves: Mapping[str, int]) -> Section:
    claims = (claim.model_copy(update={"citations": _cited(claim.citations, moves)}) for claim in section.claims)
    return section.model_copy(update={"claims": tuple(claims)})


def _told(said: Sequence[Told], moves: Mapping[str, int]) -> tuple[Told, ...]:
    return tuple(
        one.model_copy(update={"citations": _cited(one.citations, moves)})
        for one in said
        if all(citation.evidence in moves for citation in one.citations)
    )
