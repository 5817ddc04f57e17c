"""What an edited claim is checked against: everything that is kept of the account now, and the story's usage facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.domain.accounts import Account
from assistant.domain.evidence import Citation
from assistant.domain.story import Metric, Story, StoryDocument
from assistant.domain.verdicts import Judgement, Verdict
from assistant.grounding.checker import Checker
from assistant.grounding.judge import Judge
from assistant.retrieval.kept import KeptDocument
from assistant.workflow.drafting import givens_of
from assistant.writing.evidence import EvidencePool
from assistant.writing.material import Material
from assistant.writing.proposal import Cite, FactCite, SpanCite


@dataclass(frozen=True)
class Sources:
    """All evidence of an account, as one checker sees it.

    Attributes:
        story: whose usage facts and metrics count.
        account: what is given.
        kept: the account's documents of now.
        judge: a second opinion; None is the rule.
    """

    story: Story
    account: Account
    kept: Sequence[KeptDocument]
    judge: Judge | None = None

    @cached_property
    def material(self) -> Material:
        """What a story of the account could be written from now."""
        return Material(
            kind=self.story.kind,
            account=self.account,
            documents=tuple(each.document for each in self.kept),
            passages=tuple(passage for each in self.kept for passage in each.passages),
            facts=self.story.usage_facts,
            language=self.story.language,
        )

    @cached_property
    def pool(self) -> EvidencePool:
        """Every passage and usage fact as evidence."""
        passages = (SpanCite(one.document, one.start, one.end) for one in self.material.passages)
        return EvidencePool(self.material, [*passages, *(FactCite(fact.id) for fact in self.material.facts)])

    @cached_property
    def documents(self) -> tuple[StoryDocument, ...]:
        """The documents as they travel with a story."""
        return tuple(
            StoryDocument(id=d.id, sha256=d.sha256, media_type=d.media_type, text=d.text, language=d.language)
            for d in self.material.documents
        )

    def check(self, text: str, cites: Sequence[Cite] | None, metrics: Iterable[Metric] = ()) -> Judgement:
        """Judge a sentence against some places, or against everything where `cites` is None.

        A figure may follow from others only where one of the metrics tells how; then the words that tell of the
        change, such as "fell by", need not stand in the sources either.
        """
        figures = [figure for metric in metrics for figure in computed_figures(metric)]
        cited = None if cites is None else [self.pool.span(cite) for cite in cites]
        language = self.story.language
        checker = self._checker()
        judgement = checker.check(text, cited=cited, figures=figures, language=language)
        if figures and judgement.reasons and all(reason.startswith("coverage") for reason in judgement.reasons):
            following = checker.check(text, cited=cited, language=language, compute=True)
            return following if following.verdict is Verdict.SUPPORTED else judgement
        return judgement

    def _checker(self) -> Checker:
        """Return the checker over the pool of now: a place outside of every passage, once cited, is part of it."""
        sources = self.pool.sources()
        if len(sources) not in self._checkers:
            self._checkers[len(sources)] = Checker(sources, givens_of(self.material), self.judge)
        return self._checkers[len(sources)]

    @cached_property
    def _checkers(self) -> dict[int, Checker]:
        return {}


def cite_of(citation: Citation) -> Cite:
    """Return the place that a citation of a story names."""
    if citation.document is None or citation.start is None or citation.end is None:
        return FactCite(citation.usage_fact or "")
    return SpanCite(citation.document, citation.start, citation.end)


def computed_figures(metric: Metric) -> tuple[str, ...]:
    """Return the figures that a metric's formula makes, as a sentence may write them."""
    change = metric.change
    if change is None or metric.formula is None:
        return ()
    value = f"{abs(change.value):.6f}".rstrip("0").rstrip(".")
    if change.kind == "percent":
        return (f"{value}%",)
    if change.kind == "points":
        return (f"{value} percentage points", f"{value} points")
    if change.kind == "ratio":
        return (f"{value} times", f"{value}x")
    return (f"{value} {metric.unit}".rstrip(),)
