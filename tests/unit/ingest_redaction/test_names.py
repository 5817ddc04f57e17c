"""Given names: whole words, full and in part."""

import pytest

from ingest.redaction import find


def seen(text: str, *names: str, keep: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.value) for hit in find(text, names, keep)]


def test_full_names_parts_and_possessives_are_one_person() -> None:
    text = "Jane Doe came. JANE DOE: Hi. Jane's team, Doe’s plan; Janet and doe did not."
    assert seen(text, "Jane Doe") == [
        ("Jane Doe", "jane doe"),
        ("JANE DOE", "jane doe"),
        ("Jane", "jane doe"),
        ("Doe", "jane doe"),
    ]


def test_a_part_of_two_people_is_neither() -> None:
    assert seen("Ann Lee, Bo Lee, Lee", "Ann Lee", "Bo Lee") == [
        ("Ann Lee", "ann lee"),
        ("Bo Lee", "bo lee"),
        ("Lee", "lee"),
    ]


def test_names_over_a_line_end_with_initials_and_hyphens() -> None:
    names = ("Anne-Marie O'Brien", "John Q. Public")
    text = "Anne-Marie\nO’Brien met John Q. Public."
    assert [words for words, _ in seen(text, *names)] == ["Anne-Marie\nO’Brien", "John Q. Public"]


@pytest.mark.parametrize("text", ["Will it work? Will you?", "In May we met.", "# Will\n", "mark my words"])
def test_words_that_are_names_too(text: str) -> None:
    assert seen(text, "Will May", "Mark Stone") == []


def test_words_that_are_names_are_found_within_a_sentence() -> None:
    assert seen("Then Will left.", "Will Stone") == [("Will", "will stone")]


def test_titles_and_particles_are_no_names() -> None:
    assert seen("Dr. von", "Dr. Max von Berg") == []
    assert seen("the Berg plan", "Dr. Max von Berg") == [("Berg", "dr max von berg")]


def test_accents_written_apart() -> None:
    assert seen("Jose\u0301 said", "José Ruiz") == [("Jose\u0301", "josé ruiz")]


def test_scripts_without_spaces() -> None:
    assert seen("我和李雷说过", "李雷") == [("李雷", "李雷")]


def test_a_name_to_keep_is_left_whole() -> None:
    text = "Jane Doe and Sam Doe. Doe, Sam, Jane."
    assert seen(text, "Sam Doe", keep=("Jane Doe",)) == [("Sam Doe", "sam doe"), ("Sam", "sam doe")]


def test_a_name_within_an_address_is_the_addresss() -> None:
    assert [hit.kind for hit in find("jane@doe.example Jane", ["Jane Doe"])] == ["email", "name"]


def test_names_without_spaces_between_words_the_longest_wins() -> None:
    assert seen("田中健と田中が話した。", "田中", "田中健") == [("田中健", "田中健"), ("田中", "田中")]


def test_full_names_that_begin_alike_the_longest_wins() -> None:
    names = ("Jo Ann", "Jo Ann Lee", "Jo Bo")
    assert seen("Jo Ann Lee, Jo Ann, Jo Bo", *names) == [
        ("Jo Ann Lee", "jo ann lee"),
        ("Jo Ann", "jo ann"),
        ("Jo Bo", "jo bo"),
    ]
