"""The built-in engine: writes a story from the sentences of the notes alone, with no model and no network."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.documents import Rank, Side
from assistant.domain.story import ClaimKind, Kind
from assistant.writing.candidates import Candidate, candidates, joined
from assistant.writing.cues import PARTS
from assistant.writing.gaps import gaps
from assistant.writing.headings import heading
from assistant.writing.headline import summary, title_text, titles
from assistant.writing.kinds import shape_of
from assistant.writing.material import Material
from assistant.writing.measures import measures_of, usage_measures
from assistant.writing.outcomes.contradictions import contradictions
from assistant.writing.outcomes.findings import Finding
from assistant.writing.outcomes.search import findings, statements
from assistant.writing.outcomes.units import is_telling
from assistant.writing.proposal import Proposal, ProposedClaim, ProposedMetric, ProposedSection
from assistant.writing.scoring import Scored, follows, scored
from assistant.writing.selection import choose
from assistant.writing.usage import usage_claims
from assistant.writing.wording import Teller

_WORTHY = 3.0  # worth from which a sentence may open the story without a change in it
_RESULTS = 3  # claims that open a story
_QUOTED_WORDS = 70  # words of the longest quotation put together from neighbouring sentences
_TOGETHER = 2  # sentences that may be quoted in one breath
_SHORTEST = 8  # words that say something
_QUOTATIONS = 3  # the strongest ones, in a section of their own


@dataclass(frozen=True)
class _Plan:
    """Chosen sentences by the part of the story they are told in."""

    parts: Mapping[str, tuple[Scored, ...]]

    @property
    def told(self) -> tuple[Scored, ...]:
        """Every chosen sentence, in the order of the story."""
        return tuple(item for part in ("result", *PARTS[:-1], "words", "next") for item in self.parts.get(part, ()))


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
        plan = _plan(choose(ranked, shape), material.kind)
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
            summary=summary(_summary_keys(plan, keys), sections),
            sections=sections,
            metrics=(*(metric for metric, _ in metrics), *usage_measures(material.facts)),
            gaps=gaps(material, found, plan.told, outcomes, quoted=_is_quoted(plan)),
            contradictions=contradictions(told, outcomes, material.facts, first_use),
        )


def _plan(chosen: Sequence[Scored], kind: Kind) -> _Plan:
    """Give each chosen sentence its place: the result first, quotations by themselves, the rest by part."""
    clusters = _clusters(chosen)
    opening = _opening(clusters)
    spoken = [one for one in clusters if one not in opening and _is_quotable(one)]
    words = (
        sorted(spoken, key=lambda one: -max(map(_strength, one)))[:_QUOTATIONS] if kind is not Kind.ONE_LINER else []
    )
    parts = {"result": _joined(opening), "words": _joined(words)}
    for part in PARTS:
        parts[part] = _joined(
            [one for one in clusters if one[0].part == part and one not in opening and one not in words]
        )
    return _Plan(parts)


def _clusters(chosen: Sequence[Scored]) -> list[list[Scored]]:
    """Group each sentence with those right behind it that lean on it."""
    clusters: list[list[Scored]] = []
    for item in chosen:
        if (
            clusters
            and follows(clusters[-1][-1], item)
            and (item.candidate.leans or _is_one_turn(clusters[-1][-1], item))
        ):
            clusters[-1].append(item)
        else:
            clusters.append([item])
    return clusters


def _is_one_turn(before: Scored, item: Scored) -> bool:
    """Tell whether two spoken sentences stand together in one passage and one part."""
    same = before.candidate.passage is item.candidate.passage and before.part == item.part
    return same and item.candidate.spoken and not item.findings and not before.findings


def _joined(clusters: Sequence[list[Scored]]) -> tuple[Scored, ...]:
    return tuple(sorted((item for one in clusters for item in one), key=lambda item: item.candidate.order))


def _opening(clusters: Sequence[list[Scored]]) -> list[list[Scored]]:
    """Return what opens a story: changes, else a figure from what changed, else the best of what changed."""
    able = [one for one in clusters if _can_open(one)]
    told = [one for one in able if any(finding.form != "single" for item in one for finding in item.findings)]
    changed = [one for one in able if one[0].part == "changed" and one[0].weight >= _WORTHY]
    figured = [one for one in changed if any(is_telling(figure) for figure in one[0].candidate.figures)]
    best = sorted(told or figured or changed, key=lambda one: -_opening_worth(one))
    return best[: _RESULTS if told else 1]


def _opening_worth(cluster: Sequence[Scored]) -> float:
    """Worth as a result: a named measure of time, money or share tells more than a count."""
    named = [finding for item in cluster for finding in item.findings if finding.named and finding.form == "pair"]
    measured = any(figure.unit for finding in named for figure in finding.figures)
    return max(item.weight for item in cluster) + 1.0 * bool(named) + 1.5 * measured


def _can_open(cluster: Sequence[Scored]) -> bool:
    """A result stands on its own, is no plan, and is not in somebody's quoted words."""
    head = cluster[0]
    candidate = head.candidate
    return (
        not candidate.leans
        and not candidate.said
        and head.part != "next"
        and candidate.passage.rank is not Rank.INTERNAL
    )


