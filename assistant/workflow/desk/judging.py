"""Judges one changed claim: by what it cited, else by whatever the checker finds in everything that is kept."""

from collections.abc import Sequence

from assistant.domain.documents import Side
from assistant.domain.story import Claim, ClaimKind, Metric, Story
from assistant.domain.verdicts import Judgement, Verdict
from assistant.grounding.figures import Carry, carry, find
from assistant.grounding.quotes import quotations
from assistant.workflow.desk.ledger import Ledger
from assistant.workflow.desk.sources import Sources, cite_of, computed_figures
from assistant.writing.proposal import Cite, SpanCite
from assistant.writing.quoting import match_of

NO_ASSERTION = ("no_assertion",)
_OURS = "quotation: these are words of our own people, who are never quoted"
_CAP_OURS = 0.2
_DIGITS = 4  # of a score


class Judging:
    """Judges changed claims of a story.

    Args:
        story: whose metrics may carry computed figures.
        sources: everything that may be cited.
        ledger: gives evidence its ids.
    """

    def __init__(self, story: Story, sources: Sources, ledger: Ledger) -> None:
        self._story = story
        self._sources = sources
        self._ledger = ledger

    def judged(self, claim: Claim) -> Claim:
        """Return a claim with the checker's word on it, and the places that carry it."""
        metrics = self._stated(claim)
        inputs = [one for metric in metrics for one in self._ledger.whole(metric.citations)]
        cites, judgement = self._found(claim, metrics, [cite_of(one) for one in inputs])
        if judgement.reasons == NO_ASSERTION:
            return Claim(id=claim.id, text=claim.text, kind=ClaimKind.LINK)
        if self._quotes_us(claim.text, cites):
            judgement = Judgement(
                verdict=Verdict.UNSUPPORTED,
                score=min(judgement.score, _CAP_OURS),
                reasons=(*judgement.reasons, _OURS),
            )
        return Claim(
            id=claim.id,
            text=claim.text,
            kind=_kind(claim, metrics),
            citations=tuple(dict.fromkeys([*(self._ledger.citation(cite) for cite in cites), *inputs])),
            metrics=tuple(metric.id for metric in metrics),
            verdict=judgement.verdict,
            score=round(judgement.score, _DIGITS),
            reasons=judgement.reasons,
        )

    def _stated(self, claim: Claim) -> list[Metric]:
        """Return the metrics whose computed figure a claim states."""
        figures = find(claim.text, self._story.language)
        return [
            metric
            for metric in self._story.metrics
            if any(
                carry(made, figure) is Carry.YES
                for words in computed_figures(metric)
                for made in find(words)
                for figure in figures
            )
        ]

    def _found(self, claim: Claim, metrics: Sequence[Metric], inputs: list[Cite]) -> tuple[tuple[Cite, ...], Judgement]:
        cited = tuple(cite_of(one) for one in claim.citations if self._ledger.has(one.evidence))
        if cited:
            judgement = self._sources.check(claim.text, [*cited, *inputs], metrics)
            if judgement.verdict is Verdict.SUPPORTED:
                return cited, judgement
        anywhere = self._sources.check(claim.text, None, metrics)
        found = tuple(dict.fromkeys(self._sources.pool.cite(span) for span in anywhere.citations))
        if not found:
            return cited or self._nearest(claim.text), anywhere
        return self._narrowed(claim.text, found, inputs, metrics, anywhere)

    def _narrowed(
        self, text: str, found: tuple[Cite, ...], inputs: list[Cite], metrics: Sequence[Metric], anywhere: Judgement
    ) -> tuple[tuple[Cite, ...], Judgement]:
        """Judge by the found places alone, which must carry every detail; then by the passages that hold them."""
        judgement = self._sources.check(text, [*found, *inputs], metrics)
        if judgement.verdict is Verdict.SUPPORTED or anywhere.verdict is not Verdict.SUPPORTED:
            return found, judgement
        whole = tuple(dict.fromkeys(cite_of(self._ledger.around(cite)) for cite in found))
        wider = self._sources.check(text, [*whole, *inputs], metrics)
        return (whole, wider) if wider.verdict is Verdict.SUPPORTED else (found, judgement)

    def _nearest(self, text: str) -> tuple[Cite, ...]:
        """Return the passage with most of a sentence's words, so that a reviewer sees where to look."""
        words = set(text.casefold().split())
        passages = self._sources.material.passages
        best = max(passages, key=lambda one: len(words & set(one.text.casefold().split())), default=None)
        return () if best is None else (SpanCite(best.document, best.start, best.end),)

    def _quotes_us(self, text: str, cites: Sequence[Cite]) -> bool:
        said = [one.text for one in quotations(text) if not one.is_scare]
        items = [self._sources.pool.evidence(cite) for cite in cites] if said else []
        return any(match_of(words, one.text) is not None for one in items if one.side is Side.VENDOR for words in said)


def _kind(claim: Claim, metrics: Sequence[Metric]) -> ClaimKind:
    if any(not one.is_scare for one in quotations(claim.text)):
        return ClaimKind.QUOTE
    return ClaimKind.METRIC if metrics or claim.kind is ClaimKind.METRIC else ClaimKind.FACT
