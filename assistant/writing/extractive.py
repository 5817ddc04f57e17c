"""The built-in engine: writes a story from the sentences of the notes alone, with no model and no network."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from assistant.writing.candidates import Candidate, candidates, joined
from assistant.writing.casting import cast
from assistant.writing.front import Front
from assistant.writing.gaps import gaps
from assistant.writing.headings import heading
from assistant.writing.headline import is_quotable_title
from assistant.writing.kinds import shape_of
from assistant.writing.material import Material
from assistant.writing.measures import measures_of, single_measures, usage_measures
from assistant.writing.outcomes.contradictions import contradictions
from assistant.writing.outcomes.findings import Finding, Statement
from assistant.writing.outcomes.search import findings, statements
from assistant.writing.planning import QUOTED_WORDS, Plan, clusters_of, mixed, plan_of
from assistant.writing.prominence import as_title
from assistant.writing.proposal import Proposal, ProposedClaim, ProposedMetric, ProposedSection
from assistant.writing.scoring import Scored, scored
from assistant.writing.selection import choose
from assistant.writing.usage import usage_claims
from assistant.writing.wording import Teller

_FIGURED = ("changed", "spread", "who")  # parts whose single figures stand in the table


class ExtractiveEngine:
    """Chooses, orders and words sentences of the notes; see `assistant.writing.engine.Engine`."""

    name = "extractive"
    model: str | None = None

    def write(self, material: Material) -> Proposal:
        """Return a story made of the material's own sentences and figures."""
        shape = shape_of(material.kind)
        found = candidates(material)
        told = statements(found)
        outcomes = findings(told)
        ranked = cast(material.kind, scored(material, found, outcomes))
        if not shape.quoted:
            ranked = _unquoted(ranked, Teller(material))
        plan = plan_of(choose(ranked, shape), shape)
        keys = {item.candidate.order: f"k{item.candidate.order}" for item in plan.told}
        metrics = measures_of(outcomes)
        alone = single_measures(statements([item.candidate for item in plan.told if item.part in _FIGURED]), outcomes)
        sections = tuple(_sections(material, plan, keys, _stated(plan, metrics, alone), _spoken_title(material, plan)))
        first_use = min((series.points[0][0] for series in material.series if series.points), default=None)
        front = Front(material, plan, keys, sections)
        return Proposal(
            titles=front.titles(outcomes),
            summary=front.summary(),
            sections=sections,
            metrics=(*(metric for metric, _ in (*metrics, *alone)), *usage_measures(material.facts)),
            gaps=gaps(material, found, plan.told, outcomes, quoted=_is_quoted(plan)),
            contradictions=contradictions(told, outcomes, material.facts, first_use),
        )


def _unquoted(ranked: Sequence[Scored], teller: Teller) -> tuple[Scored, ...]:
    """Leave out what could be told as a quotation only, so that its room goes to what can be told without."""

    def must_quote(item: Scored) -> bool:
        candidate = item.candidate
        voiced = candidate.spoken or candidate.is_block_quotation
        return bool(candidate.said) or (voiced and teller.must_quote(candidate))

    return tuple(item for item in ranked if item.findings or not must_quote(item))


def _stated(
    plan: Plan, metrics: Sequence[tuple[ProposedMetric, Finding]], alone: Sequence[tuple[ProposedMetric, Statement]]
) -> Mapping[int, tuple[str, ...]]:
    """Return the keys of the metrics that each told sentence states."""
    return {
        item.candidate.order: (
            *(metric.key for metric, finding in metrics if finding in item.findings),
            *(metric.key for metric, statement in alone if statement.place == item.candidate.order),
        )
        for item in plan.told
    }


def _spoken_title(material: Material, plan: Plan) -> int | None:
    """Return the sentence that is to head a story of nobody named: it is quoted, as nothing else can be a headline."""
    if material.account_name is not None:
        return None
    able = [item for item in plan.told if item.candidate.spoken and is_quotable_title(item.candidate.text)]
    return max(able, key=as_title).candidate.order if able else None


def _sections(
    material: Material,
    plan: Plan,
    keys: dict[int, str],
    stated: Mapping[int, tuple[str, ...]],
    heads: int | None,
) -> Iterator[ProposedSection]:
    teller = Teller(material)
    shape = shape_of(material.kind)
    for part in shape.parts:
        teller.begin_section()
        items = plan.parts.get(part, ())
        quoted = {item.candidate.order for item in items if part == "words" or item.candidate.order == heads}
        claims = mixed(_claims(teller, items, keys, stated, quoted))
        if part == "spread":
            claims += usage_claims(material.facts, shape)
        if claims:
            yield ProposedSection(heading(part, material.language, material.kind), tuple(claims))


def _claims(
    teller: Teller,
    items: Sequence[Scored],
    keys: dict[int, str],
    stated: Mapping[int, tuple[str, ...]],
    quoted: AbstractSet[int],
) -> list[ProposedClaim]:
    claims = []
    for cluster in clusters_of(items):
        head = keys[cluster[0].candidate.order]
        for run in _runs(cluster, teller):
            first = keys[run[0].candidate.order]
            keys |= {item.candidate.order: first for item in run}
            metrics = tuple(dict.fromkeys(key for item in run for key in stated[item.candidate.order]))
            as_quotation = len(run) > 1 or run[0].candidate.order in quoted
            wordings = teller.wordings(one_of(run), as_quotation=as_quotation, metrics=metrics)
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


def _is_quoted(plan: Plan) -> bool:
    return any(
        (item.candidate.speaker and (item.candidate.spoken or item.candidate.is_block_quotation))
        or any(said.speaker for said in item.candidate.said)
        for item in plan.told
    )
