"""Spoken sentences lose their fillers and keep their words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.cleaning import clean, without_connective
from assistant.writing.markup import plain


@pytest.mark.parametrize(
    ("said", "cleaned"),
    [
        ("So yeah, technically, it is our second harbour.", "Technically, it is our second harbour."),
        ("Yeah, I mean, we, we cut it from ten days to, um, four.", "We cut it from ten days to four."),
        ("\\[08:08\\] I would say that it works.", "I would say that it works."),
        ("And so we went live in March, right?", "We went live in March."),
        ("The the ferry left on on time.", "The ferry left on time."),
        ("iPhone users, you know, love it", "iPhone users love it."),
        ("It was kind of hard.", "It was kind of hard."),
        ("I had had enough that day.", "I had had enough that day."),
        ("We did not, uh, change it.", "We did not change it."),
    ],
)
def test_clean(said: str, cleaned: str) -> None:
    assert clean(said).text == cleaned


@pytest.mark.parametrize("said", ["It was [unintelligible] good.", "and then we just --"])
def test_what_breaks_off_is_not_whole(said: str) -> None:
    assert not clean(said).whole


SPEECH = [
    "so",
    "yeah",
    ",",
    "we",
    "we",
    "um",
    "cut",
    "10",
    "4",
    "days",
    "not",
    "--",
    "and",
    "the",
    "the",
    "I",
    "mean",
    ",",
    "you",
    "know",
    "like",
    ".",
    "right",
]
FIGURES = ["we", "cut", "10", "4", "days", "never", "not", "ten", "%", "no", "um", "yeah", "so"]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


@given(
    st.lists(
        st.sampled_from(SPEECH),
        max_size=25,
    )
)
def test_every_word_of_the_result_was_said_in_that_order(parts: list[str]) -> None:
    said = iter(words(" ".join(parts)))
    assert all(word in said for word in words(clean(" ".join(parts)).text))


@given(st.lists(st.sampled_from(FIGURES), max_size=25))
def test_no_figure_and_no_negation_is_ever_cleaned_away(parts: list[str]) -> None:
    said = " ".join(parts)
    for word in ("10", "4", "not", "never", "no", "ten"):
        assert (word in words(said)) == (word in words(clean(said).text))


@pytest.mark.parametrize(
    ("marked", "words_alone"),
    [
        ("[Quayside](https://example.com/a_(b)) is **very** _good_.", "Quayside is very good."),
        ("Use `ferries` &amp; *boats*  now\nand then", "Use ferries & boats now and then"),
        ("![picture](a.png) Words", "Words"),
        ("5 * 4 is 20 and snake_case_name stays", "5 * 4 is 20 and snake_case_name stays"),
    ],
)
def test_plain(marked: str, words_alone: str) -> None:
    assert plain(marked) == words_alone


@given(st.text(max_size=300))
def test_nothing_breaks_the_cleaner(text: str) -> None:
    clean(text)
    without_connective(text)
