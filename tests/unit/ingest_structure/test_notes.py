"""Notes are not transcripts: their labels are no people, and their wording is the note taker's."""

from typing import Any

import pytest


def test_labels_of_notes_are_no_speakers(reading: Any) -> None:
    text = "Challenge: the close took ten days.\nSolution: one board.\nResult: it takes four days.\nNote: ask Ilse.\n"
    document = reading(text)
    assert document.people == ()
    assert [kind for kind, _, _ in reading.turns(text)] == ["prose"] * 4


@pytest.mark.parametrize("label", ["Note", "Result", "Before", "Date", "Action", "Next steps", "Ergebnis", "Avant"])
def test_a_label_of_notes_stays_one_however_often_it_comes(label: str, reading: Any) -> None:
    text = "\n\n".join([f"{label}: we close the month in {n} days now." for n in range(3, 8)])
    assert {speaker for _, speaker, _ in reading.turns(text)} == {None}


def test_who_said_what_in_notes_is_no_quotation(reading: Any) -> None:
    text = (
        "# Norda\n\n- Ilse Brandt: the close came down to four days.\n- Team is happy.\n- Ilse Brandt: Spain is next.\n"
    )
    assert reading.turns(text)[1:] == [
        ("bullet", None, "Ilse Brandt: the close came down to four days."),
        ("bullet", None, "Team is happy."),
        ("bullet", None, "Ilse Brandt: Spain is next."),
    ]


def test_words_in_marks_beside_a_name_are_a_quotation(reading: Any) -> None:
    text = (
        "Participants: Ilse Brandt (VP Finance, Norda)\n\n- Close takes four days.\n"
        '- Ilse: "We sleep on Fridays again."\n- Spain is next.\n'
    )
    assert ("quotation", "Ilse Brandt", "We sleep on Fridays again.") in reading.turns(text)
    assert ("bullet", None, "Spain is next.") in reading.turns(text)


def test_plain_bullets_are_bullets(reading: Any) -> None:
    found = reading.turns(
        "# Norda call\n\n- Close: 10 days before, 4 now\n- Team of 12\n  in finance\n* What about SSO?\n"
    )
    assert [(kind, words) for kind, _, words in found] == [
        ("heading", "# Norda call"),
        ("bullet", "Close: 10 days before, 4 now"),
        ("bullet", "Team of 12\n  in finance"),
        ("question", "What about SSO?"),
    ]


QUESTIONS = {
    "numbered": "Q1. How long did it take?\nTen days, by hand.\n\nQ2. And now?\nFour days.\n",
    "bold": "**How long did it take?**\nTen days, by hand.\n\n**And now?**\n\nFour days.\n",
    "letters": "Q: How long did it take?\nA: Ten days, by hand.\n\nQ: And now?\nA: Four days.\n",
}


@pytest.mark.parametrize("text", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_questions_stand_apart_from_answers(text: str, reading: Any) -> None:
    found = reading.turns(text)
    assert [kind for kind, _, _ in found] == ["question", "prose", "question", "prose"]
    assert [words for kind, _, words in found if kind == "prose"] == ["Ten days, by hand.", "Four days."]


def test_answers_in_the_first_person_are_the_interviewee_s_own(reading: Any) -> None:
    text = (
        "Interviewee: Ilse Brandt, VP Finance, Norda\n\nQ: How long?\n"
        "A: It took us ten days.\n\nQ: Now?\nA: We need four.\n"
    )
    assert ("speech", "Ilse Brandt", "It took us ten days.") in reading.turns(text)


def test_answers_in_the_third_person_are_the_note_taker_s(reading: Any) -> None:
    text = (
        "Interviewee: Ilse Brandt, VP Finance, Norda\n\nQ: How long?\nA: She said ten days.\n\nQ: Now?\nA: Four days.\n"
    )
    assert ("prose", None, "She said ten days.") in reading.turns(text)


INTERNAL = {
    "heading": (
        "# Norda\n\nFour days.\n\n## Internal\n\nThey will renew.\n\n"
        "### Risk\n\nThe sponsor leaves.\n\n## Next\n\nSpain.\n"
    ),
    "our view": (
        "# Norda\n\nFour days.\n\n## Our view (internal)\n\n"
        "They will renew.\n\n- The sponsor leaves.\n\n## Next\n\nSpain.\n"
    ),
    "label": "Four days.\n\nInternal: they will renew.\n\nMy impression: the sponsor leaves.\n\nSpain.\n",
    "csm notes": (
        "## Norda\n\nFour days.\n\n## CSM notes\n\nThey will renew.\n\nThe sponsor leaves.\n\n## Next\n\nSpain.\n"
    ),
}


@pytest.mark.parametrize("text", INTERNAL.values(), ids=INTERNAL.keys())
def test_internal_commentary_is_the_vendor_s(text: str, reading: Any) -> None:
    document = reading(text)
    vendor = [
        document.text[b.start : b.end]
        for b in document.blocks
        if b.side.value == "vendor" and b.kind.value != "heading"
    ]
    assert [words.split(": ")[-1].casefold() for words in vendor] == ["they will renew.", "the sponsor leaves."]


def test_a_team_for_internal_tools_is_no_internal_note(reading: Any) -> None:
    document = reading("## Internal tools\n\nThe team built three boards.\n")
    assert document.blocks[-1].side.value == "unknown"


def test_rows_of_a_table_are_read_like_list_items(reading: Any) -> None:
    found = reading.turns("| Metric | Before | After |\n|---|---|---|\n| Close | 10 days | 4 days |\n")
    assert [(kind, words) for kind, _, words in found] == [
        ("header", "Metric | Before | After"),
        ("boilerplate", "---|---|---"),
        ("bullet", "Close | 10 days | 4 days"),
    ]
