import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import Note, Someone
from evals.scorers.text import content, denies, holds, same_person, sentences
from evals.scorers.turns import stands, tokens, turns
from evals.scorers.values import among, figures, in_digits, near

WORDS = st.lists(
    st.sampled_from(["plates", "proofs", "nobody", "likes", "loses", "best", "of", "all", "9", "12", "days"]),
    min_size=1,
)


@given(value=st.integers(0, 9_999_999))
def test_a_figure_reads_the_same_with_and_without_thousands_marks(value: int) -> None:
    assert figures(f"It was {value} kilos.") == figures(f"It was {value:,} kilos.") == [value]


@given(value=st.integers(1, 9_999), tenths=st.integers(0, 9))
def test_decimals_read_with_point_and_comma(value: int, tenths: int) -> None:
    assert near(in_digits(f"{value}.{tenths} %")[0], value + tenths / 10)
    assert near(in_digits(f"{value},{tenths} %")[0], value + tenths / 10)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("twelve kegs and four days", [12, 4]),
        ("forty-two trucks", [42]),
        ("250k and 1.2 million", [250_000, 1_200_000]),
        ("£10k", [10_000]),
        ("no figure at all", []),
        ("PELICAN-4417", [4417]),
        ("in 2024-2025", [2024, 2025]),
    ],
)
def test_figures_are_read(text: str, values: list[float]) -> None:
    assert figures(text) == values


def test_near_is_near() -> None:
    assert near(33.3, 33.33)
    assert not near(9, 10)
    assert among(0, [0.0])


@given(words=WORDS, fillers=st.lists(st.sampled_from(["um", "uh", "you", "know"]), max_size=3))
def test_fillers_between_words_do_not_hide_a_quotation(words: list[str], fillers: list[str]) -> None:
    said = [part for word in words for part in (word, *fillers)]

    assert stands(words, " ".join(said))
    assert stands(words, ", ".join(said).capitalize() + "!")


@given(words=WORDS, at=st.integers(0, 50))
def test_a_word_put_otherwise_is_no_quotation(words: list[str], at: int) -> None:
    changed = [*words]
    changed[at % len(words)] = "elephants"

    assert not stands(changed, " ".join(words))


@given(words=WORDS)
def test_what_is_left_of_an_empty_quotation_stands_nowhere(words: list[str]) -> None:
    assert not stands([], " ".join(words))
    assert not stands([*words, "elephants"], " ".join(words))


PEOPLE = (Someone(name="Ada Frost", side="customer", labels=("AF",)), Someone(name="Ben Ode", side="vendor"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Frost: Hello.\nBen Ode: Hi.", [("Ada Frost", "Hello."), ("Ben Ode", "Hi.")]),
        ("[00:01:02] AF: Hello.\nand more", [("Ada Frost", "Hello.\nand more")]),
        ("<v Ada Frost>Hello.", [("Ada Frost", "Hello.")]),
        ("- AF: Hello.\n- nobody's line", [("Ada Frost", "Hello."), (None, "- nobody's line")]),
        ("Ada Frost: Hello.\n\nA paragraph.", [("Ada Frost", "Hello."), (None, "\nA paragraph.")]),
        ("Price: 3 euros", [(None, "\nPrice: 3 euros")]),
    ],
)
def test_turns_are_those_of_the_people_known(text: str, found: list[tuple[str | None, str]]) -> None:
    assert [tuple(turn) for turn in turns(Note(name="n", text=text), PEOPLE)] == found


@pytest.mark.parametrize(
    ("text", "needle", "there"),
    [
        ("It fell to 12 percent.", "12", True),
        ("It fell to 112 percent.", "12", False),
        ("It fell to 12.5 percent.", "12", False),
        ("Two licences", "licence", True),
        ("The silence", "licence", False),
        ("“Home Claims”", "home claims", True),
    ],
)
def test_needles_are_whole(text: str, needle: str, there: bool) -> None:
    assert holds(text, needle) is there


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Frost", "ada frost", True),
        ("Frost", "Ada Frost", True),
        ("Ada", "Ada Frost", False),
        ("Ada Frost", "Ben Frost", False),
        ("Professor Ada Frost", "Ada Frost", True),
        ("ada.frost", "Ada Frost", True),
        ("", "Ada Frost", False),
    ],
)
def test_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_words_that_carry_meaning_meet_in_their_stems() -> None:
    assert content("They planned the plans") == content("planning a plan")
    assert denies("We didn't")
    assert denies("Das ist nicht so")
    assert not denies("We know")
    assert tokens("It's 12.5 %, no?") == ["it's", "12.5", "%", "no"]
    assert sentences('He left. "Why?" she said.\nA line') == ["He left.", '"Why?" she said.', "A line"]
