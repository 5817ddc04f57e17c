from typing import Any

import pytest

from assistant.domain.people import Role
from evals.cases import Case, Letter, Someone
from evals.scorers import facts, raci, roles

Json = dict[str, Any]
SPAN = {"document": "n.txt", "start": 0, "end": 3, "text": "Ada"}
USE = {"document": None, "start": None, "end": None, "text": "12 users"}
TEXTS = [{"id": "n.txt", "text": "Ada Frost owns it."}]


@pytest.fixture
def case(case: Case) -> Case:
    people = (
        Someone.model_validate({"name": "Ada Frost", "side": "customer", "roles": ["builder"], "open": ["champion"]}),
        Someone.model_validate({"name": "Ben Ode", "side": "vendor"}),
        Someone.model_validate({"name": "Cy Marsh", "side": "customer", "roles": ["economic_buyer"]}),
    )
    gold = case.gold.model_copy(update={"people": people, "role_gaps": (Role.EXECUTIVE_SPONSOR,)})
    return case.model_copy(update={"gold": gold})


def person(name: str, side: str = "customer", citation: Json = SPAN, **held: float) -> Json:
    given = [{"role": role, "confidence": sure, "citations": [citation]} for role, sure in held.items()]
    return {"name": name, "side": side, "roles": given}


GOOD = [person("Ada Frost", builder=0.8), person("Ben Ode", "vendor"), person("Cy Marsh", economic_buyer=0.7)]


def values(people: list[Json], case: Case) -> list[float | None]:
    return [measure.value for measure in roles.roles_right(roles.paired(people, case))]


def test_the_right_roles_are_right(case: Case) -> None:
    pairs = roles.paired(GOOD, case)

    assert values(GOOD, case) == [1, 1, 1]
    assert roles.sides_right(pairs).value == 1
    assert roles.people_whole(pairs).value == 1
    assert roles.f_measure("f1.builder", pairs, "builder").value == 1
    assert roles.f_measure("f1.coach", pairs, "coach").value is None
    assert all(detail.ok for detail in roles.details(pairs))


@pytest.mark.parametrize(
    ("people", "precision", "recall"),
    [
        ([*GOOD[:2], person("Cy Marsh", detractor=0.7)], 1 / 2, 1 / 2),
        ([person("Ada Frost", builder=0.8, coach=0.9), *GOOD[1:]], 2 / 3, 1),
        ([GOOD[0], person("Ben Ode", "vendor", champion=0.9), GOOD[2]], 2 / 3, 1),
        (GOOD[:2], 1, 1 / 2),
        ([*GOOD, person("Di Novak", builder=0.8)], 2 / 3, 1),
    ],
)
def test_a_wrong_or_missing_role_costs(people: list[Json], precision: float, recall: float, case: Case) -> None:
    found = values(people, case)

    assert found[:2] == [pytest.approx(precision), pytest.approx(recall)]
    assert found[2] == pytest.approx(2 * precision * recall / (precision + recall))


@pytest.mark.parametrize(
    "more",
    [
        person("Ada Frost", champion=0.9),  # readers differ
        person("Ada Frost", coach=0.4),  # a hint
        person("u017", citation=USE, end_user=0.7),  # by usage alone
        person("Ada Frost", builder=0.6),  # the same person in two entries
    ],
)
def test_what_is_left_out_of_the_count_costs_nothing(more: Json, case: Case) -> None:
    assert values([*GOOD, more], case) == [1, 1, 1]


def test_a_person_split_in_two_and_a_wrong_side_are_seen(case: Case) -> None:
    pairs = roles.paired([*GOOD, person("Frost")], case)
    turned = roles.paired([person("Ada Frost", "vendor", builder=0.8), *GOOD[1:]], case)

    assert roles.people_whole(pairs).value == pytest.approx(2 / 3)
    assert roles.sides_right(turned).value == pytest.approx(2 / 3)


def test_gaps_are_told_and_true(case: Case) -> None:
    told = {"gaps": [{"role": "executive_sponsor"}, {"role": "end_user"}]}
    false = {"gaps": [{"role": "builder"}]}

    assert [measure.value for measure in roles.gaps_right(told, case)] == [1, 1]
    assert [measure.value for measure in roles.gaps_right(false, case)] == [0, 0]


