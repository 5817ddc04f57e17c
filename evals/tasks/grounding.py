"""The checker: are planted errors seen, and are true statements left alone?"""

from collections.abc import Sequence
from functools import cache

from evals.cases import accounts
from evals.jsonl import dataset, rows
from evals.measures import CaseResult, Detail, Measure, MeasureSpec, Scored
from evals.planting.edits import EDITS
from evals.planting.generating import REWORDED, TRUE, Planted
from evals.subjects import Json, Stopwatch, Subject, Text
from evals.tasks.base import Options, Suite, TaskCase

SMOKE = 4  # of so many accounts one is taken into the smoke suite


class Grounding:
    """True statements, rewordings of them and planted errors, each against all notes of its account."""

    name = "grounding"
    suites: frozenset[Suite] = frozenset(("smoke", "full"))
    uses_engine = False
    measures = (
        MeasureSpec("auroc", True, "auroc", "true statements score above planted errors"),
        MeasureSpec("balanced_accuracy", True, "auroc", "mean share of either sort told"),
        MeasureSpec("detection", True, "rate", "planted errors that are not called supported"),
        MeasureSpec("false_alarms", False, "rate", "true statements that are not called supported"),
        MeasureSpec("kept.true", True, "rate", "statements near the notes' own words called supported"),
        MeasureSpec("kept.reworded", True, "rate", "faithful rewordings called supported"),
        *(MeasureSpec(f"detection.{kind}", True, "rate", f"planted: {kind.replace('-', ' ')}") for kind in EDITS),
    )

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return a case for each statement; the smoke suite takes those of every fourth account."""
        names = [case.id for case in accounts()]
        taken = set(names if options.suite == "full" else names[::SMOKE])
        found = rows(dataset("planted").joinpath("cases.jsonl"), Planted)
        return [TaskCase(each.id, each.account, each) for each in found if each.account in taken][: options.limit]

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Put the statement to the checker."""
        payload: Planted = case.payload
        watch = Stopwatch()
        answer = subject.verify(payload.text, _sources()[payload.account])
        seconds = watch.seconds
        supported = answer["verdict"] == "supported"
        what = f"planted {payload.planted}" if payload.planted else payload.kind
        return CaseResult(
            case.id,
            case.cluster,
            measures=_measures(payload, supported),
            details=(Detail(payload.kind, supported == payload.supported, f"{payload.text} ({what})"),),
            scores=(
                Scored(payload.supported, answer["score"], "auroc"),
                Scored(payload.supported, float(supported), "balanced_accuracy"),
            ),
            output=_shown(answer),
            seconds=seconds,
        )


def _measures(payload: Planted, supported: bool) -> tuple[Measure, ...]:
    true = payload.kind in (TRUE, REWORDED)
    of_true, of_planted = "only of true statements", "only of planted errors"
    return (
        Measure.rate("detection", float(not supported), float(not true), of_planted),
        Measure.rate("false_alarms", float(not supported), float(true), of_true),
        *(Measure.rate(f"kept.{k}", float(supported), float(payload.kind == k), of_true) for k in (TRUE, REWORDED)),
        *(Measure.rate(f"detection.{k}", float(not supported), float(payload.kind == k), of_planted) for k in EDITS),
    )


@cache
def _sources() -> dict[str, tuple[Text, ...]]:
    return {case.id: tuple(Text(note.name, note.text) for note in case.notes) for case in accounts()}


def _shown(answer: Json) -> str:
    reasons = "; ".join(reason for sentence in answer["sentences"] for reason in sentence["reasons"])
    return f"{answer['verdict']}, {answer['score']:.3f}: {reasons}"
