"""The checker and retrieval against people's labels on public sets, where a folder with them is given."""

from collections.abc import Sequence
from hashlib import sha256
from random import Random

from assistant.domain.errors import BadInput
from evals.external import labelled
from evals.external.meetings import Asked, questions
from evals.measures import CaseResult, Detail, Measure, MeasureSpec, Scored
from evals.subjects import Stopwatch, Subject, Text
from evals.tasks.base import Options, Suite, TaskCase
from evals.tasks.retrieval import rank_of

SETS = ("WiCE", "FRANK", "BEGIN")
EACH = 250  # texts of a set, drawn with the seed
FIRST, TEN = 5, 10


class ExternalGrounding:
    """Texts that people judged against a source: WiCE dev, FRANK validation, BEGIN dev."""

    name = "external-grounding"
    suites: frozenset[Suite] = frozenset(("full",))
    uses_engine = False
    measures = tuple(
        spec
        for name in SETS
        for spec in (
            MeasureSpec(f"auroc.{name.lower()}", True, "auroc", f"{name}: supported texts score higher"),
            MeasureSpec(f"balanced_accuracy.{name.lower()}", True, "auroc", f"{name}: mean share of either sort told"),
        )
    )

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return texts drawn from each set that the folder has; none without a folder."""
        if options.data is None:
            return []
        sets = labelled.load(options.data)
        found = [case for name in SETS if name in sets for case in _drawn(name, sets[name], options.seed)]
        return found[: options.limit]

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Put the text to the checker; a text without a sentence counts as supported."""
        name, row = case.payload
        watch = Stopwatch()
        try:
            answer = subject.verify(row.text, [Text("source", row.source)])
        except BadInput:
            answer = {"score": 1.0, "verdict": "supported"}
        supported = answer["verdict"] == "supported"
        return CaseResult(
            case.id,
            case.cluster,
            details=(Detail(row.label, supported == row.supported, row.text),),
            scores=(
                Scored(row.supported, answer["score"], f"auroc.{name.lower()}"),
                Scored(row.supported, float(supported), f"balanced_accuracy.{name.lower()}"),
            ),
            output=f"{answer['verdict']}, {answer['score']:.3f}",
            seconds=watch.seconds,
        )


def _drawn(name: str, rows: Sequence[labelled.Case], seed: int) -> list[TaskCase]:
    """Return some of a set, in its order; those of one source are of one cluster."""
    dice = Random(f"{seed} {name}")  # noqa: S311  a repeatable draw
    chosen = {at for _, at in sorted((dice.random(), at) for at in range(len(rows)))[:EACH]}
    return [
        TaskCase(f"{name}/{at}", f"{name}/{sha256(row.source.encode()).hexdigest()[:12]}", (name, row))
        for at, row in enumerate(rows)
        if at in chosen
    ]


class ExternalRetrieval:
    """QMSum: is a turn that answers the question among the first?"""

    name = "external-retrieval"
    suites: frozenset[Suite] = frozenset(("full",))
    uses_engine = False
    measures = (
        MeasureSpec("hit_5", True, "rate", "questions with an answering turn among the first five"),
        MeasureSpec("precision_10", True, "rate", "of the first ten turns, answering ones"),
        MeasureSpec("mrr", True, "mean", "mean reciprocal rank, to the tenth turn"),
    )

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return a case for each question; none without a folder."""
        if options.data is None:
            return []
        return [TaskCase(asked.id, asked.meeting, asked) for asked in questions(options.data)][: options.limit]

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Search the meeting."""
        asked: Asked = case.payload
        watch = Stopwatch()
        found = subject.search(asked.query, asked.turns, TEN)
        seconds = watch.seconds
        first = rank_of(found, [set(asked.answers)])
        texts = {turn.id: turn.text for turn in asked.turns}
        return CaseResult(
            case.id,
            case.cluster,
            measures=(
                Measure.rate("hit_5", float(0 < first <= FIRST), 1),
                Measure.rate("precision_10", len(asked.answers & set(found)), len(found), "nothing was found"),
                Measure("mrr", 1 / first if first else 0.0),
            ),
            details=(Detail("question", bool(first), f"{asked.query} (at {first or 'none of ten'})"),),
            output="\n".join(texts[each] for each in found[:FIRST]),
            seconds=seconds,
        )
