from typing import Any

import pytest

from assistant.domain.documents import Rank, Side
from ingest.passages import passages

LONG = "We used to copy every number by hand from one sheet into another, and it took us a whole week. "

RANKS = {
    "customer's turn": (
        "Mara: How is it?\nIlse: It helps us.\nMara: Why?\nIlse: We sleep.\n",
        "It helps us.",
        Rank.TRANSCRIPT,
    ),
    "vendor's turn": (
        "Mara: How is it?\nIlse: It helps us.\nMara: Why?\nIlse: We sleep.\n",
        "How is it?",
        Rank.INTERNAL,
    ),
    "quotation": ("> It helps us.\n>\n> — Ilse Brandt\n", "It helps us.", Rank.QUOTATION),
    "nobody's quotation": ("They say:\n\n> It helps us.\n", "It helps us.", Rank.SUMMARY),
    "bullet": ("# Norda\n\n- It helps them.\n", "It helps them.", Rank.SUMMARY),
    "prose": ("It helps them.\n", "It helps them.", Rank.SUMMARY),
    "internal": ("## Internal\n\nIt helps them.\n", "It helps them.", Rank.INTERNAL),
    "unidentified speaker": (
        "Speaker 1: I like it.\nSpeaker 2: I do not.\nSpeaker 3: We shall see.\nSpeaker 1: I say so.\n",
        "I like it.",
        Rank.SUMMARY,
    ),
}


@pytest.mark.parametrize(("text", "words", "rank"), RANKS.values(), ids=RANKS.keys())
def test_rank_follows_who_says_it(text: str, words: str, rank: Rank, reading: Any) -> None:
    assert next(passage.rank for passage in passages(reading(text)) if passage.text == words) is rank


def test_a_passage_carries_what_its_block_says(reading: Any) -> None:
    document = reading("## Results\n\n- The close takes four days.\n")
    passage = passages(document)[0]
    assert (passage.document, passage.heading, passage.kind.value) == ("notes.md", "Results", "bullet")
    assert (passage.side, passage.speaker, passage.language) == (Side.UNKNOWN, None, "en")


def test_long_blocks_are_cut_at_sentences(reading: Any) -> None:
    document = reading(LONG * 12)
    made = passages(document)
    assert all(35 <= len(passage.text.split()) <= 95 for passage in made)
    assert sum(len(passage.sentences) for passage in made) == 12
    assert all(passage.text.endswith(".") for passage in made)


def test_a_block_that_fits_stays_whole(reading: Any) -> None:
    assert len(passages(reading(LONG * 4))) == 1


def test_a_sentence_is_never_cut_however_long(reading: Any) -> None:
    text = "and we copied numbers " * 60 + "all day."
    assert [passage.text for passage in passages(reading(text))] == [text]


def test_a_quotation_of_many_sentences_stays_whole(reading: Any) -> None:
    quotation = "“" + LONG * 8 + "It is over.”"
    made = passages(reading(f"{LONG * 3}{quotation} says Ilse Brandt. {LONG * 3}"))
    assert sum(quotation in passage.text for passage in made) == 1


def test_what_is_no_evidence_makes_no_passage(reading: Any) -> None:
    text = "# Norda\n\nDate: 2026-03-12\n\n**How long did it take?**\n\n![a](b.png)\n\nFour days.\n"
    assert [passage.text for passage in passages(reading(text))] == ["Four days."]


def test_a_passage_in_another_language_says_so(reading: Any) -> None:
    english = "The team closes the month in four days, and that is what they wanted from it. " * 5
    german = (
        "Wir haben früher zehn Tage gebraucht und heute sind es nur noch vier, weil niemand mehr Zahlen abschreibt."
    )
    made = passages(reading(f"{english}\n\n{german}\n"))
    assert [passage.language for passage in made] == ["en", "de"]
