import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from evals.cases import Case, accounts
from evals.scorers.text import plain
from evals.usage import UsageSpec, UsageUser, generated

TRAITS = {
    "transcript",
    "bullets",
    "several-interviews",
    "contradiction",
    "german",
    "french",
    "spanish",
    "injection",
    "no-outcome",
    "webvtt",
    "srt",
    "email",
    "usage-contradiction",
    "internal-only",
    "hedged",
    "negation",
}


def test_there_are_enough_accounts_of_every_sort() -> None:
    cases = accounts()
    words = [sum(len(note.text.split()) for note in case.notes) for case in cases]

    assert len(cases) >= 30
    assert len({case.id for case in cases}) == len(cases)
    assert sum(count >= 300 for count in words) >= 12
    assert sum(case.usage is not None for case in cases) >= len(cases) // 2
    assert {trait for case in cases for trait in case.traits} >= TRAITS


def test_the_smoke_suite_has_some_of_them() -> None:
    assert 4 <= sum(case.smoke for case in accounts()) <= 10


@pytest.mark.parametrize("case", accounts(), ids=lambda case: case.id)
def test_the_gold_of_an_account_hangs_together(case: Case) -> None:
    notes = plain(" ".join(note.text for note in case.notes))
    names = [person.name for person in case.gold.people]

    assert len(set(names)) == len(names)
    assert all(plain(name.split()[-1]) in notes for name in names)
    assert all(saying.speaker in names for saying in case.gold.sayings if saying.speaker)
    assert all(not set(person.roles) & set(person.open) for person in case.gold.people)
    assert all(not person.roles for person in case.gold.people if person.side == "vendor")
    held = {role for person in case.gold.people for role in person.roles}
    assert not held & set(case.gold.role_gaps)
    for each in case.gold.contradictions:
        assert all(plain(side) in notes or side == str(case.gold.active_users) for side in each.between)
    assert (case.gold.active_users is None) == (case.usage is None)


@pytest.mark.parametrize("case", [case for case in accounts() if case.usage], ids=lambda case: case.id)
def test_a_usage_table_has_as_many_active_users_as_the_gold_says(case: Case) -> None:
    assert case.usage is not None
    table = list(csv.DictReader(io.StringIO(generated(case.usage))))
    last = max(date.fromisoformat(row["occurred_at"][:10]) for row in table)
    recent = {row["user"] for row in table if date.fromisoformat(row["occurred_at"][:10]) > last - timedelta(days=28)}

    assert len(recent) == case.gold.active_users


@given(
    seed=st.integers(0, 10_000),
    weeks=st.integers(6, 20),
    more=st.integers(0, 12),
    idle=st.integers(0, 5),
    growing=st.booleans(),
)
def test_usage_is_the_same_at_every_run_and_counts_as_it_was_asked_for(
    seed: int, weeks: int, more: int, idle: int, growing: bool
) -> None:
    spec = UsageSpec(
        seed=seed,
        last_day=date(2026, 5, 31),
        weeks=weeks,
        users=(UsageUser(user="ada", builds=True),),
        more=more,
        idle=idle,
        growing=growing,
    )
    table = generated(spec)
    days = [(row[1], date.fromisoformat(row[0][:10])) for row in csv.reader(table.splitlines()[1:])]

    assert generated(spec) == table
    assert len({user for user, day in days if day > spec.last_day - timedelta(days=28)}) == 1 + more
    assert all(spec.last_day - timedelta(days=7 * weeks) < day <= spec.last_day for _, day in days)


def test_gold_that_does_not_stand_in_the_notes_is_refused() -> None:
    good = {"id": "x", "notes": [{"name": "n.txt", "text": "It took 3 days."}]}
    gold = {"outcomes": [{"about": ["it"], "evidence": "It took 4 days."}]}

    assert Case.model_validate(good).files.notes[0].name == "n.txt"
    with pytest.raises(ValidationError, match="not in the notes"):
        Case.model_validate({**good, "gold": gold})
