"""Gives each chosen sentence its place in the story: the result first, quotations by themselves, the rest by part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.documents import Rank, Side
from assistant.domain.story import ClaimKind
from assistant.writing import spoken
from assistant.writing.candidates import Candidate
from assistant.writing.cleaning import in_one_piece
from assistant.writing.cues import PARTS
from assistant.writing.kinds import Shape
from assistant.writing.outcomes.findings import Finding
from assistant.writing.prominence import is_firm, prominence
from assistant.writing.proposal import ProposedClaim
from assistant.writing.scoring import Scored, follows

QUOTED_WORDS = 70
"""Words of the longest quotation put together from neighbouring sentences."""

_WORTHY = 3.0  # worth from which a sentence may open the story without a change in it
_RESULTS = 3  # claims that open a story
_TOGETHER = 2  # sentences that may be quoted in one breath
_IN_A_ROW = 3  # quotations that a reader bears
_SHORTEST = 8  # words that say something


@dataclass(frozen=True)
class Plan:
    """Chosen sentences by the part of the story they are told in."""

    parts: Mapping[str, tuple[Scored, ...]]

    @property
    def told(self) -> tuple[Scored, ...]:
        """Every chosen sentence, in the order of the story."""
        return tuple(item for part in ("result", *PARTS[:-1], "words", "next") for item in self.parts.get(part, ()))


def plan_of(chosen: Sequence[Scored], shape: Shape) -> Plan:
    """Give each chosen sentence its place: the result first, quotations by themselves, the rest by part."""
    clusters = clusters_of(chosen)
    opening = _opening([one for one in clusters if one[0].part in shape.opens])
    spoken = [one for one in clusters if one not in opening and _is_quotable(one)]
    words = _strongest(spoken, shape.quotations)
    parts = {
        "result": tuple(item for one in opening for item in one),
        "words": tuple(item for one in words for item in one),
    }
    for part in PARTS:
        parts[part] = _joined(
            [one for one in clusters if one[0].part == part and one not in opening and one not in words]
        )
    return Plan(parts)


def _strongest(spoken: Sequence[list[Scored]], most: int) -> list[list[Scored]]:
    """Return the strongest quotations, with at most one sentence more than there may be quotations."""
    taken: list[list[Scored]] = []
    for one in sorted(spoken, key=lambda one: -max(map(_strength, one))):
        if len(taken) < most and sum(map(len, taken)) + len(one) <= most + 1:
            taken.append(one)
    return taken


def clusters_of(chosen: Sequence[Scored]) -> list[list[Scored]]:
    """Group each sentence with those right behind it that lean on it."""
    clusters: list[list[Scored]] = []
    told: dict[Finding, list[Scored]] = {}
    for item in chosen:
        pairs = [finding for finding in item.findings if len(finding.statements) > 1]
        begun = next((told[finding] for finding in pairs if finding in told), None)
        if begun is not None:
            begun.append(item)
        elif (
            clusters
            and follows(clusters[-1][-1], item)
            and (item.candidate.leans or _is_one_turn(clusters[-1][-1], item))
        ):
            clusters[-1].append(item)
        else:
            clusters.append([item])
        told |= dict.fromkeys(pairs, begun or clusters[-1])
    return clusters


def _is_one_turn(before: Scored, item: Scored) -> bool:
    """Tell whether two spoken sentences stand together in one passage and one part."""
    same = before.candidate.passage is item.candidate.passage and before.part == item.part
    praised = before.candidate.praised and item.candidate.praised
    return same and item.candidate.spoken and not item.findings and (praised or not before.findings)


def _joined(clusters: Sequence[list[Scored]]) -> tuple[Scored, ...]:
    return tuple(sorted((item for one in clusters for item in one), key=lambda item: item.candidate.order))


def _opening(clusters: Sequence[list[Scored]]) -> list[list[Scored]]:
    """Return what opens a story: the strongest changes, else the most telling figure, else the best of what changed."""
    able = sorted((one for one in clusters if _can_open(one)), key=lambda one: -max(map(prominence, one)))
    told = [one for one in able if any(finding.form != "single" for item in one for finding in item.findings)]
    if told:
        return told[:_RESULTS]
    written = [one for one in able if not one[0].candidate.spoken or is_firm(one[0])]
    return [one for one in written if one[0].weight >= _WORTHY and prominence(one[0]) >= _WORTHY][:1]


def _can_open(cluster: Sequence[Scored]) -> bool:
    """A result stands on its own, is no plan, and is not in somebody's quoted words."""
    head = cluster[0]
    candidate = head.candidate
    return not candidate.leans and not candidate.said and candidate.passage.rank is not Rank.INTERNAL


def _is_quotable(cluster: Sequence[Scored]) -> bool:
    """Tell whether one or two sentences could stand in the section of quotations: named, told by no one else, short."""
    head = cluster[0].candidate
    voiced = (head.spoken or head.is_block_quotation) and head.speaker is not None and head.side is not Side.VENDOR
    told = any(item.findings for item in cluster) and not head.is_block_quotation
    words = sum(item.candidate.words for item in cluster)
    labelled = len(cluster) == 1 and _is_labelled(head)
    if labelled:
        return True
    return voiced and not told and not head.leans and len(cluster) <= _TOGETHER and _SHORTEST <= words <= QUOTED_WORDS


def _is_labelled(candidate: Candidate) -> bool:
    """Tell whether a note is nothing but a name and what that person said, in quotation marks."""
    said = candidate.said[0] if len(candidate.said) == 1 else None
    return said is not None and said.speaker is not None and candidate.text.startswith(f"{said.speaker}:")


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
        + 1.5 * _is_labelled(candidate)
        - 1.5 * (not in_one_piece(candidate.text, candidate.raw))
        - (spoken.faults(candidate) if candidate.spoken else 0.0)
    )


def mixed(claims: Sequence[ProposedClaim]) -> list[ProposedClaim]:
    """Return the claims of a section with few quotations in a row, where others can be put between.

    A claim stays behind the one that it continues.
    """
    groups: list[list[ProposedClaim]] = []
    for claim in claims:
        if claim.group and groups:
            groups[-1].append(claim)
        else:
            groups.append([claim])
    told: list[ProposedClaim] = []
    while groups:
        tired = len(told) >= _IN_A_ROW and all(map(_is_quotation, told[-_IN_A_ROW:]))
        fresh = (index for index, group in enumerate(groups) if not _is_quotation(group[0]))
        told += groups.pop(next(fresh, 0) if tired else 0)
    return told


def _is_quotation(claim: ProposedClaim) -> bool:
    return claim.wordings[0].kind is ClaimKind.QUOTE
