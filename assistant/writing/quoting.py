"""Quotations in claims: which class their words are of, and stories that must do without any."""

import re
from dataclasses import replace

from assistant.domain.story import QuoteMatch
from assistant.grounding.quotes import QuoteIndex, QuoteSource
from assistant.writing.proposal import Line, Proposal, ProposedClaim, Wording

_MARKS = re.compile(r'["“”„«»]')


def match_of(text: str, original: str) -> QuoteMatch | None:
    """Return exact, trimmed or cleaned; None where the words may not stand between quotation marks."""
    placed = QuoteIndex([QuoteSource("original", original, ())]).place(text)
    return next((match for match in QuoteMatch if match.value == placed.cls.value), None)


def unquoted(proposal: Proposal) -> Proposal:
    """Return a proposal without what quotes anybody: such wordings go, and claims, titles and summaries with them."""
    sections = tuple(
        replace(section, claims=tuple(claim for each in section.claims if (claim := _plain(each)).wordings))
        for section in proposal.sections
    )
    return replace(
        proposal,
        titles=(*(line for line in proposal.titles[:-1] if not _is_marked(line)), *proposal.titles[-1:]),
        summary=tuple(line for line in proposal.summary if not _is_marked(line)),
        sections=sections,
    )


def _plain(claim: ProposedClaim) -> ProposedClaim:
    return replace(claim, wordings=tuple(wording for wording in claim.wordings if not _quotes(wording)))


def _quotes(wording: Wording) -> bool:
    return bool(wording.quoted) or _MARKS.search(wording.text) is not None


def _is_marked(line: Line) -> bool:
    return line.text is not None and _MARKS.search(line.text) is not None
