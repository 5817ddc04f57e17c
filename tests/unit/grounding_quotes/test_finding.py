"""Quotations in running text: what is quoted, by whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding.quotes import quotations

CASES = [
    ('"We close in four days," said Mara Olsen.', [("We close in four days,", "Mara Olsen")]),
    ('"We close in four days," Mara Olsen said.', [("We close in four days,", "Mara Olsen")]),
    ("“We close in four days,” says Mara Olsen, a controller at Norvik.", [("We close in four days,", "Mara Olsen")]),
    ("Mara Olsen, a controller at Norvik, explains: “We close early.”", [("We close early.", "Mara Olsen")]),
    ("Mara Olsen: “We close early.”", [("We close early.", "Mara Olsen")]),
    ("**Mara Olsen:** “We close early.”", [("We close early.", "Mara Olsen")]),
    ("According to Mara Olsen, “nobody misses the sheets.”", [("nobody misses the sheets.", "Mara Olsen")]),
    ("“Nobody misses the sheets,” according to Mara Olsen.", [("Nobody misses the sheets,", "Mara Olsen")]),
    ("“Nobody misses the sheets.” — Mara Olsen, Controller", [("Nobody misses the sheets.", "Mara Olsen")]),
    ("> “Nobody misses the sheets.”\n>\n> — Mara Olsen, Controller", [("Nobody misses the sheets.", "Mara Olsen")]),
    (
        "“At first,” recalled Mara Olsen, “we had no idea what to build.”",
        [("At first, we had no idea what to build.", "Mara Olsen")],
    ),
    (
        "“It took a week,” said Mara Olsen. “Now it takes a day, give or take.”",
        [("It took a week,", "Mara Olsen"), ("Now it takes a day, give or take.", "Mara Olsen")],
    ),
    (
        "“We are done here.” Tom Weld adds: “And we are glad about it.”",
        [("We are done here.", None), ("And we are glad about it.", "Tom Weld")],
    ),
    (
        "Mara Olsen, who runs finance, joined in May. She says: “It was a mess back then.”",
        [("It was a mess back then.", "Mara Olsen")],
    ),
    (
        "“It was a mess,” said Mara Olsen.\n\nTom Weld, her deputy, agrees: “It was.” He adds: “We all knew it.”",
        [("It was a mess,", "Mara Olsen"), ("It was.", "Tom Weld"), ("We all knew it.", "Tom Weld")],
    ),
    ("Tom still remembers that day: “The phones did not stop.”", [("The phones did not stop.", "Tom")]),
    (
        "“Olsen was right,” said Tom Weld. Weld recalls: “We cheered.”",
        [("Olsen was right,", "Tom Weld"), ("We cheered.", "Tom Weld")],
    ),
    (
        "said Tom Weld, saying that “the old tool was a burden for all of us.”",
        [("the old tool was a burden for all of us.", "Tom Weld")],
    ),
    ("«Wir sind fertig», sagte Jana Roth.", [("Wir sind fertig", "Jana Roth")]),
    ("„Wir sind fertig“, sagte Jana Roth.", [("Wir sind fertig", "Jana Roth")]),
    ("»Wir sind fertig«, sagte Jana Roth.", [("Wir sind fertig", "Jana Roth")]),
    ("「終わりました」", [("終わりました", None)]),
    ("He's the boss' friend; that's Tom's dog's bone.", []),
    ("The '90s were rock 'n' roll.", []),
    ('A 5" pipe and a 6" pipe.', []),
    ("“He told me ‘never again’ and left,” said Mara Olsen.", [("He told me ‘never again’ and left,", "Mara Olsen")]),
    ("'We close in four days,' said Mara Olsen.", [("We close in four days,", "Mara Olsen")]),
    ('"We trust them,"Mara Olsen said.', [("We trust them,", "Mara Olsen")]),
    ('Said Mara: "Is it right?"By noon it was.', [("Is it right?", "Mara")]),
    ("“One.\n\n“Two,” said Mara Olsen.", [("One. Two,", "Mara Olsen")]),
    ("“Open and never closed.\n\nA new paragraph “with one”.", [("with one", None)]),
    ('---\ntitle: "A tale"\n---\n\n<p class="x">Text</p>', []),
    ('“Mixed marks" work, said Mara Olsen.', [("Mixed marks", "Mara Olsen")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_and_speakers(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(q.text, q.speaker) for q in quotations(text)] == expected


def test_spans_are_where_the_words_are() -> None:
    text = "Later, “it works,” said Mara Olsen, “and it lasts.” Good."
    (quotation,) = quotations(text)
    assert text[quotation.start : quotation.end] == "“it works,” said Mara Olsen, “and it lasts.”"
    assert [part.of(text) for part in quotation.parts] == ["it works,", "and it lasts."]
    assert quotation.speaker_start is not None
    assert text[quotation.speaker_start : quotation.speaker_end] == "Mara Olsen"


def test_scare_quotes_are_told_apart() -> None:
    first, second = quotations("The “health” score rose. “Not bad,” said Mara Olsen.")
    assert first.is_scare
    assert not second.is_scare


@given(st.text(alphabet="ab .,\n“”‘’\"'«»„:ASx", max_size=200))
def test_any_text_gives_ordered_spans_that_do_not_overlap(text: str) -> None:
    at = 0
    for quotation in quotations(text):
        assert at <= quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
        at = quotation.end


@given(
    st.sampled_from([("“", "”"), ('"', '"'), ("«", "»"), ("„", "“")]),
    st.lists(st.sampled_from("we close the month in four days with joy".split()), min_size=4, max_size=12),  # noqa: SIM905 (reads better)
)
def test_a_planted_quotation_is_found(marks: tuple[str, str], words: list[str]) -> None:
    quoted = " ".join(words) + ","
    text = f"It began in May. {marks[0]}{quoted}{marks[1]} said Ines Duarte, who leads finance."
    (found,) = quotations(text)
    assert (found.text, found.speaker) == (quoted, "Ines Duarte")
