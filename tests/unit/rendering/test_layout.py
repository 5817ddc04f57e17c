import math

from hypothesis import given
from hypothesis import strategies as st

from assistant.rendering.layout import Box, Paragraph, deal, fitting, height, lines
from assistant.rendering.plain import is_right_to_left, line, plain, shortened, width

WORDS = st.text(alphabet="ab 計画Ä\u0627", max_size=400)


@given(st.lists(WORDS, max_size=20), st.booleans())
def test_nothing_is_lost_when_paragraphs_are_dealt_out(texts: list[str], leads: bool) -> None:
    paragraphs = [Paragraph(text, 12, (1,), leads=leads) for text in texts]

    columns = deal(paragraphs, 3.0, 1.0)

    assert "".join(each.text for column in columns for each in column).replace(" ", "") == "".join(texts).replace(
        " ", ""
    )
    assert sum(len(each.notes) for column in columns for each in column) == len(texts)
    for column in columns:
        assert len(column) == 1 or leads or height(column, 3.0) <= 1.0 + 1e-9


def test_a_heading_does_not_stand_alone_at_the_end_of_a_column() -> None:
    text = [Paragraph("a " * 60, 12), Paragraph("Heading", 12, leads=True), Paragraph("b " * 60, 12)]

    columns = deal(text, 3.0, height(text[:2], 3.0) + 0.01)

    assert [column[0].text[0] for column in columns] == ["a", "H"]


def test_lines_break_at_spaces_and_between_wide_characters() -> None:
    assert lines("", 3.0, 12) == 1
    assert lines("word " * 100, 3.0, 12) > lines("word " * 50, 3.0, 12) > 1
    assert lines("計" * 100, 3.0, 12) == math.ceil(100 / (3 * 72 // (12 * 1.12)))
    assert lines("x" * 500, 3.0, 12) >= 500 * 0.5 * 12 / (3 * 72)


def test_the_largest_size_that_fits_is_taken_or_none() -> None:
    text = [Paragraph("word " * 40, 12)]

    assert fitting(text, Box(0, 0, 5, 5), (1.0, 0.5)) == tuple(text)
    smaller = fitting(text, Box(0, 0, 3, 0.9), (1.0, 0.5))
    assert smaller is not None
    assert smaller[0].size == 6
    assert fitting(text, Box(0, 0, 1, 0.2), (1.0, 0.5)) is None


@given(st.text())
def test_plain_text_can_be_held_by_xml(text: str) -> None:
    shown = plain(text)

    assert all(char in "\t\n" or ord(char) >= 32 for char in shown)
    assert not any(0xD800 <= ord(char) < 0xE000 or ord(char) in {0xFFFE, 0xFFFF} for char in shown)
    assert "\n" not in line(text)


def test_marks_of_direction_are_closed() -> None:
    assert plain("a\u202eb") == "a\u202eb\u202c"
    assert plain("\u2066\u2067a\u2069") == "\u2066\u2067a\u2069\u2069"
    assert is_right_to_left("„שלום“ and more")
    assert not is_right_to_left("12 – plan, שלום")


@given(st.text(min_size=1), st.floats(min_value=2, max_value=20))
def test_a_shortened_text_is_a_beginning_no_wider_than_told(text: str, most: float) -> None:
    shown = shortened(text, most)

    assert width(shown) <= most + 0.5
    assert shown == text or text.startswith(shown.removesuffix("…"))
