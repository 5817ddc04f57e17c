"""Where figures, stated changes and usage disagree."""

from datetime import date

import pytest

from assistant.domain.evidence import UsageFact, Window
from assistant.grounding.figures import find
from assistant.grounding.sentences import split
from assistant.writing.outcomes.contradictions import contradictions
from assistant.writing.outcomes.findings import Statement
from assistant.writing.outcomes.search import findings
from assistant.writing.proposal import Conflict, FactCite, SpanCite

FIRST_USE = date(2026, 3, 2)
WINDOW = Window(**{"from": date(2026, 4, 1), "to": date(2026, 4, 28)})


def fact(name: str, value: float, sentence: str) -> UsageFact:
    return UsageFact(id=name, name=name, value=value, unit="users", window=WINDOW, query="SELECT 1", sentence=sentence)


FACTS = (
    fact("weekly_active_users", 61, "61 users were active in the week to 26 April 2026."),
    fact("seat_utilisation", 0.3, "61 of 200 seats were in use (30%)."),
)


def found(*notes: str, facts: tuple[UsageFact, ...] = ()) -> tuple[Conflict, ...]:
    told: list[Statement] = []
    for number, text in enumerate(notes):
        for span in split(text):
            sentence = span.of(text)
            cite = SpanCite(f"n{number}.md", span.start, span.end)
            told.append(Statement(sentence, find(sentence), cite, place=100 * number + len(told)))
    return contradictions(told, findings(told), facts, FIRST_USE)


@pytest.mark.parametrize(
    "notes",
    [
        ("The crew roster went from 12 hours to 3 hours.", "The crew roster went from 12 hours to 5 hours."),
        ("We cut the roster by 50%, from ten hours to four.",),
        ("The roster went from ten hours to four. That cut it by 50%.",),
        ("Fenwick runs nine ferries between the islands.", "Fenwick runs eleven ferries between the islands."),
    ],
)
def test_figures_that_disagree(notes: tuple[str, ...]) -> None:
    assert found(*notes)


@pytest.mark.parametrize(
    "notes",
    [
        ("The crew roster went from 12 hours to 3 hours.", "The roster went from 12 hours to 3 hours."),
        ("We cut the roster by 60%, from ten hours to four.",),
        ("Fenwick runs nine ferries.", "Fenwick employs 240 people."),
        ("In 2024 Fenwick ran nine ferries.", "In 2026 Fenwick ran eleven ferries."),
        ("Before, the roster took ten hours.", "Now the roster takes four hours."),
    ],
)
def test_figures_that_agree_or_are_about_different_things(notes: tuple[str, ...]) -> None:
    assert not found(*notes)


@pytest.mark.parametrize(
    "said",
    [
        "Everyone on the piers uses it.",
        "The whole team is on it every day.",
        "We have about 140 people in it every week.",
        "We have been using it since January 2026.",
    ],
)
def test_what_usage_does_not_bear_out(said: str) -> None:
    [conflict] = found(said, facts=FACTS)
    assert any(isinstance(cite, FactCite) for cite in conflict.cites)
    assert said in conflict.text


@pytest.mark.parametrize(
    "said",
    [
        "About 60 people use it every week.",
        "We have been using it since March 2026.",
        "Everyone was tired.",
        "We will have 140 people in it every week.",
    ],
)
def test_what_usage_bears_out_or_cannot_tell(said: str) -> None:
    assert not found(said, facts=FACTS)


def test_two_values_are_held_against_each_other_figure_once() -> None:
    rows = [f"We cut the close of month {n} from 9 days to 3 days, a reduction of 40%." for n in range(20)]
    stated = [conflict for conflict in found(*rows) if "is stated" in conflict.text]
    assert 0 < len(stated) <= len(rows)
