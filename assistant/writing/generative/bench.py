"""Where every sentence of a model is checked, with the same checker as everywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.domain.errors import ModelFailed
from assistant.domain.verdicts import Verdict
from assistant.grounding.sources import SourceText
from assistant.writing.evidence import EvidencePool
from assistant.writing.generative.asking import Desk
from assistant.writing.generative.exhibits import Exhibit, Exhibits
from assistant.writing.generative.figures import told_figures
from assistant.writing.generative.strays import stray
from assistant.writing.generative.words import Refusal, sentences_of, title_cites, worded
from assistant.writing.material import Material
from assistant.writing.outcomes.findings import Finding
from assistant.writing.proposal import Cite, FactCite, ProposedMetric, Wording
from assistant.writing.repair import SentenceChecker, carried

CheckerOf = Callable[[Material, Sequence[SourceText]], SentenceChecker]


@dataclass(frozen=True)
class Attempt:
    """A sentence on its way into the story; it holds where it has a wording, and else says why not.

    `key` stays with it through repair and polish.
    """

    key: str
    part: str
    text: str
    exhibits: tuple[Exhibit, ...]
    wording: Wording | None = None
    reasons: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether the checker carries it."""
        return self.wording is not None


class Bench:
    """Checks sentences against all evidence of a story; `metrics` are given to those that tell them.

    `judged` says that the checker asks a model: then sentences are checked side by side.
    """

    def __init__(
        self,
        material: Material,
        exhibits: Exhibits,
        metrics: Sequence[tuple[ProposedMetric, Finding]],
        checker_of: CheckerOf,
        *,
        judged: bool = False,
    ) -> None:
        self._judged = judged
        self._material = material
        self._metrics = metrics
        people = (*material.account.people, *(one for each in material.documents for one in each.header.people))
        self._given = [name for name in (material.account_name, *(person.name for person in people)) if name]
        self._pool = EvidencePool(material, [exhibit.cite for exhibit in exhibits.all])
        for cite in (*title_cites(material), *(cite for metric, _ in metrics for cite in metric.cites)):
            self._pool.add(cite)
        self._checker_of = checker_of
        self._checker = checker_of(material, self._pool.sources())

    def checked(self, attempts: Sequence[Attempt], desk: Desk) -> list[Attempt]:
        """Return the attempts with what the checker says of each."""
        if not self._judged:  # threads only stand in each other's way
            return [self.check(one) for one in attempts]
        results = desk.together([partial(self.check, one) for one in attempts])
        pairs = zip(attempts, results, strict=True)
        return [_unchecked(one, got) if isinstance(got, ModelFailed) else got for one, got in pairs]

    def check(self, attempt: Attempt) -> Attempt:
        """Return one attempt with its wording, where the evidence carries it, or with the reasons against it."""
        wording = worded(attempt.text, attempt.exhibits, self._material)
        if isinstance(wording, Refusal):
            return replace(attempt, wording=None, reasons=(wording.reason,))
        judgement = carried(wording, self._pool, self._checker)
        if judgement.reasons == ("no_assertion",):
            return replace(attempt, wording=None, reasons=("form: it says nothing about the customer",))
        if judgement.verdict is not Verdict.SUPPORTED:
            return replace(attempt, wording=None, reasons=judgement.reasons or ("coverage: not carried",))
        carriers = [self._text(cite) for cite in wording.cites]
        if reason := stray(wording.text, carriers, self._names(attempt.exhibits), self._material.language):
            return replace(attempt, wording=None, reasons=(reason,))
        return replace(attempt, wording=replace(wording, metrics=self._told(wording)), reasons=())

    def offered(self) -> tuple[Exhibit, ...]:
        """Return the figures that code computed and the checker carries as they are put."""
        told = told_figures(self._metrics)
        return tuple(one for one in told if self.check(Attempt("", "", one.text, (one,))).holds)

    def may_head(self, text: str, exhibits: Sequence[Exhibit]) -> bool:
        """Tell whether a line has the form of one sentence of the story."""
        return len(sentences_of(text)) == 1 and isinstance(worded(text, exhibits, self._material), Wording)

    def follows(self, text: str, claims: Sequence[Wording]) -> bool:
        """Tell whether a headline or a sentence of a summary says only what some claims say."""
        sources = [SourceText(f"k{number}", claim.text, rank=1) for number, claim in enumerate(claims)]
        judgement = self._checker_of(self._material, sources).check(text)
        if judgement.verdict is not Verdict.SUPPORTED or judgement.reasons == ("no_assertion",):
            return False
        names = [*self._given, *(quoted.speaker or "" for claim in claims for quoted in claim.quoted)]
        return stray(text, [claim.text for claim in claims], names, self._material.language) is None

    def _text(self, cite: Cite) -> str:
        item, place = self._pool.evidence(cite), self._pool.span(cite)
        return item.text[place.start : place.end]

    def _names(self, exhibits: Sequence[Exhibit]) -> list[str]:
        """Return the names that a sentence may use: given ones, and of those who speak in its evidence."""
        return [*self._given, *(exhibit.speaker for exhibit in exhibits if exhibit.speaker)]

    def _told(self, wording: Wording) -> tuple[str, ...]:
        """Return the metrics that a sentence tells: it cites all the places they were found in."""
        cites: set[Cite] = set(wording.cites)
        found = [metric.key for metric, finding in self._metrics if cites.issuperset(finding.cites)]
        used = [f"u-{cite.fact}" for cite in wording.cites if isinstance(cite, FactCite)]
        return tuple(dict.fromkeys((*wording.metrics, *found, *used)))


def _unchecked(attempt: Attempt, error: ModelFailed) -> Attempt:
    return replace(attempt, wording=None, reasons=(f"judge: {error}",))
