"""Puts an edited story together again: what was changed is judged by the checker, everything else stays as it was."""

from collections.abc import Iterator, Sequence

from assistant.domain.documents import Side
from assistant.domain.evidence import Evidence
from assistant.domain.story import Claim, ClaimKind, Quote, Section, Story
from assistant.domain.verdicts import Verdict
from assistant.grounding.quotes import quotations
from assistant.grounding.words import tokens
from assistant.workflow.desk.fronting import front
from assistant.workflow.desk.judging import Judging
from assistant.workflow.desk.ledger import Ledger
from assistant.workflow.desk.relocating import relocated
from assistant.workflow.desk.sources import Sources
from assistant.writing.closing import checks_of
from assistant.writing.quoting import match_of


def rechecked(before: Story, after: Story, sources: Sources) -> Story:
    """Return an edited story with its changed claims judged, and title, summary, quotations and checks made to fit.

    A claim is changed when its words are, or when what it cites is no longer kept. No other claim is judged again.

    Args:
        before: the story as it was judged last.
        after: the same with other words in it.
        sources: everything that is kept of the account now.
    """
    story = relocated(after, {document.id: document.text for document in sources.documents})
    if story is before:
        return before
    ledger = Ledger(story.evidence, sources.pool)
    judging = Judging(story, sources, ledger)
    known = {claim.id: claim for claim in before.claims}
    changed = {claim.id for claim in story.claims if _is_changed(claim, known.get(claim.id), ledger)}
    story = story.model_copy(
        update={"sections": tuple(_sections(story, judging, changed)), "documents": sources.documents}
    )
    quotes = tuple(_quotes(story, changed, sources, ledger))
    story, blocked = front(before, story.model_copy(update={"quotes": quotes}), changed, sources)
    story = story.model_copy(update={"evidence": ledger.used(story)})
    checks = checks_of(story.claims, story.evidence, story.kind)
    blockers = (*checks.blockers, *blocked)
    checks = checks.model_copy(update={"blockers": blockers, "publishable": not blockers})
    return story.model_copy(update={"checks": checks})


def _is_changed(claim: Claim, known: Claim | None, ledger: Ledger) -> bool:
    return known is None or known.text != claim.text or not all(ledger.has(one.evidence) for one in claim.citations)


def _sections(story: Story, judging: Judging, changed: set[str]) -> Iterator[Section]:
    for section in story.sections:
        claims = tuple(judging.judged(claim) if claim.id in changed else claim for claim in section.claims)
        if any(claim.kind is not ClaimKind.LINK for claim in claims):
            yield section.model_copy(update={"claims": claims})


def _quotes(story: Story, changed: set[str], sources: Sources, ledger: Ledger) -> Iterator[Quote]:
    """Yield the quotations that still stand in a claim, and those that were put in."""
    said = "\n".join(_words(claim.text) for claim in story.claims)
    parted = {_words(quoted.text) for claim in story.claims for quoted in quotations(claim.text)}
    still = [quote for quote in story.quotes if _words(quote.text) in said or _words(quote.text) in parted]
    yield from still
    there = {_words(quote.text) for quote in still}
    for claim in story.claims:
        if claim.id in changed and claim.verdict is Verdict.SUPPORTED:
            for quoted in quotations(claim.text):
                if not quoted.is_scare and _words(quoted.text) not in there:
                    items = [ledger.item(one.evidence) for one in claim.citations]
                    yield from _quote(quoted.text, items, sources)


def _words(text: str) -> str:
    """Return the words alone: a comma before "says" stands where the quotation has its full stop."""
    return " ".join(word.norm for word in tokens(text))


def _quote(said: str, items: Sequence[Evidence], sources: Sources) -> Iterator[Quote]:
    for item in items:
        match = match_of(said, item.text)
        if match is not None and item.side is not Side.VENDOR:
            person = sources.material.person(item.speaker)
            yield Quote(
                text=said,
                speaker=item.speaker,
                title=person.title if person else None,
                side=item.side,
                match=match,
                citations=(item.id,),
                original=None if said in item.text else item.text,
            )
            return
