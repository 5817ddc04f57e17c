"""Values before and after, stated and compound changes, and returns, told in many ways."""

from collections.abc import Sequence

import pytest

from assistant.grounding.figures import find
from assistant.grounding.sentences import split
from assistant.writing.outcomes.changes import changes
from assistant.writing.outcomes.findings import Finding, Statement
from assistant.writing.outcomes.formula import evaluate
from assistant.writing.outcomes.money import returns
from assistant.writing.outcomes.pairs import pairs
from assistant.writing.proposal import SpanCite


def statements(text: str) -> tuple[Statement, ...]:
    return tuple(
        Statement(span.of(text), find(span.of(text)), SpanCite("notes.md", span.start, span.end), place)
        for place, span in enumerate(split(text))
    )


def all_of(text: str) -> list[Finding]:
    told: Sequence[Statement] = [one for one in statements(text) if one.figures]
    return [*pairs(told), *returns(told), *changes(told)]


@pytest.mark.parametrize(
    ("text", "name", "before", "after", "unit"),
    [
        ("We cut the monthly close from ten days to four.", "monthly close", 10, 4, "days"),
        ("The close used to take two weeks, now it takes three days.", "close", 14, 3, "days"),
        ("Monthly close: 10 days → 4", "Monthly close", 10, 4, "days"),
        ("Before, the roster took us 16 hours. Now it is 8 hours.", "roster", 16, 8, "hours"),
        (
            "Our on-time departure rate was 78% last spring. In August it was 93%.",
            "on-time departure rate",
            78,
            93,
            "percent",
        ),
        ("Churn fell to 3% from 5%.", "Churn", 5, 3, "percent"),
        ("The error rate is down from 4.2% to 1.1%.", "error rate", 4.2, 1.1, "percent"),
        ("Missed pickups went from 40 a month to 14 a month.", "Missed pickups", 40, 14, ""),
        ("The backlog takes four days instead of ten.", "backlog", 10, 4, "days"),
    ],
)
def test_pairs(text: str, name: str, before: float, after: float, unit: str) -> None:
    [found] = list(pairs(statements(text)))
    assert (found.name, float(found.before or 0), float(found.after or 0), found.unit) == (name, before, after, unit)


@pytest.mark.parametrize(
    "text",
    [
        "From 2013 to 2017 I worked at the harbour.",
        "It takes from 2 to 3 days.",
        "We want to go from 10 days to 4.",
        "The plan had 31 tabs and 4 owners.",
        "Anywhere from 10 to 20 people join.",
        "We hired 10 people. Now the sky is blue.",
    ],
)
def test_no_pairs(text: str) -> None:
    assert list(pairs(statements(text))) == []


@pytest.mark.parametrize(
    ("text", "name", "kind", "value"),
    [
        ("We reduced onboarding time by 40%.", "onboarding time", "percent", -40),
        ("Support tickets dropped 30 percent.", "Support tickets", "percent", -30),
        ("A 25% increase in bookings followed.", "bookings", "percent", 25),
        ("We have seen a fuel reduction of approximately ten percent.", "fuel", "percent", -10),
        ("We halved the time to invoice.", "time", "ratio", 0.5),
    ],
)
def test_stated_changes(text: str, name: str, kind: str, value: float) -> None:
    [found] = [finding for finding in changes(statements(text)) if finding.form == "change"]
    assert found.name.startswith(name)
    assert (found.change_kind, float(found.change or 0)) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "We want to cut it by 20%.",
        "Nearly 70% of the crew uses boats.",
        "It handles 83x more passengers than before.",
        "Traffic has doubled multiple times.",
        "The rate fell to 3%.",
    ],
)
def test_no_changes(text: str) -> None:
    assert list(changes(statements(text))) == []


def test_double_with_half_is_compound() -> None:
    [found] = list(changes(statements("You supported double the revenue with half the staff.")))
    assert (found.form, found.name, float(found.change or 0)) == ("compound", "revenue per head", 4.0)


def test_a_result_told_within_a_question_is_no_hope() -> None:
    text = "If you say, 'Did you know that you supported double the revenue with half the staff?' they listen."
    assert [float(found.change or 0) for found in changes(statements(text))] == [4.0]


def test_a_return_needs_cost_and_benefit_in_one_currency_and_time() -> None:
    told = statements("The subscription costs €46,000 a year. We saved €110,000 a year in freight.")
    [found] = list(returns(told))
    assert found.formula == "(110000 - 46000) / 46000 * 100"
    assert [(f.unit, int(f.low)) for f in found.figures] == [("EUR", 110000), ("EUR", 46000)]


@pytest.mark.parametrize(
    "text",
    [
        "The subscription costs €46,000 a year. We saved $110,000 a year in freight.",
        "The subscription costs €46,000 a year. We saved €9,000 a month in freight.",
        "The subscription costs €46,000 a year. We will save maybe €110,000 a year.",
        "We saved €110,000 a year in freight.",
    ],
)
def test_no_return(text: str) -> None:
    assert list(returns(statements(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "We cut the monthly close from ten days to four.",
        "You supported double the revenue with half the staff.",
        "The subscription costs €46,000 a year. We saved €110,000 a year in freight.",
        "Support tickets dropped 30 percent.",
    ],
)
def test_the_formula_gives_the_change(text: str) -> None:
    found = all_of(text)
    assert found
    for finding in found:
        assert finding.formula is not None
        assert abs(float(evaluate(finding.formula)) - float(finding.change or 0)) < 0.06
