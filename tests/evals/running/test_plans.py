"""Plans: which cases are run with which engine, and what their outcome depends on."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.domain.errors import BadInput
from evals.measures import CaseResult, Measure, MeasureSpec
from evals.replay.replies import Head, Replies
from evals.running.cases import run_case, unrecorded
from evals.running.engines import Engine, Renewed, matrix
from evals.running.hashes import hashes
from evals.running.launch import environment
from evals.running.plan import Job, Plan, Work
from evals.running.record import ANY_ENGINE
from evals.subjects import BuiltIn, Subject
from evals.tasks import Options, Suite, TaskCase


class Counting:
    """A task of numbers: the case's payload over ten."""

    suites: frozenset[Suite] = frozenset(("full",))
    measures = (MeasureSpec("tenths", True, "rate", "tenths"),)

    def __init__(self, name: str, *, uses_engine: bool, payloads: Sequence[object]) -> None:
        self.name = name
        self.uses_engine = uses_engine
        self._payloads = payloads

    def cases(self, options: Options) -> Sequence[TaskCase]:
        found = [TaskCase(f"c{at}", f"a{at % 2}", payload) for at, payload in enumerate(self._payloads)]
        return found[: options.limit]

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        if not isinstance(case.payload, int):
            raise TypeError(f"{subject.name}: no\nnumber")
        return CaseResult(case.id, case.cluster, measures=(Measure.rate("tenths", case.payload, 10),))


TASKS = (
    Counting("writing", uses_engine=True, payloads=(1, 2, 3)),
    Counting("checking", uses_engine=False, payloads=(4, "x")),
)
LIVE = (Engine(kind="openai", model="small"), Engine(kind="openai", model="large"))


def plan(tmp_path: Path, **more: object) -> Plan:
    return Plan.model_validate({"out": tmp_path, **more})


def test_every_model_takes_every_case_and_what_no_engine_changes_is_run_once(tmp_path: Path) -> None:
    work = Work(plan(tmp_path, engines=(Engine(kind="extractive"), *LIVE), repeats=2, limit=2), TASKS)

    counts = {(b.label, b.task.name): (len(b.cases), b.repeats) for b in work.batches}
    assert counts == {
        ("extractive", "writing"): (2, 1),
        ("openai small", "writing"): (2, 2),
        ("openai large", "writing"): (2, 2),
        (ANY_ENGINE, "checking"): (2, 1),
    }
    assert len(work.jobs) == len(set(work.jobs)) == 2 + 4 + 4 + 2
    assert [(spec.task, spec.name) for spec in work.specs] == [("writing", "tenths"), ("checking", "tenths")]


def test_a_replay_runs_what_was_recorded_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    head = Head(made_by="hand", model="m", cases={"writing": ("c1", "c9")}, repeats=1)
    path.write_text(Replies(head).to_jsonl(), "utf-8")
    (engine,) = matrix(("replay",), (), None, path)

    work = Work(plan(tmp_path, engines=(engine,), repeats=3), TASKS)

    assert [job for job in work.jobs if job.task == "writing"] == [Job("replay m", "writing", "c1", 0)]


def test_other_suites_and_tasks_are_left_out(tmp_path: Path) -> None:
    assert Work(plan(tmp_path, suite="smoke"), TASKS).jobs == ()
    assert {job.task for job in Work(plan(tmp_path, only=("checking",)), TASKS).jobs} == {"checking"}
    with pytest.raises(BadInput, match="there is no task 'other'; choose from writing, checking"):
        Work(plan(tmp_path, only=("other",)), TASKS)


