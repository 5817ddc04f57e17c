"""Title, summary and headings of an edited story: what they say must stand in supported claims, else it blocks."""

from collections.abc import Sequence

from assistant.domain.story import Claim, Story
from assistant.domain.verdicts import Verdict
from assistant.grounding.sentences import split
from assistant.workflow.desk.details import carriers, supported
from assistant.workflow.desk.judging import NO_ASSERTION
from assistant.workflow.desk.sources import Sources, cite_of
from assistant.workflow.drafting import givens_of

_TITLE, _SUMMARY, _HEADING = "the title", "the summary", "a heading"
_LACKS = "says what no supported claim carries"


def front(before: Story, story: Story, changed: set[str], sources: Sources) -> tuple[Story, tuple[str, ...]]:
    """Return a story whose title and summary name the claims that carry them, and what blocks it.

    Args:
        before: the story as it was judged last.
        story: with its claims judged.
        changed: ids of the claims that were judged anew.
        sources: everything that is kept of the account now.
    """
    there = {claim.id for claim in story.claims} - changed
    blocked = [
        f"{_HEADING} {_LACKS}: {lost}"
        for section in story.sections
        for lost in carriers(section.heading, story, _given(sources))[1]
        if any(claim.id in changed for claim in section.claims) or section not in before.sections
    ]
    update: dict[str, tuple[str, ...]] = {}
    for name, what, text, was, named in (
        ("title_claims", _TITLE, story.title, before.title, story.title_claims),
        ("summary_claims", _SUMMARY, story.summary, before.summary, story.summary_claims),
    ):
        lacked = any(one.startswith(f"{what} {_LACKS}") for one in before.checks.blockers)
        if text == was and there.issuperset(named) and not lacked:
            continue  # what carried it still stands
        sentences = [text] if what == _TITLE else [span.of(text) for span in split(text)]
        found = [_carried(sentence, story, sources) for sentence in sentences if sentence]
        update[name] = tuple(dict.fromkeys(id_ for ids, _ in found for id_ in ids))
        blocked += [f"{what} {_LACKS}: {lost}" for _, every in found for lost in every]
    return story.model_copy(update=update), tuple(dict.fromkeys(blocked))


def _carried(sentence: str, story: Story, sources: Sources) -> tuple[Sequence[str], Sequence[str]]:
    """Return the claims that carry a sentence, and what of it none carries."""
    ids, lost = carriers(sentence, story, _given(sources))
    claims = supported(story)
    same = [claim.id for claim in claims if claim.text.rstrip(".") == sentence.rstrip(".")]
    if lost or same:
        return same[:1] or ids, () if same else lost
    cites = dict.fromkeys(cite_of(one) for claim in claims for one in claim.citations)
    judgement = sources.check(sentence, list(cites), story.metrics) if cites else None
    if judgement is None or judgement.verdict is not Verdict.SUPPORTED:
        return ids, (f"“{sentence}”",)
    if ids or judgement.reasons == NO_ASSERTION:
        return ids, ()
    places = {span.source for span in judgement.citations}
    return [claim.id for claim in claims if _stands_in(claim, places, sources)][:1], ()


def _stands_in(claim: Claim, places: set[str], sources: Sources) -> bool:
    return any(sources.pool.span(cite_of(one)).source in places for one in claim.citations)


def _given(sources: Sources) -> tuple[str, ...]:
    return givens_of(sources.material).names
