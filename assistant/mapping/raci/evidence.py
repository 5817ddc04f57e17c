"""Deeds matched with activities, and held to what the checker allows, before they speak for a letter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.domain.documents import Passage
from assistant.domain.raci import CellCitation
from assistant.domain.verdicts import SourceSpan, Verdict
from assistant.grounding.checker import Checker
from assistant.grounding.givens import Givens
from assistant.grounding.judge import Judge
from assistant.grounding.sources import SourceText
from assistant.mapping.raci.deeds import Deed
from assistant.mapping.raci.process import Activity
from assistant.mapping.stems import all_stems, likeness

Key = tuple[int, str]  # row, column
NAMED = 0.75  # of an activity's telling words, from which a clause is about it without any phrase of its own


def matched(found: Iterable[Deed], activities: Sequence[Activity]) -> dict[Key, list[Deed]]:
    """Return the deeds about each activity, by row and column; strongest evidence first, then the plainest words."""
    phrases = [[frozenset(all_stems(phrase)) for phrase in activity.about] for activity in activities]
    result: dict[Key, list[Deed]] = defaultdict(list)
    for deed in found:
        there = frozenset(all_stems(deed.clause))
        for row, activity in enumerate(activities):
            told = any(phrase and phrase <= there for phrase in phrases[row])
            if told or _named(activity, deed):
                result[row, deed.column].append(deed)
    return {key: sorted(each, key=lambda deed: (deed.passage.rank, len(deed.clause))) for key, each in result.items()}


def _named(activity: Activity, deed: Deed) -> bool:
    like = likeness(activity.activity, deed.clause)
    return like.same_work and like.share >= NAMED


class Ground:
    """Checks deeds against the passage that each stands in; a passage is read by the checker once.

    Args:
        names: names that need no citation.
        judge: a second opinion, where one is asked.
    """

    def __init__(self, names: Sequence[str], judge: Judge | None = None) -> None:
        self._givens = Givens(names=tuple(names))
        self._judge = judge
        self._checkers: dict[tuple[str, int, int], Checker] = {}

    def carried(self, deed: Deed) -> bool:
        """Tell whether the very sentence carries what is said of the actor."""
        passage = deed.passage
        key = (passage.document, passage.start, passage.end)
        if key not in self._checkers:
            self._checkers[key] = Checker([_source(passage)], self._givens, self._judge)
        start, end = deed.span.start - passage.start, deed.span.end - passage.start
        cited = [SourceSpan(source="passage", start=start, end=end)]
        return self._checkers[key].check(deed.claim, cited=cited).verdict is Verdict.SUPPORTED

    def first(self, deeds: Mapping[Key, Sequence[Deed]], key: Key) -> list[Deed]:
        """Return the deeds of a cell that are carried."""
        return [deed for deed in deeds.get(key, ()) if self.carried(deed)]


def _source(passage: Passage) -> SourceText:
    return SourceText("passage", passage.text, passage.speaker, passage.side, passage.rank, passage.language)


def citation(deed: Deed) -> CellCitation:
    """Return the sentence that a deed stands in, as a citation."""
    start, end = deed.span
    text = deed.passage.text[start - deed.passage.start : end - deed.passage.start]
    return CellCitation(document=deed.passage.document, start=start, end=end, text=text)
