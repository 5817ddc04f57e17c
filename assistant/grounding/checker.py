"""Decides sentence by sentence what the evidence carries (design: decisions 2 and 4)."""

from collections.abc import Sequence

from assistant.domain.errors import AssistantError
from assistant.domain.verdicts import Judgement, SourceSpan, Verdict
from assistant.grounding.across import judged_rendering
from assistant.grounding.aligned import aligned
from assistant.grounding.assertion import asserts_nothing
from assistant.grounding.attribution import check_attribution, saying
from assistant.grounding.cause import check_cause
from assistant.grounding.claim import Claim
from assistant.grounding.computing import computed
from assistant.grounding.contrast import check_contrast
from assistant.grounding.course import check_course
from assistant.grounding.direction import check_direction
from assistant.grounding.doers import check_doers
from assistant.grounding.evidence import Evidence
from assistant.grounding.exceptions import check_exceptions
from assistant.grounding.figuring import check_figures
from assistant.grounding.findings import Finding, worst
from assistant.grounding.frames import check_frames
from assistant.grounding.fusion import check_fusion
from assistant.grounding.givens import Givens
from assistant.grounding.held import Held, held
from assistant.grounding.judge import Judge
from assistant.grounding.languages import check_language
from assistant.grounding.modality import check_modality
from assistant.grounding.names import given_words
from assistant.grounding.naming import check_names
from assistant.grounding.polarity import check_negation
from assistant.grounding.quoting import check_quotations
from assistant.grounding.rewording import reworded
from assistant.grounding.roles import check_roles
from assistant.grounding.sources import SourceText, cut, whole
from assistant.grounding.support.carrying import Support, support
from assistant.grounding.support.content import content
from assistant.grounding.swaps import check_owners, check_swaps
from assistant.grounding.titles import check_titles
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
        self._whole = Evidence(whole(sources))

    def check(
        self,
        sentence: str,
        *,
        cited: Sequence[SourceSpan] | None = None,
        figures: Sequence[str] = (),
        language: str = "en",
        compute: bool = False,
    ) -> Judgement:
        """Judge one sentence.

        Args:
            sentence: what is claimed.
            cited: the only stretches that may carry it; None looks through all sources and returns what it found.
            figures: figures as written that are carried by a computation over cited figures.
            language: of the sentence, ISO 639-1.
            compute: let a figure follow from others of the sources; the reasons then tell the formula.

        Raises:
            KeyError: a citation names no source.
            ValueError: a citation lies outside its source.
        """
        claim = Claim(sentence, language)
        if asserts_nothing(claim):
            return Judgement(verdict=Verdict.SUPPORTED, score=1.0, reasons=("no_assertion",))
        evidence = self._whole if cited is None else Evidence(cut(self._sources, cited))
        if line := evidence.verbatim(sentence):
            return Judgement(verdict=Verdict.SUPPORTED, score=1.0, citations=(line.span,))
        stands = held(claim, evidence, figures)
        if compute:
            stands = tuple(computed(one, claim, evidence) for one in stands)
        carried = self._support(claim, evidence, stands)
        judgement = _judged(claim, carried, self._findings(claim, carried, evidence, stands))
        return judgement if self._judge is None else _heard(self._judge, sentence, carried, judgement)

    def check_rendering(self, rendering: str, original: str, *, language: str, source_language: str) -> Judgement:
        """Judge a sentence put into another language by the one it puts across, which was checked; see `across`."""
        return judged_rendering(
            rendering, original, language=language, source_language=source_language, judge=self._judge
        )

    def _support(self, claim: Claim, evidence: Evidence, figures: Sequence[Held]) -> Support:
        """Measure what is claimed; who says it, where that is given, needs no cover."""
        free = given_words(claim.words, self._givens, evidence.voices)
        if evidence.voices:
            free |= saying(claim)
        words = [word for word in reworded(claim, figures, evidence) if word not in free or word.stem in evidence.index]
        return support(content(words) or claim.content, words, evidence.index)

    def _findings(self, claim: Claim, carried: Support, evidence: Evidence, figures: Sequence[Held]) -> list[Finding]:
        """Run every offline check, cheapest first; a refusal does not stop the others."""
        lines = aligned(carried)
        return [
            *check_quotations(claim, evidence),
            *check_figures(claim, evidence, lines, figures),
            *check_course(claim, lines),
            *check_frames(claim.text, figures, evidence),
            *check_names(claim, evidence, self._givens),
            *check_titles(claim, evidence, self._givens),
            *check_negation(claim, lines, evidence),
            *check_direction(claim, lines),
            *check_modality(claim, lines),
            *check_own_voice(claim, lines),
            *check_roles(claim, lines),
            *check_doers(claim, evidence, self._givens),
            *check_swaps(claim, lines),
            *check_owners(claim, evidence, lines),
            *check_fusion(claim, evidence, figures),
            *check_contrast(claim, evidence, lines, [one.figure for one in figures if one.formula]),
            *check_exceptions(claim, lines),
            *check_cause(claim, lines),
            *check_attribution(claim, evidence),
            *check_language(claim, carried, evidence),
        ]


