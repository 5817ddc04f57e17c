"""Decides sentence by sentence what the evidence carries (design: decisions 2 and 4)."""

from collections.abc import Sequence

from assistant.domain.verdicts import Judgement, SourceSpan, Verdict
from assistant.grounding.aligned import aligned
from assistant.grounding.assertion import asserts_nothing
from assistant.grounding.attribution import check_attribution
from assistant.grounding.claim import Claim
from assistant.grounding.contrast import check_contrast
from assistant.grounding.direction import check_direction
from assistant.grounding.evidence import Evidence
from assistant.grounding.figuring import check_figures
from assistant.grounding.findings import Finding, worst
from assistant.grounding.givens import Givens
from assistant.grounding.judge import Judge
from assistant.grounding.modality import check_modality
from assistant.grounding.naming import check_names
from assistant.grounding.polarity import check_negation
from assistant.grounding.quoting import check_quotations
from assistant.grounding.roles import check_roles
from assistant.grounding.sources import SourceText, cut, whole
from assistant.grounding.support.carrying import Support, support
from assistant.grounding.voice import check_own_voice

# Mean of the measures from which a sentence counts as carried; names and figures that are all carried
# speak for the rest, so that three of them or more lower the bar. See docs/grounding.md for the choice.
SUPPORTED = 0.62
RELIEF = 0.22
_FULL_RELIEF = 3
PARTIAL = 0.3


class Checker:
    """Checks any number of sentences against one set of sources, which are indexed once."""

    def __init__(self, sources: Sequence[SourceText], givens: Givens | None = None, judge: Judge | None = None) -> None:
        self._sources = {source.id: source for source in sources}
        self._givens = givens or Givens()
        self._judge = judge
        self._whole = Evidence(whole(self._sources.values()))

    def check(
        self, sentence: str, *, cited: Sequence[SourceSpan] | None = None, figures: Sequence[str] = ()
    ) -> Judgement:
        """Judge one sentence.

        Args:
            sentence: what is claimed.
            cited: the only stretches that may carry it; None looks through all sources and returns what it found.
            figures: figures as written that are carried by a computation over cited figures.

        Raises:
            KeyError, ValueError: a citation names no source, or lies outside it.
        """
        claim = Claim(sentence)
        if asserts_nothing(claim):
            return Judgement(verdict=Verdict.SUPPORTED, score=1.0, reasons=("no_assertion",))
        evidence = self._whole if cited is None else Evidence(cut(self._sources, cited))
        if line := evidence.verbatim(sentence):
            return Judgement(verdict=Verdict.SUPPORTED, score=1.0, citations=(line.span,))
        carried = support(claim.stems, [word.stem for word in claim.words], evidence.index)
        lines = aligned(carried)
        findings = [
            *check_quotations(claim, evidence),
            *check_figures(claim, evidence, lines, figures),
            *check_names(claim, evidence, self._givens),
            *check_negation(claim, lines),
            *check_direction(claim, lines),
            *check_modality(claim, lines),
            *check_own_voice(claim, lines),
            *check_roles(claim, lines),
            *check_contrast(claim, evidence, lines),
            *check_attribution(claim, evidence),
        ]
        return _judged(claim, carried, findings)


def _judged(claim: Claim, carried: Support, findings: Sequence[Finding]) -> Judgement:
    score = carried.score
    for finding in findings:
        score *= finding.cap
    verdict = worst([_semantic(claim, carried), *(finding.verdict for finding in findings)])
    reasons = list(dict.fromkeys(finding.reason for finding in findings))
    if verdict is not Verdict.SUPPORTED and carried.missing:
        reasons.append("coverage: not in the sources: " + ", ".join(carried.missing))
    return Judgement(
        verdict=verdict,
        score=min(1.0, max(0.0, score)),
        reasons=tuple(reasons),
        citations=tuple(line.span for line in carried.cited),
    )


def _semantic(claim: Claim, carried: Support) -> Verdict:
    details = min(_FULL_RELIEF, len(claim.names) + len(claim.figures)) / _FULL_RELIEF
    if carried.score >= SUPPORTED - RELIEF * details:
        return Verdict.SUPPORTED
    return Verdict.PARTIAL if carried.score >= PARTIAL else Verdict.UNSUPPORTED
