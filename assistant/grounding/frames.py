"""Then and now: which side of a change a figure stands on, by its role in the sentence or by the words around it."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.verdicts import Verdict
from assistant.grounding.clauses import clause_at
from assistant.grounding.evidence import Evidence, Placed
from assistant.grounding.figures import Figure, Role
from assistant.grounding.findings import Finding
from assistant.grounding.held import Held

CAP = 0.3

_THEN = re.compile(
    r"\b(?:before|used to|previously|formerly|originally|in the past|at the start|prior to|back then|until then)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:now|today|currently|nowadays|these days|since then|after(?:wards)?|at present)\b", re.IGNORECASE
)
_PRESENT = re.compile(r"\b(?:is|are|takes?|costs?|needs?|stands? at|remains?)\b")
_PAST = re.compile(r"\b(?:was|were|took|cost us|needed|had|did|used to|been|from)\b")


def frame(text: str, figure: Figure) -> Role | None:
    """Return the side of a change that a figure stands on by its role or its clause, None where neither tells."""
    return figure.role or _cued(clause_at(text, figure.start).of(text))


def _cued(text: str) -> Role | None:
    then, now = _THEN.search(text), _NOW.search(text)
    if bool(then) is bool(now):
        return None
    return Role.BEFORE if then else Role.AFTER


def frame_there(placed: Placed, evidence: Evidence) -> Role | None:
    """Return the side on which a figure of the sources stands."""
    text = evidence.index.lines[placed.line].text
    return placed.figure.role or _cued(text) or frame(text, placed.figure)


def check_frames(text: str, held: Sequence[Held], evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for a figure that is what it was before where the sources say after, or the other way about."""
    for one in held:
        here = frame(text, one.figure) or _tense(text, one.figure)
        if here is None or one.formula or not one.places or not one.figure.is_quantity:
            continue
        there = {frame_there(placed, evidence) for placed in one.places}
        if len(there) == 1 and there.isdisjoint({here, None}):
            side = "before" if here is Role.AFTER else "after"
            reason = f"direction: in the source, {one.figure.text} is what it was {side}"
            yield Finding(reason, Verdict.CONTRADICTED, CAP)
            return


def _tense(text: str, figure: Figure) -> Role | None:
    """Read a plain present as what holds now; a past may be either."""
    clause = clause_at(text, figure.start).of(text)
    return Role.AFTER if _PRESENT.search(clause) and not _PAST.search(clause) else None
