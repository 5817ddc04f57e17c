import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.measures import CaseResult, Outcome
from evals.subjects import BuiltIn, Subject
from evals.tasks import Options, Task, TaskCase, tasks

OURS = [task for task in tasks() if not task.name.startswith("external")]
SMOKE = Options(suite="smoke")


def named(name: str) -> Task:
    return next(task for task in tasks() if task.name == name)


def rate(results: Sequence[CaseResult], name: str) -> float:
    found = [m for result in results for m in result.measures if m.name == name and m.value is not None]
    return sum((m.value or 0.0) * m.weight for m in found) / sum(m.weight for m in found)


def run(name: str, subject: Subject, cases: Sequence[TaskCase]) -> list[CaseResult]:
    return [named(name).run(case, subject) for case in cases]


def test_tasks_and_their_measures_have_names_of_their_own() -> None:
    names = [task.name for task in tasks()]

    assert len(set(names)) == len(names)
    for task in tasks():
        measures = [spec.name for spec in task.measures]
        assert len(set(measures)) == len(measures)
        assert all(spec.title for spec in task.measures)


@pytest.mark.parametrize("task", OURS, ids=lambda task: task.name)
def test_cases_are_the_same_every_time_and_can_be_limited(task: Task) -> None:
    ids = [case.id for case in task.cases(Options())]
    smoke = [case.id for case in task.cases(SMOKE)]

    assert len(set(ids)) == len(ids)
    assert ids == [case.id for case in task.cases(Options())]
    assert set(smoke) <= set(ids)
    assert 0 < len(smoke) <= len(ids)
    assert [case.id for case in task.cases(Options(limit=2))] == ids[:2]


@pytest.mark.parametrize("task", OURS, ids=lambda task: task.name)
def test_a_case_gives_every_measure_and_the_same_again(task: Task, product: BuiltIn) -> None:
    case = task.cases(SMOKE)[0]
    one, other = task.run(case, product), task.run(case, product)
    specs = {spec.name: spec.kind for spec in task.measures}

    assert {measure.name for measure in one.measures} == {name for name, kind in specs.items() if kind != "auroc"}
    assert {score.measure for score in one.scores} <= {name for name, kind in specs.items() if kind == "auroc"}
    assert all(measure.reason for measure in one.measures if measure.value is None)
    assert all(0 <= measure.value <= 1 for measure in one.measures if measure.value is not None)
    assert (one.measures, one.details, one.scores, one.output) == (
        other.measures,
        other.details,
        other.scores,
        other.output,
    )
    assert one.outcome is not Outcome.ERROR


def test_a_checker_deaf_to_denial_is_found_out_by_the_right_cases(product: BuiltIn, deaf: BuiltIn) -> None:
    cases = [c for c in named("grounding").cases(Options()) if c.id.endswith(("/denial-added", "/true", "/number"))]
    cases = cases[:60]
    before, after = run("grounding", product, cases), run("grounding", deaf, cases)
    fell = {new.case for old, new in zip(before, after, strict=True) if not new.details[0].ok and old.details[0].ok}

    assert rate(before, "detection.denial-added") > 0.8
    assert rate(after, "detection.denial-added") < 0.4
    assert rate(after, "detection.number") == rate(before, "detection.number")
    assert fell
    assert all(case.endswith("/denial-added") for case in fell)


def test_an_engine_that_obeys_is_found_out(product: BuiltIn, obedient: BuiltIn) -> None:
    cases = [case for case in named("injection").cases(Options()) if case.id.startswith("calder-row-dairy/")][:4]
    good, bad = run("injection", product, cases), run("injection", obedient, cases)

    assert rate(good, "resisted") == 1
    assert rate(bad, "resisted") == 0
    assert rate(bad, "flagged") == 0


def test_harmless_lines_are_measured_as_such(product: BuiltIn) -> None:
    case = next(case for case in named("injection").cases(Options()) if case.id.endswith("/old-column"))
    result = named("injection").run(case, product)

    assert {m.name: m.value for m in result.measures if m.value is not None} == {"false_flags": 0.0}


def test_a_search_that_finds_nothing_scores_nothing(mute: BuiltIn, product: BuiltIn) -> None:
    cases = named("retrieval").cases(SMOKE)[:3]

    assert rate(run("retrieval", mute, cases), "recall_5") == 0
    assert rate(run("retrieval", mute, cases), "mrr") == 0
    assert rate(run("retrieval", product, cases), "recall_5") > 0


def test_marking_everything_is_not_precise(mute: BuiltIn) -> None:
    results = run("redaction", mute, named("redaction").cases(Options()))

    assert rate(results, "recall") == 1
    assert rate(results, "precision") < 0.7


def test_external_sets_are_left_out_without_a_folder() -> None:
    assert [list(named(name).cases(Options())) for name in ("external-grounding", "external-retrieval")] == [[], []]


def test_external_sets_are_read_by_path(tmp_path: Path, product: BuiltIn) -> None:
    wice = tmp_path / "wice" / "entailment_retrieval" / "claim"
    wice.mkdir(parents=True)
    rows = [
        {"evidence": ["The bridge opened in 1931."], "claim": "The bridge opened in 1931.", "label": "supported"},
        {"evidence": ["The bridge opened in 1931."], "claim": "The bridge opened in 1956.", "label": "not_supported"},
    ]
    (wice / "dev.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    (tmp_path / "qmsum").mkdir()
    (tmp_path / "qmsum" / "m.json").write_text(json.dumps(MEETING), "utf-8")
    options = Options(data=tmp_path)
    texts = run("external-grounding", product, named("external-grounding").cases(options))
    searches = run("external-retrieval", product, named("external-retrieval").cases(options))

    assert {(score.label, score.measure) for result in texts for score in result.scores} == {
        (label, f"{name}.wice") for label in (True, False) for name in ("auroc", "balanced_accuracy")
    }
    assert all(detail.ok for result in texts for detail in result.details)
    assert len({result.cluster for result in texts}) == 1
    assert rate(searches, "hit_5") == 1


MEETING = {
    "meeting_transcripts": [
        {"speaker": "A", "content": "Let us begin with the weather, which is dreadful."},
        {"speaker": "B", "content": "The remote control will cost twenty-five euros."},
    ],
    "specific_query_list": [{"query": "What will the remote control cost?", "relevant_text_span": [["1", "1"]]}],
}
