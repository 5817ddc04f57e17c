"""Chooses the sentences of a story: the ones that count first, none twice, within the kind's bounds."""

from collections import Counter
from collections.abc import Sequence

from assistant.writing.cues import PARTS
from assistant.writing.kinds import Shape
from assistant.writing.prominence import prominence
from assistant.writing.scoring import ANNOUNCES, Scored, follows

_ALIKE = 0.72  # share of the shorter sentence's stems found in the other: the same thing again
_LEAST_WORTH = -0.4  # what may still be told where a story would be shorter than its kind
_PER_PART = 3  # sentences that each part may have before the strongest take what room is left
_MOST_PER_PART = 18  # spoken sentences of one part; a transcript goes on about a thing at length
_SHORT_KIND, _FIRST = 400, 2  # a short kind tells its two strongest sentences, then one of each part
_KEEP_APART = 3  # fewer stems than this cannot be compared
_LOWEST_SPOKEN, _LOWEST_WRITTEN = 1.4, 0.1  # worth below which a sentence is not told at all
_LISTED = 6  # parts of an enumeration that are told together
_SLACK = 60  # words more than the least, for sentences that the checks may refuse
_NAMING = 3  # words that attribution may add to a sentence


def choose(ranked: Sequence[Scored], shape: Shape) -> tuple[Scored, ...]:
    """Return the chosen sentences in reading order.

    What must be carried goes in first, strongest first, up to the hard bound; then the rest while
    the aim is not reached. A sentence that leans on the one before takes it along or stays out.
    """
    chooser = _Chooser(ranked, shape)
    order = sorted(ranked, key=lambda item: -item.weight)
    musts = [item for item in order if item.must]
    rest = [item for item in order if not item.must and item.weight >= _lowest(item)]
    if shape.most <= _SHORT_KIND:
        chooser.take_all(sorted(musts, key=lambda item: -prominence(item))[:_FIRST], shape.aim)
        chooser.take_all(_of_each_part(order, 1), shape.aim)
    for item in musts:
        chooser.take(item, shape.aim if item.candidate.spoken else shape.most)
    chooser.take_all(_of_each_part(rest, _PER_PART), shape.aim)
    chooser.take_all(rest, shape.aim)
    chooser.take_all(
        [item for item in order if item.weight >= _LEAST_WORTH], shape.least + _SLACK * (shape.least > _SHORT_KIND)
    )
    return chooser.chosen()


def _of_each_part(order: Sequence[Scored], count: int) -> list[Scored]:
    return [item for part in PARTS for item in [one for one in order if one.part == part][:count]]


class _Chooser:
    def __init__(self, ranked: Sequence[Scored], shape: Shape) -> None:
        self._at = {item.candidate.order: item for item in ranked}
        self._shape = shape
        self._taken: dict[int, Scored] = {}
        self._words = 0
        self._parts: Counter[str] = Counter()

    def take_all(self, items: Sequence[Scored], bound: int) -> None:
        """Take what fits of several sentences, first come first served."""
        for item in items:
            self.take(item, bound)

    def take(self, item: Scored, bound: int) -> None:
        """Take a sentence, with the one it leans on, if both fit and say something new."""
        if item.candidate.leans and item.candidate.spoken and not self._antecedent(item):
            return
        if item.candidate.spoken and self._parts[item.part] >= _MOST_PER_PART:
            return
        wanted = {one.candidate.order: one for member in self._told_with(item) for one in self._with_antecedent(member)}
        needed = [one for order, one in sorted(wanted.items()) if order not in self._taken]
        if not needed or len(self._taken) + len(needed) > self._shape.claims:
            return
        words = sum(
            one.candidate.words + (_NAMING if one.candidate.spoken or one.candidate.is_block_quotation else 0)
            for one in needed
        )
        if self._words + words > bound:
            return
        if self._is_told(item):
            return
        self._parts[item.part] += len(needed)
        for one in needed:
            self._taken[one.candidate.order] = one
        self._words += words

    def chosen(self) -> tuple[Scored, ...]:
        """Return what was taken, in reading order."""
        return tuple(self._taken[order] for order in sorted(self._taken))

    def _with_antecedent(self, item: Scored) -> list[Scored]:
        chain = [item]
        while chain[0].candidate.leans and len(chain) < 3:  # noqa: PLR2004  a bound that is used here only
            before = self._antecedent(chain[0])
            if before is None:
                break
            chain.insert(0, before)
        return chain

    def _told_with(self, item: Scored) -> list[Scored]:
        """Return the sentences of one outcome: a value before is nothing without the one after."""
        places = {statement.place for finding in item.findings for statement in finding.statements}
        if ANNOUNCES.search(item.candidate.text) and item.candidate.spoken:
            following = (self._at.get(item.candidate.order + step) for step in range(1, _LISTED + 1))
            places |= {
                one.candidate.order
                for one in following
                if one is not None and one.candidate.passage is item.candidate.passage
            }
        return [self._at[place] for place in sorted(places | {item.candidate.order}) if place in self._at]

    def _antecedent(self, item: Scored) -> Scored | None:
        before = self._at.get(item.candidate.order - 1)
        return before if before is not None and follows(before, item) else None

    def _is_told(self, item: Scored) -> bool:
        stems = item.candidate.stems
        if len(stems) < _KEEP_APART:
            return any(stems == other.candidate.stems for other in self._taken.values())
        for other in self._taken.values():
            shared = len(stems & other.candidate.stems)
            if shared >= _ALIKE * min(len(stems), max(len(other.candidate.stems), _KEEP_APART)) and not _tells_more(
                item, other
            ):
                return True
        return False


def _lowest(item: Scored) -> float:
    return _LOWEST_SPOKEN if item.candidate.spoken else _LOWEST_WRITTEN


def _tells_more(item: Scored, other: Scored) -> bool:
    """Tell whether a sentence like another one carries a figure that the other lacks."""
    known = {(figure.low, figure.unit) for figure in other.candidate.figures}
    new = {(figure.low, figure.unit) for figure in item.candidate.figures if figure.is_quantity}
    return bool(new - known)
