"""Which languages the rules cover: elsewhere nothing beyond verbatim is supported (contract: `draft`)."""

from collections.abc import Iterator

from assistant.domain.verdicts import Verdict
from assistant.grounding.evidence import Evidence
from assistant.grounding.findings import Finding
from assistant.grounding.support.carrying import Support

CAP = 0.5
COVERED = frozenset({"en", "und"})  # negation and figures are read in English; undetermined texts are short


def check_language(sentence: str, language: str, carried: Support, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding where sentence or source has a language without rules, and the words are not the source's."""
    spoken = {line.piece.source.language for line in carried.cited} | {language}
    if spoken <= COVERED or evidence.contains(sentence):
        return
    yield Finding("language", Verdict.PARTIAL, CAP)
