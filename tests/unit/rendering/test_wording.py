import pytest

from assistant.domain.evidence import UsageFact
from assistant.domain.story import Change, Metric
from assistant.rendering import wording


@pytest.mark.parametrize(
    ("value", "text"), [(16.0, "16"), (260000, "260,000"), (-60.0, "−60"), (0.333333, "0.33"), (2.5, "2.5"), (0, "0")]
)
def test_number(value: float, text: str) -> None:
    assert wording.number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (93, "percent", "93%"),
        (0.85, "share", "85%"),
        (110000, "EUR", "€110,000"),
        (8, "hours", "8 hours"),
        (104, "", "104"),
        (None, "hours", ""),
        (2, "active_users", "2 active users"),
    ],
)
def test_amount(value: float | None, unit: str, text: str) -> None:
    assert wording.amount(value, unit) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change(kind="percent", value=-50.0), "−50%"),
        (Change(kind="points", value=15.0), "+15 points"),
        (Change(kind="ratio", value=4.0), "4×"),
        (Change(kind="absolute", value=12.0), "+12"),
        (None, ""),
    ],
)
def test_change(change: Change | None, text: str) -> None:
    assert wording.change(change) == text


@pytest.mark.parametrize(
    ("name", "unit", "label"),
    [
        ("weekly plan", "hours", "weekly plan, hours"),
        ("orders", "orders per week", "orders per week"),
        ("changeovers", " per month", "changeovers per month"),
        ("minutes", "minutes", "minutes"),
        ("on-time delivery", "percent", "on-time delivery"),
    ],
)
def test_a_label_does_not_say_the_unit_twice(name: str, unit: str, label: str) -> None:
    assert wording.label(Metric(id="m", name=name, unit=unit, after=1, source="stated")) == label


def test_a_fact_without_a_value_says_why() -> None:
    fact = UsageFact(
        id="u", name="velocity", value=None, unit="", reason="fewer than 8 whole weeks", query="", sentence="."
    )

    assert wording.fact_value(fact) == "fewer than 8 whole weeks"
