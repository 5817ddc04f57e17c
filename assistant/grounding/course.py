"""The course of a change: what "rose from 14 to 5" cannot have done, whatever the sources say."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.figures import Figure, Role
from assistant.grounding.figures.units import in_base, same_family
from assistant.grounding.findings import Finding
from assistant.grounding.support.canonical import root
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

CAP = 0.35

# Only words that say nothing but the way: what improved may have gone either way.
_RISE = frozenset(map(root, wordset("rose risen rise increased climbed grew jumped surged soared up raised")))
_FALL = frozenset(
    map(root, wordset("fell fallen dropped declined decreased shrank reduced cut plunged slumped down lowered"))
)
_REACH = 6  # words before the first figure, or between the two, among which the word stands


def check_course(claim: Claim, lines: Sequence[Aligned]) -> Iterator[Finding]:
    """Yield a finding where the claim's own two figures went the other way than its word for it says."""
    for one, other in pairwise(claim.figures):
        if {one.role, other.role} != {Role.BEFORE, Role.AFTER} or not same_family(one.unit, other.unit):
            continue
        before, after = (one, other) if one.role is Role.BEFORE else (other, one)
        word = _word(claim, one, other)
        if word is None or any(word.stem in line.stems for line in lines):
            continue
        change = in_base(after.low, after.unit) - in_base(before.low, before.unit)
        if (change > 0 and word.stem in _FALL) or (change < 0 and word.stem in _RISE):
            reason = f"direction: the claim says “{word.text}”, from {before.text} to {after.text} it is the other way"
            yield Finding(reason, Verdict.CONTRADICTED, CAP)
            return


def _word(claim: Claim, one: Figure, other: Figure) -> Token | None:
    """Return the word nearest to the figures that says which way they went."""
    before = [word for word in claim.words if word.end <= one.start][-_REACH:]
    between = [word for word in claim.words if one.end <= word.start and word.end <= other.start]
    told = [word for word in (*before, *between) if word.stem in _RISE | _FALL]
    return told[-1] if told else None
