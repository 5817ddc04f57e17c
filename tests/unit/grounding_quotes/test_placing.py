"""The seven classes of quotations, against sources written for it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding.quotes import Near, QuoteClass, QuoteIndex, QuoteSource, Voice

TALK = (
    "Mara: So, um, we close the month in four days now, not ten. It's, you know, a big change for us.\n"
    "Tom: I think we saved about 300 hours. We did not expect that, and the the team was happy.\n"
    "Mara: Honestly, we were-- we are never going back toconventional tools. [laughter] "
    "If the data is clean, we finish by noon.\n"
    "Tom: The dashboard was “just a toy” at first. It costs us 40% less than the old tool did, "
    "and everybody likes the reports very much.\n"
)
NARRATIVE = (
    "Norvik sells boats. “We trust the numbers,” says Ines Duarte, CFO. "
    "The team **built** a [tracker](https://x.test) in May.\n"
    "Ines adds: “It was hard at first – nobody knew where to start. Then it clicked.”\n"
)


def voices(text: str) -> list[Voice]:
    turns = list(re.finditer(r"(?m)^(\w+): ", text))
    ends = [t.start() for t in turns[1:]] + [len(text)]
    return [Voice(t.end(), end, t.group(1)) for t, end in zip(turns, ends, strict=True)]


@pytest.fixture(scope="module")
def index() -> QuoteIndex:
    return QuoteIndex([QuoteSource("talk", TALK, voices(TALK)), QuoteSource("story", NARRATIVE)])


CASES = [
    ("we close the month in four days now, not ten", "Mara", "exact", "verbatim"),
    ("We finish by noon", "Mara", "paraphrase", "drops the condition"),
    ("everybody likes the reports very much.", "Tom", "trimmed", ""),
    ("We did not expect that, and the team was happy.", "Tom", "cleaned", "stutter"),
    ("we close the month", "Mara", "trimmed", "left off"),
    ("It's a big change for us", "Mara", "cleaned", "filler"),
    ("It’s, you know, a big change for us", "Mara", "exact", ""),
    ("we close the month in five days now, not ten", "Mara", "fabricated", "figure changed"),
    ("We close the month in 4 days now, not ten", "Mara", "paraphrase", ""),
    ("We did expect that, and the team was happy", "Tom", "fabricated", '"not" lost'),
    ("we never close the month in four days now, not ten", "Mara", "fabricated", '"never" added'),
    ("I think we saved about 300 hours", "Tom", "exact", ""),
    ("we saved about 300 hours", "Tom", "paraphrase", "hedge"),
    ("I think we saved 300 hours", "Tom", "paraphrase", "about"),
    ("expect that, and the the team was happy", "Tom", "paraphrase", 'drops "not"'),
    ("It costs us 40", "Tom", "paraphrase", "cuts the figure"),
    ("we are never going back to conventional tools", "Mara", "cleaned", "spacing"),
    ("Honestly, we are never going back to conventional tools", "Mara", "cleaned", "false start"),
    ("we are going back to conventional tools", "Mara", "fabricated", "never"),
    ("It's […] a big change for us", "Mara", "trimmed", "cut"),
    ("It costs us 40% less […] and everybody likes the reports very much", "Tom", "trimmed", "cut"),
    ("It costs us […] less than the old tool did, and everybody likes the reports", "Tom", "paraphrase", "figure"),
    ("[Norvik] close the month in four days now, not ten", "Mara", "cleaned", "insertion"),
    ("It costs us [the team] 40% less than the old tool did", "Tom", "cleaned", "insertion"),
    ("everybody likes the pictures very much", "Tom", "paraphrase", '"pictures" for "reports"'),
    ("everybody likes the reports very much", "Mara", "misattributed", "said by Tom"),
    ("The dashboard was 'just a toy' at first.", "Tom", "exact", ""),
    ("EVERYBODY LIKES THE REPORTS VERY MUCH", "Tom", "cleaned", "capitals"),
    ("Our support team answers every ticket within an hour", None, "fabricated", "no source"),
    ("We trust the numbers,", "Duarte", "exact", ""),
    ("We trust the numbers", "Ines Duarte", "exact", ""),
    ("We trust the numbers", "Tom", "misattributed", "Ines Duarte"),
    ("It was hard at first - nobody knew where to start.", "Ines", "exact", ""),
    ("The team built a tracker in May.", None, "exact", ""),
    ("", None, "fabricated", "no words"),
    ("…", None, "fabricated", "no words"),
]


@pytest.mark.parametrize(("quote", "speaker", "cls", "reason"), CASES)
def test_quotations_are_classed(index: QuoteIndex, quote: str, speaker: str | None, cls: str, reason: str) -> None:
    placed = index.place(quote, speaker)
    assert placed.cls is QuoteClass(cls), placed
    assert reason in placed.reason


def test_a_place_is_where_the_words_stand(index: QuoteIndex) -> None:
    placed = index.place("The team built a tracker in May.")
    assert placed.source == "story"
    assert NARRATIVE[placed.start : placed.end].replace("**", "").startswith("The team built")


def test_the_place_of_the_named_speaker_is_preferred() -> None:
    text = "Ann: We love it here.\nBob: We love it here.\n"
    index = QuoteIndex([QuoteSource("t", text, voices(text))])
    placed = index.place("We love it here.", "Bob")
    assert (placed.cls, placed.start) == (QuoteClass.EXACT, text.rindex("We"))
    near = index.place("We love it here.", None, Near("t", 26, 40))
    assert near.start == text.rindex("We")


def test_a_marked_translation_is_not_compared(index: QuoteIndex) -> None:
    placed = index.place("Wir schließen den Monat in vier Tagen", near=Near("talk", 14, 57), translated=True)
    assert (placed.cls, placed.speaker) == (QuoteClass.TRANSLATED, "Mara")


def test_an_unnamed_speaker_is_told() -> None:
    index = QuoteIndex([QuoteSource("n", "- exports take an hour\n- nobody reads them")])
    placed = index.place("exports take an hour", "Ann")
    assert placed.cls is QuoteClass.EXACT
    assert "does not say who" in placed.reason


def test_no_quotation_runs_over_two_sources() -> None:
    index = QuoteIndex([QuoteSource("a", "We began with nothing"), QuoteSource("b", "and ended with everything")])
    assert not index.place("We began with nothing and ended with everything").cls.may_be_quoted


def test_an_empty_source_holds_nothing() -> None:
    assert QuoteIndex([QuoteSource("a", "")]).place("Anything at all").cls is QuoteClass.FABRICATED
    assert QuoteIndex([]).place("Anything at all").cls is QuoteClass.FABRICATED


WORDS = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzäé", min_size=3, max_size=9).filter(str.isalpha),
    min_size=6,
    max_size=40,
)


@given(before=WORDS, quote=WORDS, after=WORDS)
def test_planted_words_are_found_verbatim(before: list[str], quote: list[str], after: list[str]) -> None:
    text = f"{' '.join(before)}. {' '.join(quote).capitalize()}. {' '.join(after).capitalize()}."
    wanted = " ".join(quote).capitalize() + "."
    placed = QuoteIndex([QuoteSource("s", text)]).place(wanted)
    assert placed.start is not None
    assert text[placed.start : placed.end].startswith(wanted.rstrip("."))


@given(words=WORDS, at=st.integers(0, 5), number=st.integers(2, 9_000), other=st.integers(2, 9_000))
def test_a_changed_number_is_never_clean(words: list[str], at: int, number: int, other: int) -> None:
    text = " ".join([*words[:at], str(number), *words[at:]]) + "."
    altered = " ".join([*words[:at], str(other), *words[at:]]) + "."
    placed = QuoteIndex([QuoteSource("s", text)]).place(altered)
    assert placed.cls.may_be_quoted is (number == other)


@given(words=WORDS, at=st.integers(1, 5), lost=st.sampled_from(["not", "never", "don't"]))
def test_a_lost_not_is_never_clean(words: list[str], at: int, lost: str) -> None:
    text = " ".join([*words[:at], lost, *words[at:]]) + "."
    assert not QuoteIndex([QuoteSource("s", text)]).place(" ".join(words) + ".").cls.may_be_quoted
