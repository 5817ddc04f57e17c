"""Takes a document out of a story: every claim, figure and quotation that stands on it goes with it."""

import re
from collections.abc import Collection

from assistant.domain.evidence import Citation
from assistant.domain.story import ClaimKind, Section, Story
from assistant.writing.closing import checks_of

ERASED = "[erased]"
NEUTRAL = "Outcome story"
_TOLD = "What they told us"
_BY_RULE = frozenset({"extractive"})  # engines whose headings hold no words of the notes
_RUN = 5  # words in a row that make a remark a repetition of the notes
_KEPT_FLAGS = frozenset({"left_out"})  # hold no words of the notes and cite none
_WORD = re.compile(r"\w+")


class Repeats:
    """Tells whether a remark repeats words of an erased text.

    Args:
        texts: what was erased.
    """

    def __init__(self, texts: Collection[str]) -> None:
        self._runs = {run for text in texts for run in _runs(text)}

    def clean(self, text: str) -> str:
        """Return a remark, or that it was erased where it repeats five words in a row."""
        return ERASED if any(run in self._runs for run in _runs(text)) else text


def without_documents(story: Story, hashes: Collection[str]) -> Story | None:
    """Return what is left of a story without the documents of those hashes; None where that is nothing."""
    documents = {document.id for document in story.documents if document.sha256 in hashes}
    gone = {item.id for item in story.evidence if item.document in documents}

    def stands(citations: Collection[Citation]) -> bool:
        return all(one.evidence not in gone and one.document not in documents for one in citations)

    metrics = tuple(one for one in story.metrics if gone.isdisjoint(one.citations))
    known = {metric.id for metric in metrics}
    sections = []
    for section in story.sections:
        claims = tuple(
            claim.model_copy(update={"metrics": tuple(id_ for id_ in claim.metrics if id_ in known)})
            for claim in section.claims
            if stands(claim.citations)
        )
        plain = story.engine in _BY_RULE or len(claims) == len(section.claims)
        if any(claim.kind is not ClaimKind.LINK for claim in claims):
            sections.append(Section(heading=section.heading if plain else _TOLD, claims=claims))
    if not sections:
        return None
    there = {claim.id for section in sections for claim in section.claims}
    left = story.model_copy(
        update={
            "sections": tuple(sections),
            **_head(story, there),
            "gaps": (),  # questions may hold words of any document
            "contradictions": tuple(one for one in story.contradictions if stands(one.citations)),
            "flags": tuple(
                one for one in story.flags if (stands(one.citations) if one.citations else one.kind in _KEPT_FLAGS)
            ),
            "redactions": tuple(one for one in story.redactions if one.document not in documents),
            "metrics": metrics,
            "quotes": tuple(one for one in story.quotes if gone.isdisjoint(one.citations)),
            "evidence": tuple(one for one in story.evidence if one.id not in gone),
            "documents": tuple(one for one in story.documents if one.id not in documents),
        }
    )
    return left.model_copy(update={"checks": checks_of(left.claims, left.evidence, left.kind)})


def emptied(story: Story) -> Story:
    """Return a story of which nothing may be left: what remains is whose it is and how it was made."""
    return Story(
        account=story.account,
        kind=story.kind,
        engine=story.engine,
        language=story.language,
        title=NEUTRAL,
        summary="",
        sections=(),
        checks=checks_of((), (), story.kind),
        expires=story.expires,
        provenance=story.provenance,
    )


def _head(story: Story, there: Collection[str]) -> dict[str, object]:
    """Keep title and summary while every claim that they name is there; words that name none cannot be told apart."""
    update: dict[str, object] = {}
    if not story.title_claims or any(id_ not in there for id_ in story.title_claims):
        update |= {"title": NEUTRAL, "title_claims": ()}
    if not story.summary_claims or any(id_ not in there for id_ in story.summary_claims):
        update |= {"summary": "", "summary_claims": ()}
    return update


def _runs(text: str) -> list[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
