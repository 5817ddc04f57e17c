"""How much a sentence is worth to a story, and which part of it it belongs to. Weights are ours."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import log1p
from statistics import fmean, pstdev

from assistant.domain.documents import BlockKind, Rank
from assistant.writing import spoken
from assistant.writing.candidates import Candidate
from assistant.writing.cues import PARTS, QUERIES, cue_scores, part_of_heading
from assistant.writing.filters import leaves_open
from assistant.writing.material import Material
from assistant.writing.outcomes.findings import Finding
from assistant.writing.outcomes.units import is_telling

ANNOUNCES = re.compile(
    r"\bthere(?:['’]s| (?:is|are|were)) (?:basically |really |about )?(?:two|three|four|five|six|\d) "
    r"(?:main |different )?(?:parts?|pieces|things|steps|boards?|components?|modules?|layers?|tools)\b",
    re.IGNORECASE,
)
"""What says that an enumeration follows."""
_PAST = re.compile(r"\b(?:was|were|had|did|used to|took|cost)\b")
_OVER = re.compile(r"\b(?:was|were|had|did|\w{3,}ed)\b")  # "the next challenge was ...": a heading's "next" may be past
_GENERAL = re.compile(
    r"\b(?:not unique|other (?:large |leading )?(?:enterprises|companies|organi[sz]ations)|worldwide|around the world|"
    r"in the (?:industry|world)|managed, production-ready|state[- ]of[- ]the[- ]art|cutting[- ]edge)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(r"\b(?:subscription|licen[cs]es?|contract) (?:costs?|is worth|runs? to)\b", re.IGNORECASE)
_CLEARLY = 1.4  # by which another part must lead for a sentence to leave its paragraph
_COMPANY = 0.2  # share of its neighbours' worth that a spoken sentence gains
_RETRIEVED = 12  # passages asked for per part
_BY_POSITION = (("who", 0.2), ("why", 0.4), ("what", 0.65), ("changed", 1.0))  # where no word tells the part
_EARLY = 0.15  # of the notes: where people say who they are
_PAST_IS_TOLD = 0.45  # of a talk: until then figures tell what it was like
_LONG, _SHORT = 42, 7
_FIRM = 3.5  # worth from which a spoken sentence with a figure must be told


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
    central = _centrality(found)
    names = spoken.known_names(found, (person.name for person in material.people))
    asked = {question: cue_scores(question) for question in {candidate.asked for candidate in found}}
    last = max((candidate.order for candidate in found), default=0) + 1
    return _placed(
        _in_good_company(
            [
                _score(
                    candidate,
                    tuple(by_place.get((candidate.passage.document, candidate.span.start), ())),
                    hits.get((candidate.passage.document, candidate.passage.start), {}),
                    candidate.order / last,
                    central[candidate.order],
                    asked[candidate.asked],
                    names,
                )
                for candidate in found
            ]
        )
    )


def _in_good_company(items: Sequence[Scored]) -> list[Scored]:
    """Raise spoken sentences whose neighbours in the turn are worth telling."""
    raised = []
    for index, item in enumerate(items):
        beside = [
            other.weight
            for other in (*items[max(0, index - 1) : index], *items[index + 1 : index + 2])
            if item.candidate.spoken and other.candidate.passage is item.candidate.passage
        ]
        raised.append(replace(item, weight=item.weight + _COMPANY * sum(max(0.0, min(one, 3.0)) for one in beside)))
    return raised


def _placed(items: Iterable[Scored]) -> tuple[Scored, ...]:
    """Settle the parts: a written paragraph stays together, and a sentence that leans goes with the one before."""
    placed: list[Scored] = []
    for _, paragraph in groupby(items, key=_paragraph):
        members = list(paragraph)
        if not members[0].candidate.spoken:
            part = max(PARTS, key=lambda name: sum(member.totals[name] for member in members))
            placed += [replace(member, part=_own_part(members, index, part)) for index, member in enumerate(members)]
            continue
        for member in members:
            before = placed[-1] if placed and follows(placed[-1], member) else None
            one_thought = before is not None and before.candidate.praised and member.candidate.praised
            joins = before is not None and (member.candidate.leans or one_thought or _announces(before, member))
            placed.append(replace(member, part=before.part) if before is not None and joins else member)
    return tuple(placed)


def _own_part(members: Sequence[Scored], index: int, part: str) -> str:
    """Return the part of a written sentence: its paragraph's, unless it clearly belongs elsewhere and stands alone."""
    item = members[index]
    follower = members[index + 1] if index + 1 < len(members) else None
    alone = not item.candidate.leans and (follower is None or not follower.candidate.leans)
    clearly = item.totals[item.part] - item.totals[part] >= _CLEARLY
    return item.part if alone and clearly and item.part in ("who", "why", "next") else part


def _announces(before: Scored, item: Scored) -> bool:
    """Tell whether a sentence is one of the parts that an earlier one of its passage announced."""
    same = before.candidate.passage is item.candidate.passage
    return same and announced(item.candidate) and not item.findings


def announced(candidate: Candidate) -> bool:
    """Tell whether an earlier sentence of the passage says that several parts follow ("There are three parts")."""
    head = candidate.passage.text[: candidate.span.start - candidate.passage.start]
    return candidate.passage.kind is BlockKind.SPEECH and bool(ANNOUNCES.search(head))


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


