"""A story as the review page lays it out: its sentences with how each stands, and what is still to be done."""

from collections.abc import Iterator
from typing import NamedTuple

from assistant.domain.consent import Channel
from assistant.domain.publishing import REFUSED, is_overridden
from assistant.domain.story import Claim
from assistant.workflow.desk.views import StoryView


class Sentence(NamedTuple):
    """A sentence of the story; `comments` counts those that are open."""

    claim: Claim
    refused: bool
    overridden: bool
    comments: int


class Part(NamedTuple):
    """A section with its sentences."""

    heading: str
    sentences: tuple[Sentence, ...]


class Todo(NamedTuple):
    """Something that a reviewer should settle; `claim` is where to look, None where it is about the whole."""

    kind: str
    text: str
    claim: str | None = None


class Outline(NamedTuple):
    """Everything on the story's side of the page."""

    parts: tuple[Part, ...]
    todo: tuple[Todo, ...]
    supported: int
    asserting: int
    first: str  # the sentence that is looked at first
    blockers: tuple[str, ...]  # in the way of any channel


def outline(view: StoryView) -> Outline:
    """Lay out a story for review."""
    story = view.version.content
    parts = tuple(
        Part(section.heading, tuple(_sentence(claim, view) for claim in section.claims)) for section in story.sections
    )
    sentences = [one for part in parts for one in part.sentences]
    asserting = [one for one in sentences if one.claim.verdict is not None]
    refused = [one for one in sentences if one.refused]
    first = next(iter(refused or asserting or sentences)).claim.id
    return Outline(
        parts=parts,
        todo=tuple(_todo(view, sentences)),
        supported=sum(not one.refused for one in asserting),
        asserting=len(asserting),
        first=first,
        blockers=tuple(view.blockers[Channel.INTERNAL]),
    )


def _sentence(claim: Claim, view: StoryView) -> Sentence:
    overridden = is_overridden(claim, view.overrides)
    comments = sum(one.claim == claim.id and one.resolved_at is None for one in view.comments)
    return Sentence(claim, claim.verdict in REFUSED and not overridden, overridden, comments)


def _todo(view: StoryView, sentences: list[Sentence]) -> Iterator[Todo]:
    story = view.version.content
    for one in sentences:
        if one.refused:
            yield Todo("Check", one.claim.text, one.claim.id)
    for comment in view.comments:
        if comment.resolved_at is None:
            yield Todo("Comment", comment.text, comment.claim)
    claims = [(claim, {(one.document, one.start) for one in claim.citations}) for claim in story.claims]
    for contradiction in story.contradictions:
        places = {(one.document, one.start) for one in contradiction.citations}
        yield Todo("They disagree", contradiction.text, next((c.id for c, cited in claims if cited & places), None))
    for flag in story.flags:
        yield Todo(flag.kind.replace("_", " ").capitalize(), flag.text)
    for gap in story.gaps:
        yield Todo("Still open", gap.question + (f" Ask {gap.person}." if gap.person else ""))
