from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.raci import Letter, merged, shown
from assistant.domain.variants import VARIANTS, written
from assistant.mapping.raci.letters import read

RACI = VARIANTS["raci"]
LETTERS = st.frozensets(st.sampled_from(list(Letter)), min_size=1)
JOINTS = st.sampled_from(["", "/", ",", " ", " / ", ", ", " ,", "  ", "+", " & ", "\n"])
EMPTY = ("", " ", "-", "–", "—", "n/a", "N/A", "N.A.", "na", "none", "\u00a0")
ORNAMENTED = (
    "**R**",
    "_R_",
    "✅ R",
    "R*",
    "R¹",
    "R [1]",
    "R (lead)",
    "(R)",
    "r",
    "Ⓡ",
    "Ｒ",
    "R\u200d",
    "Responsible",
    "R2",
)
UNKNOWN = ("X", "Q", "TBD", "R?x", "2", "Priya", "see note", "A/Q", "S", "(x)")


@given(LETTERS, JOINTS, st.booleans(), st.data())
def test_any_letters_in_any_order_and_joint_are_read(
    letters: frozenset[Letter], joint: str, lower: bool, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(sorted(letters)))
    text = joint.join(order)

    assert read(text.lower() if lower else text, RACI) == (letters, "")


@given(LETTERS)
def test_letters_shown_are_read_again_the_highest_first(letters: frozenset[Letter]) -> None:
    text = shown(letters)

    assert read(text, RACI).letters == letters
    assert text == "/".join(sorted(text.split("/"), key="ARCI".index))


@pytest.mark.parametrize("text", EMPTY)
def test_an_empty_cell_may_be_written_in_many_ways(text: str) -> None:
    assert read(text, RACI) == (frozenset(), "")


@pytest.mark.parametrize("text", ORNAMENTED)
def test_ornaments_are_passed_over(text: str) -> None:
    assert read(text, RACI) == (frozenset({Letter.RESPONSIBLE}), "")


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_no_letter_is_told(text: str) -> None:
    assert read(text, RACI) == (frozenset(), text)


@given(st.text(max_size=300))
def test_any_text_is_letters_or_told_or_empty(text: str) -> None:
    cell = read(text, RACI)

    assert not (cell.letters and cell.unknown)


@pytest.mark.parametrize(
    ("variant", "text", "means"),
    [
        ("rasci", "S", "R"), ("rasci", "A/S", "AR"), ("daci", "D", "R"), ("daci", "Driver/Approver", "AR"),
        ("rapid", "R", "R"), ("rapid", "A", "C"), ("rapid", "P", "R"), ("rapid", "I", "C"), ("rapid", "D", "A"),
    ],
)  # fmt: skip
def test_variants_read_as_our_letters(variant: str, text: str, means: str) -> None:
    assert read(text, VARIANTS[variant]).letters == frozenset(Letter(letter) for letter in means)


@pytest.mark.parametrize("variant", VARIANTS)
@given(letters=LETTERS)
def test_what_a_variant_writes_it_reads_but_for_what_it_has_no_letter_for(
    variant: str, letters: frozenset[Letter]
) -> None:
    text, lost = written(letters, VARIANTS[variant])

    assert read(text, VARIANTS[variant]).letters == letters - lost
    assert lost <= {Letter.INFORMED}


def test_merging_keeps_the_higher_letters_whatever_the_order() -> None:
    cases = {
        ("AR", "C"): "A/R",
        ("C", "AR"): "A/R",
        ("R", "C"): "R",
        ("A", "R"): "A/R",
        ("C", "I"): "C",
        ("I", ""): "I",
    }

    for (one, other), both in cases.items():
        sets = [frozenset(Letter(letter) for letter in letters) for letters in (one, other)]
        assert {shown(merged(*pair)) for pair in permutations(sets)} == {both}
