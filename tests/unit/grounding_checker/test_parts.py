"""The parts of the checker, each on its own."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding.assertion import asserts_nothing
from assistant.grounding.claim import Claim
from assistant.grounding.givens import Givens
from assistant.grounding.names import absent, names
from assistant.grounding.sources import Piece, SourceText, whole
from assistant.grounding.support.canonical import reading
from assistant.grounding.support.carrying import support
from assistant.grounding.support.index import Index
from assistant.grounding.support.measures import best_window, near, nearness, order, togetherness
from assistant.grounding.titles import titled
from assistant.grounding.turns import turns

stems = st.lists(st.sampled_from("abcdefg"), max_size=12)


def _index(text: str) -> Index:
    return Index(whole([SourceText("s", text)]))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Jane Roe met Sam Lee in Oslo.", ["Jane Roe", "Sam Lee", "Oslo"]),
        ("The board met on Monday in March.", []),
        ("Dr. Mary O'Neil joined Acme & Sons.", ["Mary O'Neil", "Acme Sons"]),
        ("Chief Operating Officer Ann Bright left.", ["Ann Bright"]),
        ("the team met jane roe", []),
        ("ALL CAPS SAY NOTHING", []),
        ("Metro's IT team uses NorthDesk.", ["Metro's", "IT", "NorthDesk"]),
        ("Bank of Lund opened.", ["Bank Lund"]),
    ],
)
def test_names_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert [name.text for name in names(sentence)] == expected


@pytest.mark.parametrize(
    ("source", "sentence", "carried"),
    [
        ("She works for the World Health Organization.", "She works for the WHO.", True),
        ("She works for the WHO.", "She works for the World Health Organization.", True),
        ("The Libyan coast is long.", "The coast of Libya is long.", True),
        ("Robert Hale called.", "Then Bob Hale called.", True),
        ("José Peña called.", "Then Jose Pena called.", True),
        ("Ann Hale met Bo Rask there after a very long and tiring day at work.", "Then Ann Rask called.", False),
        ("The firm grew.", "Growth came to Acme.", False),
    ],
)
def test_names_are_carried_in_other_spellings(source: str, sentence: str, carried: bool) -> None:
    assert (absent(sentence, _index(source), Givens()) == ()) is carried


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ann Bright, VP of Operations at Lumo, said so.", [("Ann Bright", "VP of Operations")]),
        ("Sales director Ann Bright said so.", [("Ann Bright", "Sales director")]),
        ("Ann Bright, who manages the plant, said so.", []),
        ("Ann Bright, and later a director, said so.", []),
    ],
)
def test_titles_beside_names(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.name.text, found.title) for found in titled(Claim(sentence))] == expected


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ann: Hi.\nBo: Hello.\nAnn: Bye.", ["Ann", "Ann"]),
        ("**Ann Lee:** Hi.\n**Bo Ek:** Hello.", ["Ann Lee", "Bo Ek"]),
        ("[00:01:02] Ann Lee (CFO, Lumo): Hi.\n[00:01:09] Bo Ek: Hello.", ["Ann Lee", "Bo Ek"]),
        ("Date: today\nPlace: here", []),
        ("No label at all.", []),
    ],
)
def test_turns_of_a_transcript(text: str, speakers: list[str]) -> None:
    found = turns(text)
    assert [turn.speaker for turn in found] == speakers
    assert all(0 < turn.start <= turn.end <= len(text) for turn in found)


@pytest.mark.parametrize(
    ("one", "other"), [("fell", "fall"), ("two", "2"), ("acquired", "acquisition"), ("film", "movie")]
)
def test_canonical_stems_agree(one: str, other: str) -> None:
    assert reading(one)[0].stem == reading(other)[0].stem


@pytest.mark.parametrize(("one", "other"), [("rose", "fell"), ("two", "three"), ("before", "after"), ("more", "less")])
def test_what_differs_in_sense_stays_apart(one: str, other: str) -> None:
    assert reading(one)[0].stem != reading(other)[0].stem


@given(stems, stems)
def test_order_is_the_longest_common_subsequence(claim: list[str], window: list[str]) -> None:
    rows = [[0] * (len(window) + 1) for _ in range(len(claim) + 1)]
    for i, a in enumerate(claim):
        for j, b in enumerate(window):
            rows[i + 1][j + 1] = rows[i][j] + 1 if a == b else max(rows[i][j + 1], rows[i + 1][j])
    assert order(claim, window) == (rows[-1][-1] / len(claim) if claim else 1.0)


@given(stems, stems, st.integers(min_value=1, max_value=6))
def test_near_looks_at_the_distance_in_the_source(text: list[str], pair: list[str], within: int) -> None:
    index = _index(" ".join(f"w{letter}k" for letter in text))
    one, other = ([*pair, "a", "b"])[:2]
    places = {letter: [n for n, t in enumerate(text) if t == letter] for letter in (one, other)}
    expected = any(abs(p - q) <= within for p in places[one] for q in places[other])
    assert near(f"w{one}k", f"w{other}k", index, within) is expected


def test_stitched_words_lose_more_than_coverage() -> None:
    index = _index("Ann Lee sold the mill. Years passed and nobody came by. Bo Ek bought the harbour crane.")
    true = [word.stem for word in reading("Bo Ek bought harbour crane")]
    stitched = [word.stem for word in reading("Ann Lee bought harbour mill")]
    assert best_window(true, index)[1] == best_window(stitched, index)[1] == 1
    assert togetherness(stitched, index) < togetherness(true, index) == 1
    assert nearness(stitched, index) <= nearness(true, index) == 1


def test_citations_are_the_sentences_that_add_most() -> None:
    index = _index("The mill was sold in June. The weather was fine. A crane came from Lund.")
    claim = Claim("The mill was sold and a crane came from Lund.")
    cited = support(claim.content, claim.words, index).cited
    assert [line.text for line in cited] == ["The mill was sold in June.", "A crane came from Lund."]


def test_an_index_of_pieces_keeps_their_places() -> None:
    text = "First line here. Second line there."
    piece = Piece(SourceText("s", text), 17, text[17:])
    (line,) = Index([piece]).lines
    assert text[line.span.start : line.span.end] == line.text == "Second line there."


class CountingIndex(Index):
    """Counts how many postings a check touches."""

    touched = 0

    def where(self, stem: str) -> set[int]:
        found = super().where(stem)
        CountingIndex.touched += len(found)
        return found


def test_the_work_for_a_sentence_grows_no_faster_than_the_source() -> None:
    dice = random.Random(3)  # noqa: S311 (made-up text, no secret)
    vocabulary = [f"w{number}x" for number in range(400)]
    claim = Claim("w1x w2x w3x w40x w77x w150x w300x.")
    work = []
    for lines in (200, 400, 800):
        text = " ".join(" ".join(dice.choices(vocabulary, k=9)).capitalize() + "." for _ in range(lines))
        CountingIndex.touched = 0
        assert support(claim.content, claim.words, CountingIndex(whole([SourceText("s", text)]))).lines
        work.append(CountingIndex.touched)
    assert work[2] <= 2.6 * work[1] <= 2.6 * 2.6 * work[0]


def test_asserting_nothing_needs_more_than_kind_words() -> None:
    assert asserts_nothing(Claim("Thank you all so much!"))
    assert not asserts_nothing(Claim("Thank you for the 40 new seats!"))
    assert not asserts_nothing(Claim("The team is great."))
