"""Gates: what fails, what it says, and which cases it names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain.errors import BadInput
from evals.comparing.runs import compare, of_engine
from evals.gates.rules import DEFAULT, AgainstBaseline, Gate, Rules, read_rules
from evals.gates.verdicts import failures
from evals.running.record import Run

RunMaker = Callable[..., Run]
GOOD = dict.fromkeys(range(20), 1.0)


def gate(**bounds: object) -> Rules:
    return Rules.model_validate({"gate": [{"task": "stories", "measure": "faithful", **bounds}]})


def test_a_run_within_its_bounds_passes(made_run: RunMaker) -> None:
    assert failures(made_run(GOOD), gate(min=0.95, min_low=0.8, max_unscored=0, max=1.0)) == ()


def test_a_figure_below_its_minimum_names_the_worst_cases(made_run: RunMaker) -> None:
    run = made_run({**GOOD, 3: 0.25, 7: 0.5, 9: 0.75, 11: 0.0})

    (failure,) = failures(run, gate(min=0.95))

    assert str(failure).startswith("stories / faithful (extractive): 0.875 [")
    assert "below the minimum of 0.95" in failure.why
    assert failure.cases == ("case-11", "case-03", "case-07")


@pytest.mark.parametrize(
    ("bounds", "why"),
    [
        ({"min_low": 0.99}, "its interval must not begin below 0.99"),
        ({"max": 0.5}, "above the maximum of 0.5"),
        ({"max_high": 0.9}, "its interval must not end above 0.9"),
        ({"max_unscored": 0}, "1 unscored, at most 0 allowed"),
    ],
)
def test_every_bound_has_its_reason(made_run: RunMaker, bounds: dict[str, float], why: str) -> None:
    (failure,) = failures(made_run({**GOOD, 20: None}), gate(**bounds))

    assert why in failure.why


def test_no_figure_at_all_fails_whatever_has_bounds(made_run: RunMaker) -> None:
    (failure,) = failures(made_run({0: None}), gate(min=0.1))

    assert (failure.figure, failure.why) == ("unscored", "though it has bounds to keep")


def test_a_gate_of_another_engine_does_not_count(made_run: RunMaker) -> None:
    assert failures(made_run({0: 0.0, 1: 0.0}), gate(min=0.9, engine="openai *")) == ()


def test_cases_that_cannot_be_run_fail_once_for_their_task(made_run: RunMaker) -> None:
    run = made_run(GOOD, errors={4: "ModelFailed: down", 5: "ModelFailed: down"})

    (failure,) = failures(run, Rules(max_errors=1))

    assert (failure.measure, failure.cases) == ("errors", ("case-04", "case-05"))
    assert "2 cases could not be run, at most 1 allowed: ModelFailed: down" in str(failure)
    assert failures(run, Rules(max_errors=2)) == ()


def test_worse_in_many_accounts_is_significant_and_in_few_is_a_drop(made_run: RunMaker) -> None:
    base = made_run(GOOD)
    many = made_run({**GOOD, **dict.fromkeys(range(7), 0.75)}, wrong={2: ["It took 13 hours."]})
    few = made_run({**GOOD, 1: 0.0})
    rules = Rules(baseline=AgainstBaseline(max_drop=0.04))

    (sure,) = failures(many, rules, compare(base, many))
    (dropped,) = failures(few, rules, compare(base, few))

    assert "significantly worse by 0.088 in 7 of 20 accounts (p 0.0156)" in sure.why
    assert sure.cases == ("case-00", "case-01", "case-02")
    assert "worse by 0.050 in 1 of 20 accounts, at most 0.04 allowed" in dropped.why
    assert dropped.cases == ("case-01",)


def test_a_gate_may_allow_its_measure_more_than_others(made_run: RunMaker) -> None:
    new = made_run({**GOOD, 1: 0.0})
    rules = Rules(
        baseline=AgainstBaseline(max_drop=0.0), gate=(Gate(task="stories", measure="faithful", max_drop=0.06),)
    )

    assert failures(new, rules, compare(made_run(GOOD), new)) == ()


def test_better_and_the_same_never_fail(made_run: RunMaker) -> None:
    base = made_run({**GOOD, 1: 0.5})
    rules = Rules(baseline=AgainstBaseline(max_drop=0.0, correction="none"))

    assert failures(made_run(GOOD), rules, compare(base, made_run(GOOD))) == ()
    assert failures(base, rules, compare(base, base)) == ()


def test_a_case_that_ran_before_and_cannot_be_run_now_fails(made_run: RunMaker) -> None:
    base, new = made_run(GOOD), made_run(GOOD, errors={6: "ValueError: no"})

    (failure,) = failures(new, Rules(max_errors=9, baseline=AgainstBaseline()), compare(base, new))

    assert (failure.figure, failure.why) == ("1 cases cannot be run", "that ran before: ValueError: no")
    assert failure.cases == ("case-06",)


def test_ranking_that_got_worse_is_named_by_its_texts(made_run: RunMaker) -> None:
    good = [(at % 2 == 0, 0.9 - (at % 2) * 0.8) for at in range(30)]
    bad = [(label, 0.5) if at < 20 else (label, score) for at, (label, score) in enumerate(good)]
    base, new = made_run({}, scores=good), made_run({}, scores=bad)

    (failure,) = failures(new, Rules(baseline=AgainstBaseline()), compare(base, new))

    assert failure.task == "grounding"
    assert "significantly worse" in failure.why
    assert set(failure.cases) <= {f"text-{at:02}" for at in range(20)}


def test_two_runs_of_one_engine_each_are_compared_whatever_it_is_called(made_run: RunMaker) -> None:
    base = made_run(GOOD)
    records = tuple(r.model_copy(update={"engine": "openai small"}) for r in made_run({**GOOD, 1: 0.5}).records)
    new = base.model_copy(update={"records": records, "engines": ("openai small",)})

    found = compare(base, new)

    assert [change.gain for change in found.measures if change.spec.name == "faithful"] == [pytest.approx(-0.025)]
    assert of_engine(new, "extractive").records == ()


def test_cases_of_one_run_only_are_left_out_and_told(made_run: RunMaker) -> None:
    found = compare(made_run({0: 1.0, 1: 1.0}), made_run({1: 1.0, 2: 0.0}))

    assert found.only_base == (("extractive", "stories", "case-00"),)
    assert found.only_new == (("extractive", "stories", "case-02"),)
    assert found.cases == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[gate]]\ntask = 'stories'\nmeasure = 'fathful'\nmin = 1", "gate 1: there is no measure 'fathful'"),
        ("[[gate]]\ntask = 'stories'\nmeasure = 'faithful'", "asks for nothing"),
        ("[[gate]]\ntask = 'stories'\nmeasure = 'faithful'\nminimum = 1", "gate.0.minimum"),
        ("[baseline]\nalpha = 5", "baseline.alpha"),
        ("[[gate", "not valid TOML"),
    ],
)
def test_a_file_of_gates_that_is_wrong_is_told_where(made_run: RunMaker, tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "gates.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(BadInput, match=r"gates\.toml") as caught:
        read_rules(path, made_run({0: 1.0}).specs)

    assert told in str(caught.value)


def test_a_file_of_gates_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_rules(tmp_path / "none.toml", ())


def test_the_gates_that_travel_with_the_checkout_name_what_there_is() -> None:
    from evals.commands import specs_of

    assert read_rules(DEFAULT, specs_of()).gate
