"""Users told by pseudonyms: the same figures, and no address anywhere in what is kept or sent."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from assistant.domain.accounts import Account
from assistant.domain.documents import Person, Side
from ingest.usage import Pseudonyms

Make = Callable[..., Any]
DAYS = [date(2026, 1, 5) + timedelta(days=n) for n in range(28)]
MADE = [
    ("ann@acme.example", "create", "r1"),
    ("ann@acme.example", "create", "r2"),
    ("bob@acme.example", "create", "r3"),
]
USED = [("bob@acme.example", "view", "r1"), ("cem@acme.example", "view", "r2"), ("ann@acme.example", "view", "r3")]
OURS = [("pat@vendor.example", "view", "r1"), ("noreply@acme.example", "view", "r1")]
ROWS = [(DAYS[0], *row) for row in MADE] + [(DAYS[-1], *row) for row in [*USED, *OURS]]
PEOPLE = [
    Person(name="Ann Lee", title="Analyst", email="Ann@acme.example"),
    Person(name="Pat Roe", email="pat@vendor.example", side=Side.VENDOR),
]
SECRETS = ("acme.example", "vendor.example", "noreply", "Lee", "Roe")


def log(rows: Sequence[tuple[date, str, str, str]]) -> str:
    lines = [f"{day},{user},{action},{thing},board of ann@acme.example" for day, user, action, thing in rows]
    return "\n".join(["date,user,action,report,feature", *lines]) + "\n"


def everything(loaded: Any) -> str:
    models = [*loaded.facts, *loaded.series, *loaded.tables]
    return "\n".join(model.model_dump_json() for model in models)


def test_what_is_hidden_is_nowhere(usage: Make) -> None:
    found = everything(usage(log(ROWS), Account(robots=("*reply*",)), PEOPLE, pseudonym=Pseudonyms()))
    assert [secret for secret in SECRETS if secret in found] == []


def test_hiding_changes_no_figure(usage: Make) -> None:
    plain, hidden = (usage(log(ROWS), people=PEOPLE, pseudonym=each) for each in (None, Pseudonyms()))
    assert [(fact.name, fact.value) for fact in hidden.facts] == [(fact.name, fact.value) for fact in plain.facts]
    assert hidden.problems == plain.problems
    assert hidden["below_senior_director"].value == 1
    ann, bob = hidden.all("top_builder")
    assert (ann.subject, ann.value, bob.subject, bob.value) == ("[USER-1]", 2, "[USER-2]", 1)
    assert ann.sentence.startswith("[USER-1] built 2 of 3 reports that others used")
    assert plain.all("top_builder")[0].subject == "ann@acme.example"


def test_a_pseudonym_is_the_same_each_time() -> None:
    given = Pseudonyms()
    assert [given(name) for name in ("ann", "bob", "ann")] == ["[USER-1]", "[USER-2]", "[USER-1]"]
