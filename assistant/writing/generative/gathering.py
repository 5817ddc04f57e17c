"""The first stages: which evidence answers which question (plan), and what each window of the notes holds (extract).

They do not need each other, so they go out side by side. Notes that fit into one window need no
extraction: the plan sees all of them. A window that fails is told to the reviewer, and lost by nobody else.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from assistant.domain.errors import LimitReached, ModelFailed
from assistant.domain.story import Kind
from assistant.writing.casting import CASTS
from assistant.writing.cues import QUERIES
from assistant.writing.generative.answers import ExtractAnswer, PlanAnswer
from assistant.writing.generative.asking import Desk
from assistant.writing.generative.exhibits import Exhibit, Exhibits, lines
from assistant.writing.kinds import Shape
from assistant.writing.material import Material
from assistant.writing.proposal import Remark
from assistant.writing.scoring import Scored

WINDOW_WORDS = 1_800
_DIGEST_WORDS = 1_200  # of what retrieval finds for the guide's questions, where the notes are longer
_PLANNED, _LED = 4, 5  # strength of what the plan names, on the scale of the records
_TELLS = 600  # words of evidence that a draft is given beside twice the bound of its kind


@dataclass
class Gathered:
    """What the first stages found: strength by evidence, evidence by part, and the strongest result."""

    strength: dict[Exhibit, int] = field(default_factory=dict)
    parts: dict[str, list[Exhibit]] = field(default_factory=lambda: defaultdict(list))
    lead: tuple[Exhibit, ...] = ()
    remarks: list[Remark] = field(default_factory=list)

    def add(self, part: str, exhibits: Sequence[Exhibit], strength: int) -> None:
        """Take evidence in; what several windows or stages name counts once, as the strongest says."""
        for exhibit in exhibits:
            self.strength[exhibit] = max(self.strength.get(exhibit, 0), min(5, max(1, strength)))
            if exhibit not in self.parts[part]:
                self.parts[part].append(exhibit)


def question_of(part: str, kind: Kind) -> str:
    """Return the question that a part of a kind answers: the interview guide's, where the kind has none of its own."""
    if kind in CASTS and part in CASTS[kind].questions:
        return CASTS[kind].questions[part]
    special = {"result": "What is the strongest result?", "words": "Which words of a customer should be quoted?"}
    return special.get(part) or " ".join(QUERIES.get(part, (f"What does the evidence say on: {part}?",)))


def gather(material: Material, shape: Shape, exhibits: Exhibits, ranked: Sequence[Scored], desk: Desk) -> Gathered:
    """Return what plan and extract found.

    Raises:
        ModelFailed: no call came through, or what a story may take is spent.
    """
    desk.progress("planning and extracting")
    windows = list(exhibits.windows(WINDOW_WORDS))
    digest = exhibits.all if len(windows) == 1 else _digest(exhibits, ranked)
    account = material.account_name or "the customer"
    questions = [{"part": part, "text": question_of(part, material.kind)} for part in shape.parts]

    def plan() -> PlanAnswer | list[ExtractAnswer]:
        values = {"account": account, "kind": material.kind.value, "questions": questions, "evidence": lines(digest)}
        return desk.ask("plan", values, PlanAnswer)

    def extract(window: Sequence[Exhibit]) -> PlanAnswer | list[ExtractAnswer]:
        def ask(part: Sequence[Exhibit]) -> ExtractAnswer:
            values = {"account": account, "parts": questions, "evidence": lines(part)}
            return desk.ask("extract", values, ExtractAnswer)

        return desk.in_parts(window, ask)

    calls = [plan]
    if len(windows) > 1:
        calls += [partial(extract, window) for window in windows]
    return _merged(desk.together(calls), exhibits, windows)


def chosen(gathered: Gathered, exhibits: Exhibits, shape: Shape, ranked: Sequence[Scored]) -> tuple[Exhibit, ...]:
    """Return the evidence that the draft is given, in reading order: the strongest, within a bound of words."""
    worth = {item.candidate.order: item.weight for item in ranked}

    def weight(exhibit: Exhibit) -> tuple[int, float]:
        order = exhibit.candidate.order if exhibit.candidate else -1
        return gathered.strength.get(exhibit, 0), worth.get(order, 1.0)

    room = shape.most * 2 + _TELLS
    taken: set[Exhibit] = set()
    for exhibit in sorted(exhibits.all, key=weight, reverse=True):
        room -= exhibit.words
        if room < 0:
            break
        taken.add(exhibit)
    return tuple(exhibit for exhibit in exhibits.all if exhibit in taken)


def _digest(exhibits: Exhibits, ranked: Sequence[Scored]) -> tuple[Exhibit, ...]:
    """Return what retrieval and cues find best for each question, in reading order, usage facts with them."""
    best = sorted(ranked, key=lambda item: -item.weight)
    orders: set[int] = set()
    room = _DIGEST_WORDS
    for item in best:
        room -= item.candidate.words
        if room < 0:
            break
        orders.add(item.candidate.order)
    return tuple(one for one in exhibits.all if one.candidate is None or one.candidate.order in orders)


def _merged(
    results: Sequence[PlanAnswer | list[ExtractAnswer] | ModelFailed],
    exhibits: Exhibits,
    windows: Sequence[Sequence[Exhibit]],
) -> Gathered:
    failed = [result for result in results if isinstance(result, ModelFailed)]
    if failed and (len(failed) == len(results) or any(isinstance(one, LimitReached) for one in failed)):
        raise failed[0]
    gathered = Gathered()
    for window, result in zip(((), *windows), results, strict=False):
        if isinstance(result, ModelFailed):
            gathered.remarks.append(_lost(window, result))
        elif isinstance(result, PlanAnswer):
            gathered.lead = exhibits.named(result.lead)
            gathered.add("result", gathered.lead, _LED)
            for question in result.questions:
                gathered.add(question.part, exhibits.named(question.evidence), _PLANNED)
        else:
            for record in (record for answer in result for record in answer.records):
                gathered.add(record.part, exhibits.named(record.evidence), record.strength)
    return gathered


def _lost(window: Sequence[Exhibit], error: ModelFailed) -> Remark:
    if not window:
        return Remark("stage_failed", f"The story was written without a plan: {error}.")
    text = f"This part of the notes was not read by the model: {error}. Draft again to read it."
    return Remark("window_failed", text, (window[0].cite, window[-1].cite))
