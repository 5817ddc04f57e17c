"""A checker that has stopped to see negation: the gates fail, and name the cases in which it shows."""

from collections.abc import Sequence
from typing import Any

import pytest

from evals.comparing.runs import compare
from evals.gates.rules import DEFAULT, read_rules
from evals.gates.verdicts import Failure, failures
from evals.running.cases import run_case
from evals.running.plan import Job
from evals.running.record import ANY_ENGINE, Run, Spec
from evals.running.summary import summed
from evals.subjects import BuiltIn, Subject, Text
from evals.tasks import Options
from evals.tasks.grounding import Grounding

NEGATION = "denial-added"


class BlindToNegation(BuiltIn):
    """The product, but for every reason that speaks of negation."""

    def verify(self, text: str, sources: Sequence[Text]) -> dict[str, Any]:
        answer = super().verify(text, sources)
        reasons = [reason for sentence in answer["sentences"] for reason in sentence["reasons"]]
        if reasons and all(reason.startswith("negation") for reason in reasons):
            sentences = [{**sentence, "reasons": [], "verdict": "supported"} for sentence in answer["sentences"]]
            return {**answer, "verdict": "supported", "score": 0.95, "sentences": sentences}
        return answer


def ran(subject: Subject) -> Run:
    task = Grounding()
    specs = [Spec(task=task.name, name=m.name, kind=m.kind, higher_is_better=m.higher_is_better) for m in task.measures]
    cases = task.cases(Options(suite="smoke"))
    records = [run_case(task, case, subject, Job(ANY_ENGINE, task.name, case.id, 0))[0] for case in cases]
    return summed(Run(suite="smoke", seed=1, engines=(ANY_ENGINE,), specs=tuple(specs), records=tuple(records)))


@pytest.fixture(scope="module")
def sound() -> Run:
    return ran(BuiltIn())


@pytest.fixture(scope="module")
def failed(sound: Run) -> tuple[Failure, ...]:
    from evals.commands import specs_of

    blind = ran(BlindToNegation())
    return failures(blind, read_rules(DEFAULT, specs_of()), compare(sound, blind))


def test_the_gate_fails_where_negation_is_measured(failed: tuple[Failure, ...]) -> None:
    (failure,) = [failure for failure in failed if failure.measure == f"detection.{NEGATION}"]

    assert failure.task == "grounding"
    assert "below the minimum of 0.85" in failure.why
    assert failure.cases
    assert all(case.endswith(f"/{NEGATION}") for case in failure.cases)


def test_what_has_nothing_to_do_with_it_is_not_blamed(failed: tuple[Failure, ...]) -> None:
    blamed = {failure.measure for failure in failed}

    assert not blamed & {"detection.number", "detection.unit", "detection.date", "detection.stranger", "kept.true"}


def test_the_drop_against_the_blessed_run_is_significant(sound: Run) -> None:
    change = compare(sound, ran(BlindToNegation())).change(ANY_ENGINE, "grounding", f"detection.{NEGATION}")

    assert change is not None
    assert change.gain is not None
    assert change.gain < -0.5
    assert change.adjusted is not None
    assert change.adjusted < 0.2  # few accounts are in the smoke suite; the full one brings it far below 0.05
