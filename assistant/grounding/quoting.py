"""The check of quotations: what stands between quotation marks must stand in the sources, said by the same person."""

import re
from collections.abc import Iterator

from assistant.domain.verdicts import Verdict
from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence
from assistant.grounding.findings import Finding
from assistant.grounding.quotes import Placement, Quotation, QuoteClass

_TOKENISED = re.compile(r" (n['’]t|['’](?:m|s|re|ve|ll|d))\b")  # "do n't", "i 'm": a tokeniser's space
MOST = 20  # quotations of one sentence that are looked at; the others make it partial
CAP_FABRICATED = 0.2
CAP_MISATTRIBUTED = 0.2
CAP_ALTERED = 0.4


def check_quotations(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each quotation of a class that may not stand between quotation marks.

    Marks that only set off a word or a title are no quotation; the words count like any others.
    """
    if len(claim.quotations) > MOST:
        reason = f"quotation: only the first {MOST} of {len(claim.quotations)} were looked at"
        yield Finding(reason, Verdict.PARTIAL, CAP_ALTERED)
    for quotation in claim.quotations[:MOST]:
        placed = evidence.quotes.place(_TOKENISED.sub(r"\1", quotation.text), quotation.speaker)
        if _is_misheard(quotation, placed, evidence):
            continue
        if (finding := _finding(quotation, placed)) is not None:
            yield finding


def _is_misheard(quotation: Quotation, placed: Placement, evidence: Evidence) -> bool:
    """Tell whether a wrong speaker is the right one by another part of the name: "Ann" there, "Lee" here."""
    if placed.cls is not QuoteClass.MISATTRIBUTED or not placed.speaker or not quotation.speaker:
        return False
    return evidence.one_person(placed.speaker, quotation.speaker)


def _finding(quotation: Quotation, placed: Placement) -> Finding | None:
    if placed.cls.may_be_quoted:
        return None
    reason = f"quotation: {placed.cls.value}: {placed.reason}"
    if placed.cls is QuoteClass.FABRICATED:
        return Finding(reason, Verdict.UNSUPPORTED, CAP_FABRICATED if quotation.direct else CAP_ALTERED)
    if placed.cls is QuoteClass.MISATTRIBUTED:
        return Finding(f"{reason}: “{_short(quotation.text)}”", Verdict.CONTRADICTED, CAP_MISATTRIBUTED)
    return Finding(reason, Verdict.UNSUPPORTED, CAP_ALTERED)


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
