"""Letters that a model proposes: what the notes carry moves a letter, everything else is refused."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.domain.raci import Basis, Cell, Matrix
from assistant.domain.story import Tokens
from assistant.mapping.answers import RaciAnswer
from assistant.retrieval.protocols import Answer
from assistant.workflow.asked import Asked
from assistant.workflow.raci import RaciRequest, suggest_raci
from assistant.writing.generative.asking import Desk, MemoryCache
from prompts import Rendered, load

A = TypeVar("A", bound=BaseModel)
NOTES = """# Brightwater: internal notes

- Date: 2026-05-04
- Account: Brightwater
- Participants: Ines Ferro (Customer Success Manager, Loomwork), Jon Reyes (Account Executive, Loomwork), \
Kaj Holm (Support Engineer, Loomwork), Ada Moss (Plant Manager, Brightwater)

## What we agreed

- Jon Reyes gets the paper for the renewal price out by Friday.
- Kaj Holm has the last word on the health of the account.
- Ines Ferro might run the executive business review.
- The health of the account was not judged by Jon Reyes.
- Who keeps the renewal forecast, Jon Reyes?
- Ada Moss owns the success plan.
- Our support team hears of the business review by mail.
- Ines Ferro keeps a diary of every outcome.
"""
AT = datetime(2026, 5, 5, 9, tzinfo=UTC)
HEALTH, PRICE, REVIEW = "Judge account health", "Commercial proposal and price", "Executive business review"
RECORD = "Record the outcome and what was learnt"
Proposal = dict[str, Any]


class Model:
    """Answers with what a function makes of the activities and lines that it is shown."""

    model = "made-up"

    def __init__(self, answer: Callable[[Mapping[str, str], Mapping[str, str]], Sequence[Proposal]]) -> None:
        self._answer = answer

    def model_for(self, prompt: str) -> str:
        return f"made-up-{prompt}"

    def ask(self, prompt: Rendered, schema: type[A]) -> Answer[A]:
        shown = dict(re.findall(r"^\[([ae]\d+)\] (.*)$", prompt.user, re.MULTILINE))
        activities = {text: id_ for id_, text in shown.items() if id_[0] == "a"}
        lines = {id_: text for id_, text in shown.items() if id_[0] == "e"}
        return Answer(schema.model_validate({"proposals": list(self._answer(activities, lines))}), Tokens(), 0.0)


def suggested(model: Model | None = None, told: list[str] | None = None, notes: str = NOTES) -> Matrix:
    account = Account(id="brightwater", name="Brightwater", segment="Enterprise")
    request = RaciRequest(notes=(NamedBytes("notes.md", notes.encode()),), account=account)
    asked = Asked(Desk(model, MemoryCache(), 2, time.monotonic, lambda _: None)) if model else None
    return suggest_raci(request, lambda _: None, AT, asked, (told if told is not None else []).append)


def one(activity: str, column: str, letter: str, why: str, of: str) -> Model:
    def answer(activities: Mapping[str, str], lines: Mapping[str, str]) -> Sequence[Proposal]:
        row = next((id_ for text, id_ in activities.items() if text.startswith(activity)), activity)
        ids = [id_ for id_, line in lines.items() if of in line]
        return [{"activity": row, "column": column, "letter": letter, "why": why, "evidence": ids}]

    return Model(answer)


def cell(matrix: Matrix, activity: str, column: str) -> Cell | None:
    return next(row for row in matrix.rows if row.activity.startswith(activity)).cells.get(column)


def test_the_activities_that_the_tests_name_are_there() -> None:
    names = " / ".join(row.activity for row in suggested().rows)
    assert all(activity in names for activity in (HEALTH, PRICE, REVIEW, RECORD)), names


def test_what_no_pattern_lists_speaks_for_a_letter() -> None:
    why = "Ines Ferro keeps a diary of every outcome."
    before = cell(suggested(), RECORD, "client_outcomes")
    held = cell(suggested(one(RECORD, "client_outcomes", "R", why, "diary")), RECORD, "client_outcomes")

    assert before is not None
    assert held is not None
    assert before.basis is not Basis.EVIDENCE
    assert (held.letters, held.basis) == (before.letters, Basis.EVIDENCE)
    assert held.citations[0].text == why


def test_an_accountable_one_takes_over_and_stays_the_only_one() -> None:
    why = "Kaj Holm has the last word on the health of the account."
    after = suggested(one(HEALTH, "support", "A", why, "last word"))

    held = cell(after, HEALTH, "support")
    assert held is not None
    assert "A" in held.letters
    assert after.findings.errors == ()


def test_a_function_is_told() -> None:
    why = "Our support team hears of the business review by mail."
    held = cell(suggested(one(REVIEW, "support", "I", why, "by mail")), REVIEW, "support")

    assert held is not None
    assert (held.letters, held.basis) == ("I", Basis.EVIDENCE)


@pytest.mark.parametrize(
    ("activity", "column", "letter", "why", "of"),
    [
        ("a99", "sales", "R", "Jon Reyes gets the paper for the renewal price out by Friday.", "gets the paper"),
        (PRICE, "catering", "R", "Jon Reyes gets the paper for the renewal price out by Friday.", "gets the paper"),
        (PRICE, "sales", "X", "Jon Reyes gets the paper for the renewal price out by Friday.", "gets the paper"),
        (PRICE, "sales", "A", "Jon Reyes gets the paper for the renewal price out by Friday.", "gets the paper"),
        (PRICE, "client_outcomes", "R", "Jon Reyes gets the paper for the renewal price out.", "gets the paper"),
        (PRICE, "client_outcomes", "R", "Ines Ferro gets the paper for the renewal price out.", "gets the paper"),
        (PRICE, "sales", "R", "Jon Reyes gets the paper for the renewal price out by Friday.", "no such line"),
        (PRICE, "sales", "R", "Jon Reyes signs a renewal price of 86,000.", "gets the paper"),
        (HEALTH, "sales", "R", "Jon Reyes judged the health of the account.", "not judged"),
        (HEALTH, "support", "A", "Kaj Holm has the last word on lunch.", "last word"),
        (REVIEW, "client_outcomes", "R", "Ines Ferro runs the executive business review.", "might run"),
        (REVIEW, "client_outcomes", "R", "Ines Ferro might run the executive business review.", "might run"),
        ("Keep the renewal list", "sales", "R", "Jon Reyes keeps the renewal forecast.", "Who keeps"),
    ],
)
def test_what_the_notes_do_not_carry_is_refused(activity: str, column: str, letter: str, why: str, of: str) -> None:
    told: list[str] = []
    after = suggested(one(activity, column, letter, why, of), told)

    assert after == suggested()
    assert [line for line in told if "1 proposal of the model refused" in line]


def test_the_examples_of_the_prompt_are_kept_whole() -> None:
    example = load("raci").examples[0]
    answer = RaciAnswer.model_validate_json(example["answer"])
    lines = {line[1 : line.index("]")]: line[line.index("]") + 2 :] for line in example["evidence"]}

    assert {each.column for each in answer.proposals} == {line[1 : line.index("]")] for line in example["columns"]}
    for each in answer.proposals:
        assert [lines[id_] for id_ in each.evidence] == [each.why]


RULES = cache(suggested)
ROWS = st.sampled_from([*(f"a{n}" for n in range(18)), "a", "", "a\u00b2", "7"])
COLUMNS = st.sampled_from(["sales", "client_outcomes", "support", "cs_operations", "executive", "customer", "x", ""])
LETTERS = st.sampled_from(["R", "A", "C", "I", "A/R", "a", "Q", ""])
WHYS = st.sampled_from([line.removeprefix("- ") for line in NOTES.splitlines() if line.startswith("- ")])
MADE_UP = st.tuples(
    st.sampled_from(["Jon Reyes", "Kaj Holm", "Zoe Quirk", "Our sales team", "Ada Moss"]),
    st.sampled_from(["owns the health of the account.", "sends the renewal price.", "decides the success plan."]),
).map(" ".join)
IDS = st.lists(st.sampled_from([*(f"e{n}" for n in range(1, 14)), "zz"]), max_size=4)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(ROWS, COLUMNS, LETTERS, st.one_of(WHYS, MADE_UP), IDS), min_size=1, max_size=20))
def test_nothing_invented_gets_through(proposals: list[tuple[str, str, str, str, list[str]]]) -> None:
    names = ("activity", "column", "letter", "why", "evidence")
    model = Model(lambda *_: [dict(zip(names, each, strict=True)) for each in proposals])

    matrix = suggested(model)

    rules = RULES()
    assert matrix.findings.errors == ()
    assert [column.id for column in matrix.columns] == [column.id for column in rules.columns]
    assert matrix.people == rules.people
    for row in matrix.rows:
        assert sum("A" in each.letters for each in row.cells.values()) == 1
        held = row.cells.get("customer")
        assert held is None or "A" not in held.letters
        for each in row.cells.values():
            for cited in each.citations:
                assert cited.document != "notes.md" or NOTES[cited.start : cited.end] == cited.text
            told = " ".join(cited.text for cited in each.citations)
            assert each.basis is not Basis.EVIDENCE or not re.search(r"\?|might|not judged", told)
