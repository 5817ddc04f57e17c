"""What holds for any number: written one way or another, it is found again, and only it carries itself."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.grounding.figures import carries, find

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"


def in_words(number: int) -> str:
    """Write a number below a billion in English."""
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if size == 100 else " "
            return f"{in_words(number // size)} {name}" + (joint + in_words(rest) if rest else "")
    if number < 20:
        return UNITS.split()[number]
    return TENS.split()[number // 10] + (f"-{UNITS.split()[number % 10]}" if number % 10 else "")


@given(st.integers(2, 999_999_999))
def test_words_and_digits_are_one_figure(number: int) -> None:
    (words,) = find(f"We served {in_words(number)} customers.")
    (digits,) = find(f"We served {number:,} customers.")
    assert words.low == digits.low == number
    assert carries(words, digits)
    assert carries(digits, words)
    assert words.noun == digits.noun == "custom"


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal(999_999), places=2), st.sampled_from(["en", "de"]))
def test_money_is_read_in_its_language(amount: Decimal, language: str) -> None:
    written = f"{amount:,.2f}" if language == "en" else f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    (figure,) = find(f"It cost €{written} then.", language)
    assert (figure.low, figure.unit) == (amount, "EUR")


@given(
    st.integers(2, 400),
    st.sampled_from([("day", 24, "hours"), ("week", 7, "days"), ("year", 12, "months"), ("minute", 60, "seconds")]),
)
def test_durations_convert(number: int, unit: tuple[str, int, str]) -> None:
    name, size, smaller = unit
    (large,), (small,) = find(f"It took {number} {name}s."), find(f"It took {number * size} {smaller}.")
    assert carries(large, small)
    assert carries(small, large)


@given(
    st.integers(0, 10_000), st.integers(0, 10_000), st.sampled_from(["%", " days", " users", "x", " million", " GB"])
)
def test_no_other_number_carries_a_claim(first: int, second: int, tail: str) -> None:
    assume(first != second)
    (source,), (claim,) = find(f"went to {first}{tail}"), find(f"went to {second}{tail}")
    assert not carries(source, claim)


@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "es", "ja"]))
def test_any_text_gives_ordered_exact_spans(text: str, language: str) -> None:
    at = 0
    for figure in find(text, language):
        assert at <= figure.start < figure.end
        assert text[figure.start : figure.end] == figure.text
        at = figure.end


@given(st.text(alphabet="0123456789.,-/:%$€kmKMx+ ~()\naftno", max_size=120))
def test_texts_full_of_digits_give_ordered_spans(text: str) -> None:
    found = find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[f.start : f.end] == f.text for f in found)


@pytest.mark.parametrize(
    "unit",
    [
        "1,",
        "1 000 ",
        "12 ",
        "1-",
        "from 1 to ",
        "twenty-",
        "hundred and ",
        "half a ",
        "1/",
        "1:1:",
        "(1) ",
        "+1 ",
        "1.1.1 ",
    ],
)
def test_hostile_repetition_ends(unit: str) -> None:
    assert isinstance(find(unit * (20_000 // len(unit))), tuple)
