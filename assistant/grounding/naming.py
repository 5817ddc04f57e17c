"""The check of names: each must stand in a cited text, be a cited speaker, or be given."""

from collections.abc import Iterator

from assistant.domain.verdicts import Verdict
from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence
from assistant.grounding.findings import Finding
from assistant.grounding.givens import Givens
from assistant.grounding.names import absent

CAP = 0.6
CAP_LOWER_CASED = 0.8  # there a name is less surely one


def check_names(claim: Claim, evidence: Evidence, givens: Givens) -> Iterator[Finding]:
    """Yield one finding for all the names that nothing carries."""
    if lacking := absent(claim.text, evidence.index, givens, evidence.voices):
        names = ", ".join(name.text for name in lacking)
        cap = CAP if any(map(str.isupper, claim.text)) else CAP_LOWER_CASED
        yield Finding(f"name: {names} is in no cited text", Verdict.PARTIAL, cap)
