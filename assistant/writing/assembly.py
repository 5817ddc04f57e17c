"""Puts a checked story together from a proposal: ids, verdicts, title, summary, checks and flags."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.story import (
    Claim,
    Contradiction,
    Gap,
    Kind,
    Metric,
    Provenance,
    Quote,
    QuoteMatch,
    Section,
    Story,
    StoryAccount,
    StoryDocument,
    Translation,
)
from assistant.domain.verdicts import Verdict
from assistant.grounding.across import asserts_no_detail
from assistant.grounding.sources import SourceText
from assistant.writing.closing import checks_of, flags_of
from assistant.writing.evidence import EvidencePool, Numbering
from assistant.writing.kinds import shape_of
from assistant.writing.material import Material
from assistant.writing.proposal import Cite, Line, Proposal, Rendering, SpanCite, Wording
from assistant.writing.quoting import unquoted
from assistant.writing.repair import Accepted, SentenceChecker, accepted_sections, carried, translated, within_bounds

CheckerFactory = Callable[[Sequence[SourceText]], SentenceChecker]


def assemble(proposal: Proposal, material: Material, checker_factory: CheckerFactory, provenance: Provenance) -> Story:
    """Return the story that is left of a proposal when every claim has been checked.

    Args:
        proposal: what an engine put forward.
        material: what it was written from.
        checker_factory: makes a checker over the cited evidence.
        provenance: who wrote it and with what.

    Raises:
        KeyError: the proposal cites what the material does not hold.
    """
    if not shape_of(material.kind).quoted:
        proposal = unquoted(proposal)
    pool = EvidencePool(material, _every_cite(proposal))
    for document in material.documents:
        for notice in document.notices:
            pool.add(SpanCite(document.id, notice.start, notice.end))
    checker = checker_factory(pool.sources())
    held = accepted_sections(proposal.sections, pool, checker)
    if proposal.language is not None:
        held = _translated(held, material, checker)
    sections = within_bounds(held, shape_of(material.kind))
    return _Assembly(proposal, material, pool, checker, sections).story(provenance)


def _translated(
    sections: Sequence[tuple[str, list[Accepted]]], material: Material, checker: SentenceChecker
) -> list[tuple[str, list[Accepted]]]:
    """Show claims in the language asked for; a partner gets what is supported only, in whichever language."""
    only = material.kind is Kind.PARTNER
    return [
        (heading, [translated(item, checker, material.language, only_supported=only) for item in claims])
        for heading, claims in sections
    ]


def _every_cite(proposal: Proposal) -> Iterator[Cite]:
    for section in proposal.sections:
        for claim in section.claims:
            for wording in claim.wordings:
                yield from wording.cites
    for metric in proposal.metrics:
        yield from metric.cites
    for conflict in proposal.contradictions:
        yield from conflict.cites
    for remark in proposal.flags:
        yield from remark.cites


@dataclass(frozen=True)
class _Head:
    """Title or summary, with the ids of the claims that carry it."""

    text: str
    claims: tuple[str, ...]


class _Assembly:
    def __init__(
        self,
        proposal: Proposal,
        material: Material,
        pool: EvidencePool,
        checker: SentenceChecker,
        sections: list[tuple[str, list[Accepted]]],
    ) -> None:
        self._proposal = proposal
        self._material = material
        self._pool = pool
        self._checker = checker
        self._sections = sections
        self._accepted = {item.claim.key: item for _, claims in sections for item in claims}
        self._ids = {key: f"c{number}" for number, key in enumerate(self._accepted, 1)}
        self._metric_ids = {metric.key: f"m{number}" for number, metric in enumerate(proposal.metrics, 1)}
        self._numbering = Numbering(pool)

    def story(self, provenance: Provenance) -> Story:
        """Return the finished story."""
        material = self._material
        sections = tuple(
            Section(heading=heading, claims=tuple(self._claim(item) for item in claims))
            for heading, claims in self._sections
        )
        title, summary = self._title(), self._summary()
        quotes = tuple(self._quotes())
        metrics = tuple(self._metrics())
        contradictions = tuple(
            Contradiction(text=found.text, citations=self._numbering.citations(found.cites))
            for found in self._proposal.contradictions
        )
        left_out = sum(len(section.claims) for section in self._proposal.sections) - len(self._accepted)
        flags = flags_of(self._proposal, material, list(self._accepted.values()), self._numbering, left_out)
        claims = [claim for section in sections for claim in section.claims]
        return Story(
            account=StoryAccount(id=material.account.id, name=material.account_name),
            kind=material.kind,
            engine=provenance.engine,
            language=self._proposal.language or material.language,
            title=title.text,
            summary=summary.text,
            sections=sections,
            title_claims=title.claims,
            summary_claims=summary.claims,
            gaps=tuple(self._gaps()),
            contradictions=contradictions,
            flags=flags,
            redactions=tuple(redaction for document in material.documents for redaction in document.redactions),
            metrics=metrics,
            quotes=quotes,
            evidence=tuple(self._numbering.used),
            usage_facts=material.facts,
            usage_series=material.series,
            usage_tables=material.tables,
            documents=tuple(
                StoryDocument(id=d.id, sha256=d.sha256, media_type=d.media_type, text=d.text, language=d.language)
                for d in material.documents
            ),
            checks=checks_of(claims, self._numbering.used, material.kind),
            provenance=provenance,
        )

    def _claim(self, item: Accepted) -> Claim:
        judgement = item.judgement
        return Claim(
            id=self._ids[item.claim.key],
            text=item.wording.text,
            kind=item.wording.kind,
            citations=self._numbering.citations(item.wording.cites),
            metrics=tuple(self._metric_ids[key] for key in item.wording.metrics if key in self._metric_ids),
            verdict=judgement.verdict if judgement else None,
            score=round(judgement.score, 4) if judgement else None,
            reasons=judgement.reasons if judgement else (),
            original=item.original,
        )

    def _title(self) -> _Head:
        """Take the first headline that the claims behind it carry; the last one asserts nothing."""
        for line in self._proposal.titles[:-1]:
            if line.text is not None and (text := self._shown(line)):
                return _Head(text, self._named(line))
        return _Head(self._proposal.titles[-1].text or "Outcome story", ())

    def _summary(self) -> _Head:
        shown = [(line, text) for line in self._proposal.summary if (text := self._shown(line))]
        named = dict.fromkeys(claim for line, _ in shown for claim in self._named(line))
        return _Head(" ".join(text for _, text in shown), tuple(named))

    def _named(self, line: Line) -> tuple[str, ...]:
        """Return the claims that carry a line; one that is not supported carries nothing."""
        return tuple(self._ids[key] for key in line.claims if self._accepted[key].is_supported)

    def _shown(self, line: Line) -> str | None:
        """Return the words of a line, or None where its claims do not carry it.

        In another language than the notes', a line that stands on claims which are not supported holds no detail.
        """
        if not self._holds(line):
            return None
        text = line.text or self._accepted[line.claims[0]].wording.text
        language = self._proposal.language
        if language is None:
            return text
        if line.text is not None:
            if line.rendering is None or not self._may_render(line.rendering, line.text, language):
                return None
            text = line.rendering
        supported = all(self._accepted[key].is_supported for key in line.claims)
        return text if supported or asserts_no_detail(text, language, self._material.account_name or "") else None

    def _may_render(self, rendering: str, text: str, language: str) -> bool:
        source = self._material.language
        judgement = self._checker.check_rendering(rendering, text, language=language, source_language=source)
        return judgement.verdict in (Verdict.SUPPORTED, Verdict.PARTIAL)

    def _holds(self, line: Line) -> bool:
        if not line.claims or any(key not in self._accepted for key in line.claims):
            return False
        if line.text is None:
            return True
        wordings = [self._accepted[key].wording for key in line.claims]
        cites = dict.fromkeys(cite for wording in wordings for cite in wording.cites)
        formulas = tuple(formula for wording in wordings for formula in wording.formulas)
        judgement = carried(Wording(line.text, tuple(cites), formulas=formulas), self._pool, self._checker)
        return judgement.verdict is Verdict.SUPPORTED

    def _metrics(self) -> Iterator[Metric]:
        for metric in self._proposal.metrics:
            yield Metric(
                id=self._metric_ids[metric.key],
                name=metric.name,
                before=metric.before,
                after=metric.after,
                unit=metric.unit,
                change=metric.change,
                formula=metric.formula,
                source=metric.source,
                citations=self._numbering.ids(metric.cites),
                note=metric.note,
            )

    def _quotes(self) -> Iterator[Quote]:
        for item in self._accepted.values():
            for number, (quoted, match) in enumerate(zip(item.wording.quoted, item.matches, strict=True)):
                cite = SpanCite(quoted.document, quoted.start, quoted.end)
                person = self._material.person(quoted.speaker)
                yield Quote(
                    text=quoted.text,
                    speaker=quoted.speaker,
                    title=person.title if person else None,
                    side=quoted.side,
                    match=match,
                    citations=self._numbering.ids([cite]),
                    original=None if match is QuoteMatch.EXACT else quoted.original,
                    translation=self._gloss(item.wording.rendering, number, quoted.text),
                )

    def _gloss(self, rendering: Rendering | None, number: int, said: str) -> Translation | None:
        """Return a quotation in the language of the story, to stand beside it; None where it says something else."""
        text = rendering.glosses[number] if rendering is not None and number < len(rendering.glosses) else ""
        if rendering is None or not text or not self._may_render(text, said, rendering.language):
            return None
        return Translation(text=text, language=rendering.language, translator=rendering.translator)

    def _gaps(self) -> Iterator[Gap]:
        numbers = {person.name: f"p{number}" for number, person in enumerate(self._material.people, 1)}
        for gap in dict.fromkeys(self._proposal.gaps):
            yield Gap(question=gap.question, ask=numbers.get(gap.person or ""), person=gap.person)