def test_roles_must_cite_exactly() -> None:
    off = {**SPAN, "text": "Bda"}

    assert roles.cited({"documents": TEXTS, "people": GOOD}).value == 1
    assert roles.cited({"documents": TEXTS, "people": [person("Ada Frost", citation=off, builder=0.8)]}).value == 0


def test_confidence_is_handed_on_for_hints_too(case: Case) -> None:
    scores = roles.confidences(roles.paired([person("Ada Frost", builder=0.8, coach=0.4)], case))

    assert [(score.label, score.score) for score in scores] == [(True, 0.8), (False, 0.4)]


CELL = {"letters": "A/R", "basis": "evidence", "citations": [{**SPAN, "text": "Ada"}]}


def matrix(**cells: Json) -> Json:
    return {"rows": [{"activity": "Judge account health", "cells": cells}], "documents": TEXTS}


def letter(letters: str, evidence: str | None = "Ada Frost owns it.") -> Letter:
    return Letter(process="renewal", activity="account health", column="csm", letters=letters, evidence=evidence)


@pytest.mark.parametrize(
    ("cells", "share"),
    [
        ({"csm": CELL}, 1),
        ({"csm": CELL, "ops": {**CELL, "letters": "C"}}, 1),
        ({"csm": CELL, "ops": {**CELL, "letters": "A"}}, 0),
        ({"csm": {**CELL, "letters": "R"}}, 0),
        ({"csm": {**CELL, "letters": "A/X"}}, 0),
    ],
)
def test_a_row_has_one_a(cells: dict[str, Json], share: float) -> None:
    assert raci.valid(matrix(**cells)).value == share


@pytest.mark.parametrize(
    ("gold", "agreed", "evidenced"),
    [(letter("A/R"), 1, 1), (letter("R/A"), 1, 1), (letter("C"), 0, 1), (letter("A/R", "Ben owns it."), 1, 0)],
)
def test_letters_are_compared_with_what_the_notes_say(gold: Letter, agreed: int, evidenced: int) -> None:
    measures, details = raci.agreement(matrix(csm=CELL), [gold])

    assert [measure.value for measure in measures] == [agreed, evidenced]
    assert details[0].ok is bool(agreed)


def test_a_letter_by_template_shows_no_evidence_and_a_missing_cell_agrees_with_nothing() -> None:
    default = {**CELL, "basis": "template", "citations": []}

    assert [m.value for m in raci.agreement(matrix(csm=default), [letter("A/R")])[0]] == [1, 0]
    assert [m.value for m in raci.agreement(matrix(ops=CELL), [letter("A/R")])[0]] == [0, 0]
    assert [m.value for m in raci.agreement(matrix(ops=CELL), [])[0]] == [None, None]


@pytest.mark.parametrize(
    ("changes", "good"),
    [
        ({}, 1),
        ({"citations": []}, 0),
        ({"basis": "template"}, 0),
        ({"basis": "template", "citations": []}, 1),
        ({"citations": [{**SPAN, "text": "Adb"}]}, 0),
    ],
)
def test_a_cell_rests_on_what_it_says(changes: Json, good: int) -> None:
    assert raci.founded(matrix(csm={**CELL, **changes})).value == good


def test_facts_are_compared_whatever_the_words(good_story: Json) -> None:
    other = {**good_story, "title": "Another title"}
    poorer = {**good_story, "sections": [{"heading": "x", "claims": good_story["sections"][0]["claims"][:1]}]}

    assert [measure.value for measure in facts.compared(good_story, other)] == [1, 0]
    assert [measure.value for measure in facts.compared(good_story, poorer, ".x")] == [pytest.approx(3 / 5), 0]
    assert [measure.name for measure in facts.compared(good_story, poorer, ".x")] == ["facts_kept.x", "facts_added.x"]
    assert facts.changes(poorer, good_story) == ["added: figure 12", "added: figure 7"]
    assert facts.changes(good_story, poorer) == ["lost: figure 12", "lost: figure 7"]
