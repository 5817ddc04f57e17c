"""Gives each chosen sentence its place in the story: the result first, quotations by themselves, the rest by part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.documents import Rank, Side
from assistant.writing.cues import PARTS
from assistant.writing.kinds import Shape
from assistant.writing.outcomes.units import is_telling
from assistant.writing.scoring import Scored, follows

QUOTED_WORDS = 70
"""Words of the longest quotation put together from neighbouring sentences."""

_WORTHY = 3.0  # worth from which a sentence may open the story without a change in it
_RESULTS = 3  # claims that open a story
_TOGETHER = 2  # sentences that may be quoted in one breath
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
    opening = _opening(clusters)
    spoken = [one for one in clusters if one not in opening and _is_quotable(one)]
    words = sorted(spoken, key=lambda one: -max(map(_strength, one)))[: shape.quotations]
    parts = {"result": _joined(opening), "words": _joined(words)}
    for part in PARTS:
        parts[part] = _joined(
            [one for one in clusters if one[0].part == part and one not in opening and one not in words]
        )
    return Plan(parts)


def clusters_of(chosen: Sequence[Scored]) -> list[list[Scored]]:
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
    best = sorted(told or figured or changed, key=lambda one: -max(item.weight for item in one))
    return best[: _RESULTS if told else 1]


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
    return voiced and not told and not head.leans and len(cluster) <= _TOGETHER and _SHORTEST <= words <= QUOTED_WORDS


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
