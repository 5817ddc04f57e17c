"""Formulas of literals: how a change is computed, written so that anyone can evaluate it again.

A formula holds decimal literals, `+ - * /` and parentheses, nothing else (contract: `metrics`).
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

ChangeKind = Literal["percent", "points", "ratio", "absolute"]

_OPERATORS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_LONGEST = 200


@dataclass(frozen=True)
class Computed:
    """A change with the formula that gives it; `value` is the formula's, rounded for reading."""

    kind: ChangeKind
    value: Decimal
    formula: str


def evaluate(formula: str) -> Fraction:
    """Return the exact value of a formula of literals.

    Raises:
        ValueError: it holds anything but literals, `+ - * / ( )`, is too long, or divides by zero.
    """
    if len(formula) > _LONGEST:
        raise ValueError("the formula is too long")
    try:
        return _value(ast.parse(formula, mode="eval").body, formula)
    except (SyntaxError, ZeroDivisionError) as error:
        raise ValueError(f"not a formula of literals: {formula!r}") from error


def percent(before: Decimal, after: Decimal, times: Decimal = Decimal(1)) -> Computed | None:
    """Change in percent of the value before: `(after - before) / before * 100`; None from zero.

    `times` is how many of the unit after make one of the unit before: two weeks to three days is
    `(3 - 2 * 7) / (2 * 7) * 100`.
    """
    if before == 0:
        return None
    if times == 1:
        return _computed("percent", f"({literal(after)} - {literal(before)}) / {literal(before)} * 100")
    old = f"{literal(before)} * {literal(times)}"
    return _computed("percent", f"({literal(after)} - {old}) / ({old}) * 100")


def points(before: Decimal, after: Decimal) -> Computed:
    """Difference of two percentages, in points."""
    return _computed("points", f"{literal(after)} - {literal(before)}")


def difference(before: Decimal, after: Decimal) -> Computed:
    """Plain difference, in the unit of both values."""
    return _computed("absolute", f"{literal(after)} - {literal(before)}")


def compound(numerator: Decimal, denominator: Decimal) -> Computed | None:
    """Ratio of a value per unit of another after both changed: twice with half is `(2 / 1) / (0.5 / 1)` = 4."""
    if denominator == 0:
        return None
    return _computed("ratio", f"({literal(numerator)} / 1) / ({literal(denominator)} / 1)")


def return_on(benefit: Decimal, cost: Decimal) -> Computed | None:
    """Return on investment in percent: `(benefit - cost) / cost * 100`; None without a cost."""
    if cost <= 0:
        return None
    return _computed("percent", f"({literal(benefit)} - {literal(cost)}) / {literal(cost)} * 100")


def literal(value: Decimal) -> str:
    """Write a number without exponent or trailing zeros; a negative one in parentheses."""
    text = format(value.normalize(), "f")
    return f"({text})" if value < 0 else text


def _computed(kind: ChangeKind, formula: str) -> Computed:
    exact = evaluate(formula)
    places = 1 if kind == "percent" else 2
    return Computed(kind, round(Decimal(exact.numerator) / Decimal(exact.denominator), places).normalize(), formula)


def _value(node: ast.expr, formula: str) -> Fraction:
    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            return Fraction(ast.get_source_segment(formula, node) or "")
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left, formula), _value(right, formula))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, formula)
        case _:
            raise ValueError(f"not a formula of literals: {formula!r}")
