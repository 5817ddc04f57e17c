"""Finds every outcome in the sentences of the notes."""

from collections.abc import Sequence

from assistant.writing.candidates import Candidate
from assistant.writing.outcomes.changes import changes
from assistant.writing.outcomes.findings import Finding, Statement
from assistant.writing.outcomes.money import returns
from assistant.writing.outcomes.pairs import pairs
from assistant.writing.outcomes.units import is_legible
from assistant.writing.proposal import SpanCite


def statements(found: Sequence[Candidate]) -> tuple[Statement, ...]:
    """Return the candidates as statements, without figures of more digits than anything measured has."""
    return tuple(
        Statement(
            text=candidate.text,
            figures=tuple(figure for figure in candidate.figures if is_legible(figure)),
            cite=SpanCite(candidate.passage.document, candidate.span.start, candidate.span.end),
            place=candidate.order,
            voice=candidate.speaker,
            rank=candidate.passage.rank,
            around=candidate.passage.text,
        )
        for candidate in found
    )


def findings(told: Sequence[Statement]) -> tuple[Finding, ...]:
    """Return pairs, then returns, compound and stated changes; each place and form once."""
    held = [statement for statement in told if statement.figures]
    return tuple(dict.fromkeys((*pairs(held), *returns(held), *changes(held))))