def _centrality(found: Sequence[Candidate]) -> list[float]:
    """Return how much each sentence is about what all are about: the mean log frequency of its stems, -1 to 1."""
    counts = Counter(stem for candidate in found for stem in candidate.stems)
    means = [fmean(log1p(counts[stem]) for stem in candidate.stems) if candidate.stems else 0.0 for candidate in found]
    middle, spread = (fmean(means), pstdev(means) or 1.0) if means else (0.0, 1.0)
    return [max(-1.0, min(1.0, (mean - middle) / (2 * spread))) for mean in means]


def _score(
    candidate: Candidate,
    findings: tuple[Finding, ...],
    hits: Mapping[str, float],
    position: float,
    central: float,
    asked: Mapping[str, float],
    names: frozenset[str],
) -> Scored:
    cues = cue_scores(candidate.text)
    totals = _totals(candidate, findings, cues, hits, position)
    totals = {name: total + 1.1 * asked[name] for name, total in totals.items()}
    part = max(PARTS, key=lambda name: totals[name])
    figures = sum(is_telling(figure) for figure in candidate.figures)
    attributed = any(said.speaker for said in candidate.said) or (
        candidate.is_block_quotation and candidate.speaker is not None
    )
    weight = 0.35 * min(max(cues.values()), 4.0) + 0.8 * max(hits.values(), default=0.0)
    weight += 2.2 * bool(figures) + 0.5 * min(figures, 3) + 1.5 * bool(findings)
    weight += 2.5 * attributed + 0.4 * bool(spoken.VIVID.search(candidate.text))
    weight += {Rank.TRANSCRIPT: 0.3, Rank.QUOTATION: 0.3, Rank.INTERNAL: -1.5}.get(candidate.passage.rank, 0.0)
    weight += 1.5 * (candidate.leads and not candidate.spoken)
    weight += (spoken.worth(candidate, names) + central if candidate.spoken else 0.3 * central) - _faults(candidate)
    weight += 1.5 * (part == "what" and candidate.spoken and bool(ANNOUNCES.search(candidate.text)))
    weight += 1.5 * any(_is_measured(finding) for finding in findings)
    weight += 1.0 * (candidate.spoken and part == "who" and position < _EARLY and cues["who"] > 0)
    changes = any(finding.form != "single" for finding in findings)
    must = attributed or changes or candidate.praised or (bool(figures) and not (candidate.spoken and weight < _FIRM))
    vivid = bool(spoken.VIVID.search(candidate.text)) or candidate.praised
    return Scored(
        candidate,
        part,
        weight,
        must
        and not candidate.nameless
        and not _PRICE.search(candidate.text)
        and candidate.passage.rank is not Rank.INTERNAL,
        findings,
        vivid,
        totals,
    )


def _is_measured(finding: Finding) -> bool:
    """A named measure of time, money or share, before and after, tells more than a count."""
    return finding.form == "pair" and finding.named and any(figure.unit for figure in finding.figures)


def _faults(candidate: Candidate) -> float:
    text = candidate.text
    faults = 0.8 * candidate.leans + 1.2 * (candidate.words > _LONG) + 1.0 * (candidate.words < _SHORT)
    faults += 9.0 * candidate.nameless + 1.5 * bool(_PRICE.search(text))
    faults += 3.0 * leaves_open(text) + 2.5 * (
        bool(candidate.said) and all(said.speaker is None for said in candidate.said)
    )
    if candidate.spoken:
        faults += spoken.faults(candidate)
    else:
        faults += 0.8 * bool(_GENERAL.search(text))
    return faults + 0.6 * (candidate.passage.kind is BlockKind.BULLET and candidate.words < _SHORT)


def _totals(
    candidate: Candidate,
    findings: tuple[Finding, ...],
    cues: Mapping[str, float],
    hits: Mapping[str, float],
    position: float,
) -> dict[str, float]:
    """Weigh the parts by cue words, the document's heading, retrieval and position, in that order of weight."""
    totals = {part: cues[part] + 1.2 * hits.get(part, 0.0) for part in PARTS}
    announced = part_of_heading(candidate.passage.heading)
    over = announced == "next" and not cues["next"] and bool(_OVER.search(candidate.text))
    if announced is not None and not candidate.spoken and not over:
        totals[announced] += 1.5
    past = candidate.spoken and position < _PAST_IS_TOLD and not findings and bool(_PAST.search(candidate.text))
    if past:
        totals["changed"] *= 0.5
    totals["changed"] += 0.6 * (any(is_telling(figure) for figure in candidate.figures) and not past)
    if any(finding.form != "single" for finding in findings):
        totals["changed"] += 2.5
    totals[next(part for part, end in _BY_POSITION if position <= end)] += 0.3
    totals["who"] += 2.0 * (candidate.leads and not candidate.spoken)
    totals["who"] += 1.2 * (position < 0.12) - 0.8 * (position > 0.5)  # noqa: PLR2004  a bound that is used here only
    totals["why"] += 0.5 * (position < 0.4)  # noqa: PLR2004  a bound that is used here only
    totals["next"] += 0.7 * (position > 0.75 and totals["next"] > 0) - 0.8 * (position < 0.4)  # noqa: PLR2004  a bound that is used here only
    return totals
