"""What stands between quotation marks stands in the source without a gap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.cleaning import clean, in_one_piece, without_opener

WORDS = st.lists(st.sampled_from(["so", "um", "we", "we", "close", "the", "books", "you know,", "like"]), min_size=3)


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("So we close the books in four days.", "We close the books in four days."),
        ("Yeah, like I said, it was, you know, hard to sell.", "It was, you know, hard to sell."),
        ("We close, um, the books in four days.", "We close, um, the books in four days."),
    ],
)
def test_an_opener_goes_and_nothing_else(said: str, quoted: str) -> None:
    assert without_opener(said) == quoted
    assert in_one_piece(without_opener(said), said)


@pytest.mark.parametrize(
    ("cleaned", "said", "together"),
    [
        ("It took four days.", "So it took four days...", True),
        ("It was hard to sell.", "It was, you know, hard to sell.", False),
        ("It took five days.", "It took four days.", False),
    ],
)
def test_a_gap_is_noticed(cleaned: str, said: str, together: bool) -> None:
    assert in_one_piece(cleaned, said) is together


@given(WORDS)
def test_without_opener_is_always_in_one_piece(words: list[str]) -> None:
    said = " ".join(words) + "."
    assert in_one_piece(without_opener(said), said)


@given(WORDS)
def test_cleaning_leaves_a_gap_or_not_and_it_is_told(words: list[str]) -> None:
    said = " ".join(words) + "."
    cleaned = clean(said).text
    bare = " ".join(cleaned.casefold().rstrip(".,!?… ").split())
    assert in_one_piece(cleaned, said) == (bare in " ".join(said.casefold().split()))
