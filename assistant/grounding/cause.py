"""Cause: "because of" needs a source that says because; two things that came together are no cause."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.findings import Finding

CAP = 0.7

_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a (?:direct )?(?:result|consequence)|result(?:s|ed|ing)? (?:in|from)"
    r"|caus(?:e|es|ed|ing)|led to|leads to|leading to|brought about|attribut(?:e|es|ed|able) to|thereby|so that)\b",
    re.IGNORECASE,
)
_IMPLIED = re.compile(
    r"\b(?:because|since|due|owing|thanks|result\w*|caus\w+|le(?:d|ads|ading) to|brought|attribut\w+|thereby|so"
    r"|therefore|hence|consequent\w*|help\w*|let|lets|letting|allow\w*|enabl\w+|made|makes|making|by \w+ing"
    r"|with|through|from|reason\w*|why|for|as)\b",
    re.IGNORECASE,
)


def check_cause(claim: Claim, lines: Sequence[Aligned]) -> Iterator[Finding]:
    """Yield a finding where the claim names a cause and no comparable sentence hints at one."""
    cause = _CAUSE.search(claim.text)
    if cause is None or not lines or any(_IMPLIED.search(line.line.text) for line in lines):
        return
    yield Finding(f"cause: the claim says “{cause.group()}”, the source does not", Verdict.PARTIAL, CAP)
