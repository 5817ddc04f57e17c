"""Exceptions: "all plants except Turin" carries nothing of Turin, and not of all plants either."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.findings import Finding

CAP = 0.4

_EXCEPT = re.compile(
    r"\b(?:except(?: for| in| at)?|excepting|excluding|apart from|with the exception of|all but)\b", re.IGNORECASE
)
_ALL = re.compile(r"\b(?:all|every|each|everyone|everybody|everywhere)\b", re.IGNORECASE)
_REACH = 60  # code points after the word


def check_exceptions(claim: Claim, lines: Sequence[Aligned]) -> Iterator[Finding]:
    """Yield a finding where every comparable sentence excepts what the claim does not."""
    excepted = [hit for line in lines if (hit := _EXCEPT.search(line.line.text))]
    if not lines or len(excepted) < len(lines) or _EXCEPT.search(claim.text):
        return
    stretches = [line.line.text[hit.end() : hit.end() + _REACH] for line, hit in zip(lines, excepted, strict=True)]
    for name in claim.names:
        if all(name.text in stretch for stretch in stretches):
            reason = f"quantity: the source excepts {name.text}"
            yield Finding(reason, Verdict.CONTRADICTED, CAP)
            return
    if _ALL.search(claim.text):
        yield Finding("quantity: the source names an exception, the claim does not", Verdict.PARTIAL, CAP)
