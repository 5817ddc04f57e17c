"""Formulas hold literals alone, and evaluate to the change they stand beside."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.outcomes.formula import Computed, compound, difference, evaluate, percent, points, return_on

VALUES = st.decimals(min_value=Decimal(-1000000), max_value=Decimal(1000000), places=2)


def agrees(computed: Computed) -> bool:
    return abs(evaluate(computed.formula) - Fraction(computed.value)) <= Fraction(1, 20)


@given(before=VALUES, after=VALUES)
def test_every_formula_evaluates_to_its_change(before: Decimal, after: Decimal) -> None:
    made = [points(before, after), difference(before, after), percent(before, after), compound(before, after)]
    assert all(agrees(computed) for computed in made if computed is not None)


@given(benefit=VALUES, cost=VALUES)
def test_a_return_needs_a_cost(benefit: Decimal, cost: Decimal) -> None:
    computed = return_on(benefit, cost)
    assert (computed is None) == (cost <= 0)
    assert computed is None or agrees(computed)


@given(before=VALUES, after=VALUES)
def test_a_formula_holds_nothing_but_literals_and_signs(before: Decimal, after: Decimal) -> None:
    computed = percent(before, after)
    assert computed is None or set(computed.formula) <= set("0123456789.+-*/() ")


def test_ten_days_to_four_is_minus_sixty_percent() -> None:
    assert percent(Decimal(10), Decimal(4)) == Computed("percent", Decimal(-60), "(4 - 10) / 10 * 100")


def test_twice_with_half_is_four() -> None:
    computed = compound(Decimal(2), Decimal("0.5"))
    assert computed is not None
    assert computed.value == 4


def test_nothing_grows_from_zero_in_percent() -> None:
    assert percent(Decimal(0), Decimal(4)) is None


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "x",
        "1 + x",
        "abs(1)",
        "2 ** 9",
        "1 / 0",
        "(1",
        "True",
        "1 if 1 else 2",
        "'a'",
        "1;2",
        "1" * 201,
        "__import__('os')",
        "1 @ 2",
    ],
)
def test_anything_else_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        evaluate(formula)
