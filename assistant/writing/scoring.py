"""How much a sentence is worth to a story, and which part of it it belongs to. Weights are ours."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from assistant.domain.documents import BlockKind, Rank, Side
from assistant.writing.candidates import Candidate
from assistant.writing.cues import PARTS, QUERIES, cue_scores, part_of_heading
from assistant.writing.material import Material
from assistant.writing.narration import addresses
from assistant.writing.outcomes.findings import Finding
from assistant.writing.outcomes.units import is_telling

_VIVID = re.compile(
    r"\b(?:never|biggest|best|first time|love[ds]?|amazing|proud\w*|huge|massive|game.changer|honest|"
    r"would(?:n't| not) go back|"
    r"every (?:single|one)|finally|trust|confiden\w+|smooth\w*|exceptional|remarkable|couldn't|no way|"
    r"freed|relief|essential)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:kind of|sort of|stuff|thing(?:s)?|whatever|something like|i (?:guess|don't know|suppose|"
    r"forget)|et cetera|etc|basically|"
    r"you know|i mean|or whatever|i wanna say|super|yada|blah|fuck\w*|shit\w*|crap|damn|gonna|wanna)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|imagine|say|let's say|suppose|might|maybe|perhaps|probably|would)\b", re.IGNORECASE)
_RETRIEVED = 12  # passages asked for per part
_LONG, _SHORT = 42, 7


@dataclass(frozen=True)
class Scored:
    """A candidate with its worth and its part.

    `must` marks what a story carries before anything else: figures with a unit and quotations of a
    named speaker.
    """

    candidate: Candidate
    part: str
    weight: float
    must: bool
    findings: tuple[Finding, ...] = ()
    vivid: bool = False
    totals: Mapping[str, float] = field(default_factory=dict, hash=False, compare=False)


def scored(material: Material, found: Sequence[Candidate], findings: Sequence[Finding]) -> tuple[Scored, ...]:
    """Return the candidates with worth and part, in reading order."""
    hits = _retrieved(material)
    by_place: dict[tuple[str, int], list[Finding]] = {}
    for finding in findings:
        for cite in finding.cites:
            by_place.setdefault((cite.document, cite.start), []).append(finding)
    last = max((candidate.order for candidate in found), default=0) + 1
    return _placed(
        _score(
            candidate,
            tuple(by_place.get((candidate.passage.document, candidate.span.start), ())),
            hits.get((candidate.passage.document, candidate.passage.start), {}),
            candidate.order / last,
        )
        for candidate in found
    )


def _placed(items: Iterable[Scored]) -> tuple[Scored, ...]:
    """Settle the parts: a written paragraph stays together, and a sentence that leans goes with the one before."""
    placed: list[Scored] = []
    for _, paragraph in groupby(items, key=_paragraph):
        members = list(paragraph)
        if not members[0].candidate.spoken:
            part = max(PARTS, key=lambda name: sum(member.totals[name] for member in members))
            placed += [replace(member, part=part) for member in members]
            continue
        for member in members:
            leans = member.candidate.leans and placed and follows(placed[-1], member)
            placed.append(replace(member, part=placed[-1].part) if leans else member)
    return tuple(placed)


def _paragraph(item: Scored) -> tuple[str, int]:
    """Name the paragraph of a written sentence, or the turn of a spoken one."""
    passage = item.candidate.passage
    return passage.document, -1 if item.candidate.spoken else passage.start


def follows(before: Scored, item: Scored) -> bool:
    """Tell whether a sentence comes right after another in one speaker's or one section's words."""
    one, other = before.candidate.passage, item.candidate.passage
    near = item.candidate.sequence - before.candidate.sequence == 1 and one.document == other.document
    return near and one.speaker == other.speaker and one.heading == other.heading


def _retrieved(material: Material) -> Mapping[tuple[str, int], Mapping[str, float]]:
    """Ask the retriever each part's questions; the score of a passage for a part, 0 to 1."""
    found: dict[tuple[str, int], dict[str, float]] = {}
    if material.search is None:
        return found
    for part, queries in QUERIES.items():
        for query in queries:
            for hit in material.search(query, _RETRIEVED):
                scores = found.setdefault((hit.passage.document, hit.passage.start), {})
                scores[part] = max(scores.get(part, 0.0), hit.score)
    return found


def _score(candidate: Candidate, findings: tuple[Finding, ...], hits: Mapping[str, float], position: float) -> Scored:
    cues = cue_scores(candidate.text)
    totals = _totals(candidate, findings, cues, hits, position)
    part = max(PARTS, key=lambda name: totals[name])
    figures = sum(is_telling(figure) for figure in candidate.figures)
    attributed = any(said.speaker for said in candidate.said) or (
        candidate.is_block_quotation and candidate.speaker is not None
    )
    weight = 0.35 * min(max(cues.values()), 4.0) + 0.8 * max(hits.values(), default=0.0)
    weight += 2.2 * bool(figures) + 0.5 * min(figures, 3) + 1.5 * bool(findings)
    weight += 2.5 * attributed + 0.4 * bool(_VIVID.search(candidate.text))
    weight += {Rank.TRANSCRIPT: 0.3, Rank.QUOTATION: 0.3, Rank.INTERNAL: -1.5}.get(candidate.passage.rank, 0.0)
    weight += 1.5 * (candidate.leads and not candidate.spoken)
    weight -= _faults(candidate)
    must = attributed or (bool(figures) and not (candidate.spoken and weight < 2.5))  # noqa: PLR2004
    vivid = bool(_VIVID.search(candidate.text))
    return Scored(
        candidate, part, weight, must and candidate.passage.rank is not Rank.INTERNAL, findings, vivid, totals
    )


def _faults(candidate: Candidate) -> float:
    text = candidate.text
    faults = 0.8 * candidate.leans + 1.2 * (candidate.words > _LONG) + 1.0 * (candidate.words < _SHORT)
    if candidate.spoken:
        faults += 1.3 * addresses(text) + 0.6 * min(len(_VAGUE.findall(text)), 3) + 0.7 * bool(_SUPPOSED.search(text))
        faults += 0.8 * bool("..." in text or "…" in text) + 0.8 * bool("“" in text or '"' in text)
        faults += 1.0 * (candidate.side is Side.UNKNOWN and candidate.speaker is None)
    return faults + 0.6 * (candidate.passage.kind is BlockKind.BULLET and candidate.words < _SHORT)


def _totals(
    candidate: Candidate,
    findings: tuple[Finding, ...],
    cues: Mapping[str, float],
    hits: Mapping[str, float],
    position: float,
) -> dict[str, float]:
    """Weigh the parts by cue words, the document's heading, retrieval and position, in that order of weight."""
    asked = cue_scores(candidate.asked) if candidate.asked else {}
    totals = {part: cues[part] + 1.2 * hits.get(part, 0.0) + 1.1 * asked.get(part, 0.0) for part in PARTS}
    announced = part_of_heading(candidate.passage.heading)
    if announced is not None:
        totals[announced] += 4.0 if not candidate.spoken else 1.5
    if any(finding.form != "single" for finding in findings):
        totals["changed"] += 2.5
    totals["who"] += 2.0 * (candidate.leads and not candidate.spoken)
    totals["who"] += 1.2 * (position < 0.12) - 0.8 * (position > 0.5)  # noqa: PLR2004
    totals["why"] += 0.5 * (position < 0.4)  # noqa: PLR2004
    totals["next"] += 0.7 * (position > 0.75) - 0.8 * (position < 0.4)  # noqa: PLR2004
    return totals
