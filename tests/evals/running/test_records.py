"""Runs as files: the same to the byte whatever order the cases came in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.errors import BadInput
from assistant.domain.story import Tokens
from evals.baselines.blessing import CUT, LONGEST, bless, blessed, named_run
from evals.measures import CaseResult, Detail, Measure, Scored
from evals.running.kept import Kept
from evals.running.record import Run, Spec, Time, read_run, read_times, record_of, time_of, times_json, to_json
from evals.running.summary import summed

RunMaker = Callable[..., Run]
SPEC = Spec(task="stories", name="share", kind="rate", higher_is_better=True)
RESULT = CaseResult(
    "a",
    "acme",
    measures=(Measure("share", 1 / 3, 3), Measure("none", None, 0.0, "nothing there")),
    details=(Detail("claim", False, "It took 13 hours."),),
    scores=(Scored(True, 0.123456789123),),
    output="text",
    seconds=1.23456,
    tokens=Tokens(input=5, output=2),
    cost_usd=0.5,
)


def test_a_result_is_kept_with_what_a_later_run_is_compared_by() -> None:
    record = record_of(RESULT, "extractive", "stories", 2)

    assert record.key == ("extractive", "stories", "a", 2)
    assert [(v.name, v.value, v.weight, v.reason) for v in record.measures] == [
        ("share", 0.333333333, 3.0, ""),
        ("none", None, 0.0, "nothing there"),
    ]
    assert record.marks[0].score == 0.123456789
    assert (record.details[0].ok, record.tokens.input) == (False, 5)
    assert time_of(RESULT, record).model_dump() == {
        "engine": "extractive", "task": "stories", "case": "a", "repeat": 2, "seconds": 1.235, "cost_usd": 0.5
    }  # fmt: skip


@given(st.permutations(range(12)))
def test_the_order_of_cases_changes_no_byte(order: list[int]) -> None:
    records = [
        record_of(
            CaseResult(f"c{at}", f"a{at // 3}", measures=(Measure("share", at / 12, at + 1.0),)),
            "extractive",
            "stories",
            0,
        )
        for at in range(12)
    ]
    straight = Run(suite="full", seed=1, engines=("extractive",), specs=(SPEC,), records=tuple(records))
    shuffled = straight.model_copy(update={"records": tuple(records[at] for at in order)})

    assert to_json(summed(shuffled)) == to_json(summed(straight))


def test_a_run_is_read_as_it_was_written(made_run: RunMaker, tmp_path: Path) -> None:
    run = made_run({0: 1.0, 1: None}, wrong={0: ["é\u2028 <b>"]}, scores=[(True, 0.5)], errors={1: "no"})
    (tmp_path / "run.json").write_text(to_json(run), "utf-8")
    times = (Time(engine="e", task="t", case="c", repeat=0, seconds=1.5),)
    (tmp_path / "times.json").write_text(times_json(times), "utf-8")

    assert read_run(tmp_path) == run == read_run(tmp_path / "run.json")
    assert read_times(tmp_path) == times
    assert named_run(str(tmp_path)) == run


def test_what_is_no_run_is_told(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"schema": "evals-run/1", "seed": "x"}', "utf-8")

    with pytest.raises(BadInput, match="not an evals-run/1 file"):
        read_run(tmp_path)
    with pytest.raises(BadInput, match="cannot be read"):
        read_run(tmp_path / "none")


def test_a_blessed_run_is_small_and_serves_smaller_suites(made_run: RunMaker, tmp_path: Path) -> None:
    run = made_run({0: 1.0}, wrong={0: ["wrong"]})
    long = run.model_copy(update={"records": (run.records[0].model_copy(update={"output": "x" * 9_000}),)})

    assert blessed("smoke", tmp_path) is None
    path = bless(long, tmp_path)

    kept = read_run(path)
    assert blessed("smoke", tmp_path) == path == tmp_path / "full.json"
    assert kept.records[0].output == "x" * LONGEST + CUT
    assert kept.records[0].details == long.records[0].details
    assert kept.records[0].value("slips") is not None


def test_kept_cases_come_back_until_they_are_cleared(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept")
    record = record_of(RESULT, "extractive", "stories", 0)

    assert kept.get("k") is None
    kept.put("k", record, time_of(RESULT, record))
    assert kept.get("k") == (record, time_of(RESULT, record))
    (tmp_path / "kept" / "k.json").write_text("{", "utf-8")
    assert kept.get("k") is None
    kept.clear()
    kept.clear()
    assert not (tmp_path / "kept").exists()
