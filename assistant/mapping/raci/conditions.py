"""Conditions of a policy, such as `deal_value > exec_confirm_above and weeks <= 4`.

A grammar of its own, read and computed here; nothing of it is ever handed to the language's own evaluation:

    condition  = both { "or" both }
    both       = single { "and" single }
    single     = "not" single | "(" condition ")" | operand comparison operand
    operand    = number | name [ "[" step "]" ]
    comparison = ">" | ">=" | "<" | "<=" | "==" | "!="
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

LONGEST = 500  # characters
DEEPEST = 20  # conditions within conditions
_TOKEN = re.compile(r"\s*(?:(\d+(?:[._]\d+)*)|([A-Za-z_]\w*)|(>=|<=|==|!=|>|<)|([()\[\]]))")
_COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = MappingProxyType(
    {
        ">": operator.gt, ">=": operator.ge, "<": operator.lt,
        "<=": operator.le, "==": operator.eq, "!=": operator.ne,
    }
)  # fmt: skip
_WORDS = frozenset({"and", "or", "not"})


class Operand(NamedTuple):
    """A number, or a name, with a step where it means one of several."""

    number: Decimal | None
    name: str = ""
    step: int | None = None

    @property
    def key(self) -> str:
        """The name as it is looked up: `discount_percent[0]` for a step."""
        return self.name if self.step is None else f"{self.name}[{self.step}]"


@dataclass(frozen=True)
class Condition:
    """A comparison, or `and`, `or`, `not` over conditions."""

    sign: str
    operands: tuple[Operand, ...] = ()
    parts: tuple["Condition", ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the condition looks up, each once."""
        own = (operand.key for operand in self.operands if operand.number is None)
        return tuple(dict.fromkeys((*own, *(name for part in self.parts for name in part.names))))

    def holds(self, values: Mapping[str, Decimal]) -> bool:
        """Tell whether the condition holds.

        Raises:
            KeyError: a name has no value.
        """
        if self.operands:
            left, right = (values[o.key] if o.number is None else o.number for o in self.operands)
            return _COMPARISONS[self.sign](left, right)
        if self.sign == "not":
            return not self.parts[0].holds(values)
        held = [part.holds(values) for part in self.parts]
        return all(held) if self.sign == "and" else any(held)


def parse(text: str) -> Condition:
    """Read a condition.

    Raises:
        ValueError: it is none; the text says where it stops to be one.
    """
    if len(text) > LONGEST:
        raise ValueError(f"a condition is longer than {LONGEST} characters")
    reader = _Reader(_tokens(text))
    condition = reader.condition(0)
    if reader.next:
        raise ValueError(f"“{reader.next}” is one too many")
    return condition


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"“{text[at:].strip()[:20]}” is no name, number or comparison")
        found.append(match[0].strip())
        at = match.end()
    return found


class _Reader:
    """Takes a list of tokens apart, one method for each line of the grammar."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def condition(self, depth: int) -> Condition:
        return self._joined("or", depth)

    def _joined(self, word: str, depth: int) -> Condition:
        def part() -> Condition:
            return self._joined("and", depth) if word == "or" else self._single(depth)

        parts = [part()]
        while self.next == word:
            self._at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Condition(word, parts=tuple(parts))

    def _single(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise ValueError(f"conditions stand more than {DEEPEST} deep")
        if self.next == "not":
            self._at += 1
            return Condition("not", parts=(self._single(depth + 1),))
        if self.next == "(":
            self._at += 1
            inner = self.condition(depth + 1)
            self._take(")")
            return inner
        left, sign = self._operand(), self.next
        if sign not in _COMPARISONS:
            raise ValueError(f"“{sign or 'the end'}” stands where a comparison such as > should be")
        self._at += 1
        return Condition(sign, (left, self._operand()))

    def _operand(self) -> Operand:
        token = self.next
        if not token or token in _WORDS or not (token[0].isalnum() or token[0] == "_"):
            raise ValueError(f"“{token or 'the end'}” stands where a name or number should be")
        self._at += 1
        if token[0].isdigit():
            return Operand(_number(token))
        if self.next != "[":
            return Operand(None, token)
        self._at += 1
        step = self.next
        if not step.isdigit():
            raise ValueError(f"“{step or 'the end'}” stands where the number of a step should be")
        self._at += 1
        self._take("]")
        return Operand(None, token, int(step))

    def _take(self, token: str) -> None:
        if self.next != token:
            raise ValueError(f"“{self.next or 'the end'}” stands where {token} should be")
        self._at += 1


def _number(token: str) -> Decimal:
    plain = token.replace("_", "")
    if plain.count(".") > 1:
        raise ValueError(f"“{token}” is no number")
    return Decimal(plain)
