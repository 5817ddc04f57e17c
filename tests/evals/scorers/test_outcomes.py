from collections.abc import Callable
from typing import Any

import pytest

from evals.cases import Case, Outcome
from evals.scorers import honesty, metrics, style
from evals.scorers.story import Told

Maker = Callable[..., Told]


def test_the_good_story_tells_what_matters(told: Maker, case: Case) -> None:
    changes, details = metrics.changes_right(told(), case)

    assert metrics.told_outcomes(told(), case)[0].value == 1
    assert [measure.value for measure in changes] == [1, 1]
    assert details == []
    assert honesty.contradictions_told(told(), case)[0].value == 1
    assert honesty.unknowns_asked(told(), case)[0].value == 1
    assert honesty.bans_kept(told(), case)[0].value == 1
    assert style.style_kept(told(), case)[0].value == 1
    assert style.length_kept(told()).value == 1


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("From 12 percent, spoilage is down to 7 percent.", 1),
        ("Spoilage: twelve percent before, seven now.", 1),
        ("Spoilage went from 12 percent to 6 percent.", 1 / 2),
        ("The waste of plates went down.", 1 / 2),
        ("Visits went from 12 a month to 7 a month.", 1 / 2),
    ],
)
def test_an_outcome_is_told_in_any_words_or_missed(told: Maker, case: Case, text: str, share: float) -> None:
    measure, _ = metrics.told_outcomes(told(2, text), case)

    assert measure.value == pytest.approx(share)


@pytest.mark.parametrize(
    ("values", "unit", "change", "good"),
    [
        ((9, 4), "days", -55.6, [1, 1]),
        ((4, 9), "days", 125.0, [0, 1]),
        ((9, 5), "days", -44.4, [0, 1]),
        ((9, 4), "days", -44.0, [1, 0]),
        ((216, 96), "hours", -55.6, [1, 1]),
        ((9, 4), "hours", -55.6, [0, 1]),
    ],
)
def test_a_change_is_right_the_right_way_round_in_its_unit(
    told: Maker, case: Case, values: tuple[float, float], unit: str, change: float, good: list[int]
) -> None:
    story = told().story
    story["metrics"][0] |= {"before": values[0], "after": values[1], "unit": unit}
    story["metrics"][0]["change"] = {"kind": "percent", "value": change}
    measures, _ = metrics.changes_right(Told(story), case)

    assert [measure.value for measure in measures] == good


@pytest.mark.parametrize(
    ("kind", "value", "good"), [("ratio", 0.444, 1), ("ratio", 2.25, 0), ("points", -5, 1), ("absolute", 5, 0)]
)
def test_changes_of_every_kind_are_worked_out(told: Maker, case: Case, kind: str, value: float, good: int) -> None:
    story = told().story
    story["metrics"][0]["change"] = {"kind": kind, "value": value}

    assert metrics.changes_right(Told(story), case)[0][1].value == good


def test_a_unit_that_changes_on_the_way_is_followed(told: Maker, case: Case) -> None:
    outcome = Outcome(about=("proofs",), before=6, after=20, unit="hours to minutes", evidence=case.notes[0].text[:4])
    changed = case.model_copy(update={"gold": case.gold.model_copy(update={"outcomes": (outcome,)})})
    story = told().story
    story["metrics"][0] |= {"before": 360.0, "after": 20.0, "unit": "minutes"}

    assert metrics.changes_right(Told(story), changed)[0][0].value == 1
    story["metrics"][0] |= {"before": 6.0}
    assert metrics.changes_right(Told(story), changed)[0][0].value == 0


@pytest.mark.parametrize(
    ("text", "kept"), [("Proofs take 2 days.", 0), ("The goal is 2 days.", 1), ("Proofs take 22 days.", 1)]
)
def test_what_may_not_be_said_is_looked_for(told: Maker, case: Case, text: str, kept: int) -> None:
    assert honesty.bans_kept(told(1, text), case)[0].value == kept


def test_a_ban_holds_in_the_title_too(told: Maker, case: Case) -> None:
    assert honesty.bans_kept(told(title="Proofs in 2 days"), case)[0].value == 0


def test_a_contradiction_needs_both_sides(told: Maker, case: Case) -> None:
    one = [{"text": "Someone said 9 days.", "citations": []}]
    both = [{"text": "They disagree.", "citations": [{"text": "it took 9 days"}, {"text": "it took 4 days"}]}]

    assert honesty.contradictions_told(told(contradictions=one), case)[0].value == 0
    assert honesty.contradictions_told(told(contradictions=both), case)[0].value == 1


def test_what_is_open_must_be_asked(told: Maker, case: Case) -> None:
    assert honesty.unknowns_asked(told(gaps=[]), case)[0].value == 0
    assert honesty.unknowns_asked(told(gaps=[{"question": "Has the money been counted?"}]), case)[0].value == 1


@pytest.mark.parametrize(
    ("number", "text", "rule"),
    [
        (3, "This world-class press did not hire anybody.", "no bragging"),
        (3, "We did not hire anybody.", "no voice of the customer"),
        (3, "It was, um, without hiring.", "no spoken fillers"),
        (3, "Spoilage went from 12 percent to 7 percent.", "nothing told twice"),
        (3, " ".join(["word"] * 61), "sentences that can be read"),
    ],
)
def test_a_fault_of_style_is_named(told: Maker, case: Case, number: int, text: str, rule: str) -> None:
    measure, details = style.style_kept(told(number, text), case)

    assert measure.value == pytest.approx(5 / 6)
    assert details[0].text.startswith(rule)


def test_a_title_without_the_result_is_a_fault(told: Maker, case: Case) -> None:
    measure, details = style.style_kept(told(1, "Mill Lane Press prints.", title="We talked to Ada"), case)

    assert measure.value == pytest.approx(5 / 6)
    assert details[0].text.startswith("the result in the title")


def test_a_story_that_is_too_long_for_its_kind_is_seen(told: Maker) -> None:
    assert style.length_kept(told(kind="one-liner")).value == 0
    assert style.length_kept(told(kind="save")).value is None


def test_active_users_are_compared_with_the_table(told: Maker, case: Case) -> None:
    used = case.model_copy(update={"gold": case.gold.model_copy(update={"active_users": 12})})
    facts: list[dict[str, Any]] = [{"name": "monthly_active_users", "value": 12}]

    assert metrics.usage_right(told(), case)[0].value is None
    assert metrics.usage_right(told(usage_facts=facts), used)[0].value == 1
    assert metrics.usage_right(told(usage_facts=[{**facts[0], "value": 13}]), used)[0].value == 0
