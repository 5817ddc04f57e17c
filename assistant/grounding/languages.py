"""Which languages the rules cover: elsewhere nothing beyond verbatim is supported (contract: `draft`)."""

from collections.abc import Iterator

from assistant.domain.verdicts import Verdict
from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence
from assistant.grounding.findings import Finding
from assistant.grounding.support.carrying import Support
from assistant.grounding.words import tokens

CAP = 0.5
_SAYS = frozenset({"says", "said"})
COVERED = frozenset({"en", "und"})  # negation and figures are read in English; undetermined texts are short


def check_language(claim: Claim, carried: Support, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding where sentence or source has a language without rules, and the words are not the source's.

    Verbatim words with no more around them than who says them are the source's.
    """
    spoken = {line.piece.source.language for line in carried.cited} | {claim.language}
    if spoken <= COVERED or evidence.contains(claim.text) or _only_quotes(claim, evidence):
        return
    yield Finding("language", Verdict.PARTIAL, CAP)


def _only_quotes(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether a sentence is somebody's words, which other checks compare, and who says them."""
    names = {token.norm for voice in evidence.voices for token in tokens(voice)}
    around = [token for token in claim.words if not claim.quotes(token.start, token.end)]
    return bool(claim.quotations) and all(token.norm in names or token.norm in _SAYS for token in around)
