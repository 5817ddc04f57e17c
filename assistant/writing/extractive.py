"""The built-in engine: writes a story from the sentences of the notes alone, with no model and no network."""

from collections.abc import Iterator, Mapping, Sequence

from assistant.domain.story import ClaimKind
from assistant.writing.candidates import Candidate, candidates, joined
from assistant.writing.gaps import gaps
from assistant.writing.headings import heading
from assistant.writing.headline import summary, title_text, titles
from assistant.writing.kinds import shape_of
from assistant.writing.material import Material
from assistant.writing.measures import measures_of, usage_measures
from assistant.writing.narration import GENERIC
from assistant.writing.outcomes.contradictions import contradictions
from assistant.writing.outcomes.findings import Finding
from assistant.writing.outcomes.search import findings, statements
from assistant.writing.outcomes.units import is_telling
from assistant.writing.planning import QUOTED_WORDS, Plan, clusters_of, plan_of
from assistant.writing.proposal import Proposal, ProposedClaim, ProposedMetric, ProposedSection
from assistant.writing.scoring import Scored, scored
from assistant.writing.selection import choose
from assistant.writing.usage import usage_claims
from assistant.writing.wording import Teller

_SUMMED = 40  # words of the longest sentence that a summary takes


class ExtractiveEngine:
    """Chooses, orders and words sentences of the notes; see `assistant.writing.engine.Engine`."""

    name = "extractive"
    model: str | None = None

    def write(self, material: Material) -> Proposal:
        """Return a story made of the material's own sentences and figures.

        Raises:
            NotBuilt: the kind of story does not exist yet.
        """
        shape = shape_of(material.kind)
        found = candidates(material)
        told = statements(found)
        outcomes = findings(told)
        ranked = scored(material, found, outcomes)
        plan = plan_of(choose(ranked, shape), shape)
        keys = {item.candidate.order: f"k{item.candidate.order}" for item in plan.told}
        metrics = measures_of(outcomes)
        sections = tuple(_sections(material, plan, keys, metrics))
        first_use = min((series.points[0][0] for series in material.series if series.points), default=None)
        results = _title_sentences(plan, keys, sections)
        return Proposal(
            titles=titles(
                material,
                _headlines(outcomes, keys, plan),
                results,
            ),
            summary=summary(_summary_keys(material, plan, keys, sections), sections),
            sections=sections,
            metrics=(*(metric for metric, _ in metrics), *usage_measures(material.facts)),
            gaps=gaps(material, found, plan.told, outcomes, quoted=_is_quoted(plan)),
            contradictions=contradictions(told, outcomes, material.facts, first_use),
        )


def _sections(
    material: Material, plan: Plan, keys: dict[int, str], metrics: Sequence[tuple[ProposedMetric, Finding]]
) -> Iterator[ProposedSection]:
    teller = Teller(material)
    shape = shape_of(material.kind)
    stated: dict[int, tuple[str, ...]] = {
        item.candidate.order: tuple(metric.key for metric, finding in metrics if finding in item.findings)
        for item in plan.told
    }
    for part in ("result", "who", "why", "what", "spread", "changed", "words", "next"):
        if part not in shape.parts:
            continue
        teller.begin_section()
        claims = _claims(teller, plan.parts.get(part, ()), keys, stated, as_quotation=part == "words")
        if part == "spread":
            claims += usage_claims(material.facts, shape)
        if claims:
            yield ProposedSection(heading(part, material.language), tuple(claims))


def _claims(
    teller: Teller,
    items: Sequence[Scored],
    keys: dict[int, str],
    stated: Mapping[int, tuple[str, ...]],
    *,
    as_quotation: bool,
) -> list[ProposedClaim]:
    claims = []
    for cluster in clusters_of(items):
        head = keys[cluster[0].candidate.order]
        for run in _runs(cluster, teller):
            first = keys[run[0].candidate.order]
            keys |= {item.candidate.order: first for item in run}
            metrics = tuple(dict.fromkeys(key for item in run for key in stated[item.candidate.order]))
            wordings = teller.wordings(one_of(run), as_quotation=as_quotation or len(run) > 1, metrics=metrics)
            group = "" if first == head else head
            claims.append(ProposedClaim(first, wordings, max(item.weight for item in run), group))
    return claims