def _is_quotable(cluster: Sequence[Scored]) -> bool:
    """Tell whether one or two sentences could stand in the section of quotations: named, told by no one else, short."""
    head = cluster[0].candidate
    voiced = (head.spoken or head.is_block_quotation) and head.speaker is not None and head.side is not Side.VENDOR
    told = any(item.findings for item in cluster) and not head.is_block_quotation
    words = sum(item.candidate.words for item in cluster)
    return voiced and not told and not head.leans and len(cluster) <= _TOGETHER and _SHORTEST <= words <= _QUOTED_WORDS


def _strength(item: Scored) -> float:
    """What makes a quotation strong: worth, vivid words, few figures, and that the customer says it."""
    candidate = item.candidate
    figures = sum(figure.is_quantity for figure in candidate.figures)
    return (
        item.weight
        + 1.5 * item.vivid
        + 2.0 * item.candidate.praised
        - 0.9 * min(figures, 3)
        + 0.8 * candidate.is_block_quotation
    )


def _sections(
    material: Material, plan: _Plan, keys: dict[int, str], metrics: Sequence[tuple[ProposedMetric, Finding]]
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
    for cluster in _clusters(items):
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
            and words <= _QUOTED_WORDS
            and teller.must_quote(before)
            and teller.must_quote(here)
        ):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _headlines(
    outcomes: Sequence[Finding], keys: Mapping[int, str], plan: _Plan
) -> list[tuple[Finding, tuple[str, ...]]]:
    """Return the outcomes that chosen sentences tell, the strongest told first, pairs before changes."""
    weights = {item.candidate.order: item.weight for item in plan.told}
    told = [
        (finding, tuple(keys[statement.place] for statement in finding.statements))
        for finding in outcomes
        if all(statement.place in keys for statement in finding.statements)
    ]
    return sorted(told, key=lambda pair: (pair[0].form != "pair", -max(weights[s.place] for s in pair[0].statements)))


def _title_sentences(
    plan: _Plan, keys: Mapping[int, str], sections: Sequence[ProposedSection]
) -> list[tuple[str, str]]:
    """Return what could be a headline for want of a change: told sentences, then short quotations."""
    weights = {keys[item.candidate.order]: _headline_worth(item) for item in plan.told}
    claims = [claim for section in sections for claim in section.claims if weights.get(claim.key, 0) > 0]
    claims.sort(key=lambda claim: (claim.wordings[0].kind is ClaimKind.QUOTE, -weights[claim.key]))
    return [(title_text(claim.wordings[0]), claim.key) for claim in claims]


def _headline_worth(item: Scored) -> float:
    """A headline says what came of it or what was built, on its own."""
    if item.candidate.leans or item.part in ("who", "next"):
        return 0.0
    figures = any(is_telling(figure) for figure in item.candidate.figures)
    return item.weight + 1.5 * figures + 1.0 * (item.part == "changed")


def _summary_keys(plan: _Plan, keys: Mapping[int, str]) -> list[str]:
    """Who they are, the result, and one more result or a strong quotation."""
    picked: list[Scored] = []
    for part, count in (("who", 1), ("result", 1), ("changed", 1), ("words", 1)):
        items = [item for item in plan.parts.get(part, ()) if not item.candidate.leans and item.candidate.words <= 40]  # noqa: PLR2004
        picked += sorted(items, key=lambda item: -item.weight)[:count]
    return [keys[item.candidate.order] for item in picked[:3]]


def _is_quoted(plan: _Plan) -> bool:
    return any(
        (item.candidate.speaker and (item.candidate.spoken or item.candidate.is_block_quotation))
        or any(said.speaker for said in item.candidate.said)
        for item in plan.told
    )