def _judged(claim: Claim, carried: Support, findings: Sequence[Finding]) -> Judgement:
    score = carried.score
    for finding in findings:
        score *= finding.cap
    verdict = worst([_semantic(claim, carried), *(finding.verdict for finding in findings)])
    reasons = list(dict.fromkeys(finding.reason for finding in findings))
    if verdict is not Verdict.SUPPORTED:
        reasons += _uncovered(carried, told=any(finding.cap < 1 for finding in findings))
    return Judgement(
        verdict=verdict,
        score=min(1.0, max(0.0, score)),
        reasons=tuple(reasons),
        citations=tuple(line.span for line in carried.cited),
    )


def _uncovered(carried: Support, *, told: bool) -> list[str]:
    """Say which words are not in the sources or, if they all are and nothing else is told, that they are scattered."""
    if missing := carried.missing:
        words = {word.stem: word.text for word in carried.words}
        return ["coverage: not in the sources: " + ", ".join(words.get(stem, stem) for stem in missing)]
    return [] if told else ["coverage: the words stand in the sources, but not together"]


def _semantic(claim: Claim, carried: Support) -> Verdict:
    details = min(_FULL_RELIEF, len(claim.names) + len(claim.figures)) / _FULL_RELIEF
    if carried.score >= SUPPORTED - RELIEF * details:
        return Verdict.SUPPORTED
    return Verdict.PARTIAL if carried.score >= PARTIAL else Verdict.UNSUPPORTED


def is_undecided(judgement: Judgement) -> bool:
    """Tell whether the offline checks cannot decide: nothing is refused, and no more than the words is doubtful.

    A figure, name, date, quotation, negation, language or any other finding decides; so does cover from
    `SUPPORTED` on, or none. What lies between, whatever names and figures speak for it, is a judge's.
    """
    refused = any(not reason.startswith(("coverage", "computed")) for reason in judgement.reasons)
    return not refused and judgement.verdict is not Verdict.UNSUPPORTED and PARTIAL <= judgement.score < SUPPORTED


def _heard(judge: Judge, sentence: str, carried: Support, offline: Judgement) -> Judgement:
    """Ask the judge where the offline checks cannot decide; one that fails leaves the judgement, and says so."""
    if not is_undecided(offline):
        return offline
    try:
        opinion = judge.judge(sentence, tuple(line.text for line in carried.cited))
    except AssistantError as error:
        return offline.model_copy(update={"reasons": (*offline.reasons, f"judge: unscored: {error}")})
    if opinion is None:
        return offline.model_copy(update={"reasons": (*offline.reasons, "judge: unscored")})
    return Judgement(
        verdict=opinion.verdict,
        score=(offline.score + opinion.score) / 2,
        reasons=(*offline.reasons, *opinion.reasons),
        citations=offline.citations,
    )