def one_of(run: Sequence[Scored]) -> Candidate:
    """Return a run of sentences of one passage as a single candidate."""
    return run[0].candidate if len(run) == 1 else joined([item.candidate for item in run])


def _runs(cluster: Sequence[Scored], teller: Teller) -> list[list[Scored]]:
    """Group neighbouring sentences of one passage that are quoted anyway: they make one quotation."""
    runs: list[list[Scored]] = []
    for item in cluster:
        before = runs[-1][-1].candidate if runs else None
        here = item.candidate
        words = sum(one.candidate.words for one in runs[-1]) + here.words if runs else 0
        if (
            before is not None
            and here.spoken
            and before.passage is here.passage
            and words <= QUOTED_WORDS
            and teller.must_quote(before)
            and teller.must_quote(here)
        ):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _headlines(
    outcomes: Sequence[Finding], keys: Mapping[int, str], plan: Plan
) -> list[tuple[Finding, tuple[str, ...]]]:
    """Return the outcomes that chosen sentences tell, the strongest told first, pairs before changes."""
    weights = {item.candidate.order: item.weight for item in plan.told}
    told = [
        (finding, tuple(keys[statement.place] for statement in finding.statements))
        for finding in outcomes
        if all(statement.place in keys for statement in finding.statements)
    ]
    return sorted(told, key=lambda pair: (pair[0].form != "pair", -max(weights[s.place] for s in pair[0].statements)))


def _title_sentences(plan: Plan, keys: Mapping[int, str], sections: Sequence[ProposedSection]) -> list[tuple[str, str]]:
    """Return what could be a headline for want of a change: told sentences, then short quotations."""
    weights = {keys[item.candidate.order]: _headline_worth(item) for item in plan.told}
    claims = [claim for section in sections for claim in section.claims if weights.get(claim.key, 0) > 0]
    vivid = {keys[item.candidate.order] for item in plan.told if item.vivid}
    claims = [claim for claim in claims if claim.wordings[0].kind is not ClaimKind.QUOTE or claim.key in vivid]
    claims.sort(key=lambda claim: (claim.wordings[0].kind is ClaimKind.QUOTE, -weights[claim.key]))
    return [(title_text(claim.wordings[0]), claim.key) for claim in claims]


def _headline_worth(item: Scored) -> float:
    """A headline says what came of it or what was built, on its own."""
    if item.candidate.leans or item.part in ("who", "next"):
        return 0.0
    figures = any(is_telling(figure) and not figure.vague for figure in item.candidate.figures)
    return item.weight + 1.5 * figures + 1.0 * (item.part == "changed")


def _summary_keys(
    material: Material, plan: Plan, keys: Mapping[int, str], sections: Sequence[ProposedSection]
) -> list[str]:
    """Who they are, in a sentence that names them, then the results, then one more change or the best quotation."""
    texts = {claim.key: claim.wordings[0].text for section in sections for claim in section.claims}
    name = material.account_name or GENERIC
    picked: list[str] = []
    for part, count in (("who", 1), ("result", 2), ("changed", 1), ("words", 1)):
        items = [
            item for item in plan.parts.get(part, ()) if not item.candidate.leans and item.candidate.words <= _SUMMED
        ]
        best = [keys[item.candidate.order] for item in sorted(items, key=lambda item: -item.weight)]
        named = [key for key in best if part != "who" or name.casefold() in texts.get(key, "").casefold()]
        picked += named[:count]
    return picked[:3]


def _is_quoted(plan: Plan) -> bool:
    return any(
        (item.candidate.speaker and (item.candidate.spoken or item.candidate.is_block_quotation))
        or any(said.speaker for said in item.candidate.said)
        for item in plan.told
    )
