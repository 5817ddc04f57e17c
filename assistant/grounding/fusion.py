"""Two details that the sources give apart, joined in a claim.

"The pilot ran in Lyon. The plant in Nantes will follow." does not carry "The pilot ran in Nantes": the pilot has
another place, and the place another subject. The same holds for figures, dates and names beside each other.
Nothing is refused while one clause of the sources holds both, or where either stands without a rival.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from assistant.domain.verdicts import Verdict
from assistant.grounding.claim import Claim
from assistant.grounding.details import Detail, alike, details
from assistant.grounding.evidence import Evidence
from assistant.grounding.findings import Finding
from assistant.grounding.held import Held
from assistant.grounding.parsed import Clause

CAP = 0.35


class _Rivals(NamedTuple):
    """What the sources have in the place of each of two details."""

    of_one: str | None
    of_other: str | None


def check_fusion(claim: Claim, evidence: Evidence, figures: Sequence[Held]) -> Iterator[Finding]:
    """Yield a finding for two details of a clause that the sources hold only apart, each with a rival of the other."""
    for found in details(claim, figures):
        for one, other in combinations(found, 2):
            if alike(one, other):
                continue
            rivals = _apart(one, other, evidence)
            if rivals.of_one and rivals.of_other:
                reason = f"roles: in the source, “{one.text}” goes with {rivals.of_other}"
                reason += f", and “{other.text}” with {rivals.of_one}"
                yield Finding(reason, Verdict.UNSUPPORTED, CAP)
                return


def _apart(one: Detail, other: Detail, evidence: Evidence) -> _Rivals:
    """Return the rivals of two details that no sentence holds both of."""
    found = _Rivals(None, None)
    for number in sorted({*one.lines(evidence), *other.lines(evidence)}):
        here = _in_sentence(one, other, evidence.clauses(number))
        if here is None:
            return _Rivals(None, None)
        found = _Rivals(found.of_one or here.of_one, found.of_other or here.of_other)
    return found


def _in_sentence(one: Detail, other: Detail, clauses: Sequence[Clause]) -> _Rivals | None:
    """Return the rivals in a sentence; None where it may hold both details as belonging together."""
    if any(one.may_hold(clause) and other.may_hold(clause) for clause in clauses):
        return None
    with_one = [other.rival(clause) for clause in clauses if one.holds(clause)]
    with_other = [one.rival(clause) for clause in clauses if other.holds(clause)]
    if with_one and with_other and not (all(with_one) and all(with_other)):
        return None
    return _Rivals(next(filter(None, with_other), None), next(filter(None, with_one), None))