def test_a_key_hangs_on_the_code_the_case_the_engine_and_the_replies(tmp_path: Path) -> None:
    job = Job("extractive", "writing", "c0", 0)
    other = Counting("writing", uses_engine=True, payloads=(7, 2, 3))
    at_home = Engine(kind="openai", model="small", base_url="http://127.0.0.1:1/v1")
    replies = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for at, path in enumerate(replies):
        path.write_text(Replies(Head(made_by=str(at), model="m", cases={"writing": ("c0",)})).to_jsonl(), "utf-8")
    keys = [
        Work(plan(tmp_path), TASKS).key(job),
        Work(plan(tmp_path, code="2"), TASKS).key(job),
        Work(plan(tmp_path), (other,)).key(job),
        Work(plan(tmp_path), TASKS).key(job._replace(case="c1")),
        Work(plan(tmp_path, engines=LIVE), TASKS).key(job._replace(engine="openai small")),
        Work(plan(tmp_path, engines=(at_home,)), TASKS).key(job._replace(engine="openai small")),
        *(
            Work(plan(tmp_path, engines=matrix(("replay",), (), None, path)), TASKS).key(
                job._replace(engine="replay m")
            )
            for path in replies
        ),
    ]

    assert len(set(keys)) == len(keys)
    assert Work(plan(tmp_path, out=tmp_path / "elsewhere"), TASKS).key(job) == keys[0]


def test_the_matrix_of_engines_and_models() -> None:
    nowhere = Path("none.jsonl")
    made = matrix(("extractive", "openai"), ("small", "large", "small"), "http://127.0.0.1:1/v1", nowhere)

    assert [engine.label for engine in made] == ["extractive", "openai small", "openai large"]
    with pytest.raises(BadInput, match="no engine that asks a model"):
        matrix(("extractive",), ("small",), None, nowhere)
    with pytest.raises(BadInput, match="no model is named"):
        matrix(("openai",), (), None, nowhere)
    with pytest.raises(BadInput, match="cannot be read"):
        matrix(("replay",), (), None, nowhere)


def test_a_case_that_fails_is_an_error_of_that_case_in_one_line() -> None:
    case = TASKS[1].cases(Options())[1]
    record, time = run_case(TASKS[1], case, BuiltIn(), Job(ANY_ENGINE, "checking", "c1", 0))

    assert record.error == "TypeError: extractive: no number"
    assert (record.cluster, record.measures, time.case) == ("a1", (), "c1")


def test_a_case_without_its_replies_is_unscored_and_names_them() -> None:
    case = TASKS[0].cases(Options())[0]
    record, _ = run_case(TASKS[0], case, BuiltIn(), Job("replay m", "writing", "c0", 0))
    found = unrecorded(record, ("DraftAnswer abc (repeat 0, call 0)",) * 4)

    assert found.measures == ()
    assert found.error is not None
    assert found.error.startswith("no reply recorded for DraftAnswer abc (repeat 0, call 0), ")
    assert "and others" in found.error


def test_settings_of_a_developer_do_not_reach_a_run(tmp_path: Path) -> None:
    given = {"PATH": "/bin", "OUTCOME_STORIES_EMBEDDER": "lexical", "OUTCOME_STORIES_API_KEY": "k", "OPENAI_MODEL": "m"}

    offline, live = (environment(given, tmp_path, live=live) for live in (False, True))

    assert "OUTCOME_STORIES_EMBEDDER" not in {**offline, **live}
    assert "OUTCOME_STORIES_API_KEY" not in offline
    assert live["OUTCOME_STORIES_API_KEY"] == "k"
    assert offline["OUTCOME_STORIES_THREADS"] == live["OUTCOME_STORIES_THREADS"] == "1"


def test_a_model_is_made_anew_for_each_case() -> None:
    made: list[BuiltIn] = []

    def make() -> BuiltIn:
        made.append(BuiltIn())
        return made[-1]

    asked = Renewed(make, "small")  # type: ignore[arg-type]  # only that it is made counts here

    for _ in range(2):
        asked.begin()
        with pytest.raises(AttributeError):
            asked.model_for("draft")
    assert (asked.model, len(made)) == ("small", 2)


def test_a_changed_file_changes_its_hash_alone(tmp_path: Path) -> None:
    for room in ("assistant", "ingest", "prompts", "evals/datasets", "evals/scorers"):
        (tmp_path / room).mkdir(parents=True)
    (tmp_path / "prompts" / "a.j2").write_text("one", "utf-8")
    before = hashes(tmp_path)
    (tmp_path / "prompts" / "a.j2").write_text("two", "utf-8")
    (tmp_path / "assistant" / "notes.md").write_text("told apart", "utf-8")

    assert {name for name, value in hashes(tmp_path).items() if value != before[name]} == {"prompts"}
