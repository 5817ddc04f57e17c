"""Every form in which a transcript may name its speakers gives the same turns."""

from typing import Any

import pytest

ASKED, ANSWERED, WENT_ON = "How long did the close take you?", "It took us ten days.", "And what is it now?"
FORMS = {
    "name": "Mara Voss: {0}\nIlse Brandt: {1}\nMara Voss: {2}\n",
    "bold with colon inside": "**Mara Voss:** {0}\n\n**Ilse Brandt:** {1}\n\n**Mara Voss:** {2}\n",
    "bold with colon outside": "**Mara Voss**: {0}\n\n**Ilse Brandt**: {1}\n\n**Mara Voss**: {2}\n",
    "title and company": "Mara Voss (CSM, Flowly): {0}\nIlse Brandt (VP Finance, Norda): {1}\nMara Voss: {2}\n",
    "stamp before": "[00:12:03] Mara Voss: {0}\n[00:12:09] Ilse Brandt: {1}\n[00:12:14] Mara Voss: {2}\n",
    "stamp behind": "Mara Voss [00:12:03]: {0}\nIlse Brandt [00:12:09]: {1}\nMara Voss [00:12:14]: {2}\n",
    "stamp and name on a line": "00:12:03 Mara Voss\n{0}\n\n00:12:09 Ilse Brandt\n{1}\n\n00:12:14 Mara Voss\n{2}\n",
    "name and stamp on a line": "Mara Voss  12:03\n{0}\n\nIlse Brandt  12:09\n{1}\n\nMara Voss  12:14\n{2}\n",
    "name and stamp with colon": "Mara Voss (12:03):\n{0}\n\nIlse Brandt (12:09):\n{1}\n\nMara Voss (12:14):\n{2}\n",
    "boxed name and clock": "[Mara Voss] 10:12:03\n{0}\n\n[Ilse Brandt] 10:12:09\n{1}\n\n[Mara Voss] 10:12:14\n{2}\n",
    "heading with stamp": (
        "### Mara Voss [12:03]\n\n{0}\n\n### Ilse Brandt [12:09]\n\n{1}\n\n### Mara Voss [12:14]\n\n{2}\n"
    ),
    "bar": "12:03 | Mara Voss\n{0}\n\n12:09 | Ilse Brandt\n{1}\n\n12:14 | Mara Voss\n{2}\n",
    "last name first": "Voss, Mara   0:03\n{0}\n\nBrandt, Ilse   0:09\n{1}\n\nVoss, Mara   0:14\n{2}\n",
    "stamp below the name": "Mara Voss\n0:03\n{0}\n\nIlse Brandt\n0:09\n{1}\n\nMara Voss\n0:14\n{2}\n",
    "a paragraph each": "Mara Voss  0:03\n\n{0}\n\nIlse Brandt  0:09\n\n{1}\n\nMara Voss  0:14\n\n{2}\n",
    "chat": "<Mara Voss> {0}\n<Ilse Brandt> {1}\n<Mara Voss> {2}\n",
    "list": "- **Mara Voss:** {0}\n- **Ilse Brandt:** {1}\n- **Mara Voss:** {2}\n",
    "words below the name": "Mara Voss:\n{0}\n\nIlse Brandt:\n{1}\n\nMara Voss:\n{2}\n",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_a_form_of_transcript_gives_its_turns(form: str, reading: Any) -> None:
    found = reading.turns(form.format(ASKED, ANSWERED, WENT_ON))
    assert [turn for turn in found if turn[0] != "header"] == [
        ("speech", "Mara Voss", ASKED),
        ("speech", "Ilse Brandt", ANSWERED),
        ("speech", "Mara Voss", WENT_ON),
    ]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_who_asks_is_the_vendor_and_who_answers_the_customer(form: str, reading: Any) -> None:
    assert reading.sides(form.format(ASKED, ANSWERED, WENT_ON)) == {"Mara Voss": "vendor", "Ilse Brandt": "customer"}


def test_capitals_are_kept_as_the_transcript_has_them(reading: Any) -> None:
    text = "MARA VOSS: Who built it?\nILSE BRANDT: We did.\nMARA VOSS: When?\nILSE BRANDT: In our first week.\n"
    assert [speaker for _, speaker, _ in reading.turns(text)] == ["MARA VOSS", "ILSE BRANDT"] * 2


def test_names_without_capitals_are_names_too(reading: Any) -> None:
    found = reading.turns("王芳：你们以前需要多久？\n李雷：我们需要十天。\n王芳：现在呢？\n李雷：现在四天了。\n")
    assert [(kind, speaker) for kind, speaker, _ in found] == [("speech", "王芳"), ("speech", "李雷")] * 2


def test_seconds_count_from_the_start(reading: Any) -> None:
    blocks = reading("[00:12:03] Mara: Is it good?\n[01:00:00.5] Ilse: It is, for us.\n").blocks
    assert [block.seconds for block in blocks] == [723.0, 3600.5]


def test_paragraphs_without_a_label_go_on_with_the_speaker(reading: Any) -> None:
    text = (
        "**Mara:** What changed?\n\n**Ilse:** The close.\n\n"
        "It took us ten days.\n\n**Mara:** And now?\n\n**Ilse:** Four.\n"
    )
    assert ("speech", "Ilse", "It took us ten days.") in reading.turns(text)


def test_marks_and_breaks_are_nobody(reading: Any) -> None:
    text = (
        "**Mara:** \\[00:31\\] Shall we start?\n\n**Break:** \\[00:44\\]\n\n**Ilse:** Yes, we shall. \\[laughter\\]\n\n"
        "Music: theme\n\n**Mara:** Are you well?\n\n**Ilse:** \\[crosstalk\\]\n\n**Ilse:** {vocalsound} We are.\n"
    )
    document = reading(text)
    assert {person.name for person in document.people} == {"Mara", "Ilse"}
    assert ("speech", "Mara", "Shall we start?") in reading.turns(text)
    assert ("speech", "Ilse", "Yes, we shall.") in reading.turns(text)
    assert [words for kind, _, words in reading.turns(text) if kind == "boilerplate"] == [
        "**Break:** \\[00:44\\]",
        "Music: theme",
        "\\[crosstalk\\]",
    ]


def test_a_note_amid_turns_is_said_by_nobody(reading: Any) -> None:
    text = "Mara: How is it?\nIlse: We like it.\nMara: Why?\nIlse: We sleep.\n\nInternal: ask Tom about the discount.\n"
    document = reading(text)
    last = document.blocks[-1]
    assert (last.kind.value, last.speaker, last.side.value) == ("prose", None, "vendor")


def test_cues_of_a_recording_are_turns(reading: Any) -> None:
    captions = (
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Mara Voss>How long did it take?</v>\n\n"
        "00:00:04.000 --> 00:00:06.000\n<v Ilse Brandt>It took us ten days.</v>\n\n"
        "00:00:06.000 --> 00:00:08.000\n<v Ilse Brandt>Now it takes four.</v>\n"
    )
    document = reading(captions, name="call.vtt")
    assert [(b.speaker, document.text[b.start : b.end], b.seconds) for b in document.blocks] == [
        ("Mara Voss", "How long did it take?", 1.0),
        ("Ilse Brandt", "It took us ten days. Now it takes four.", 4.0),
    ]


def test_captions_without_speakers_are_speech_of_nobody_known(reading: Any) -> None:
    document = reading("1\n00:00:01,000 --> 00:00:03,000\nWe close in four days.\n", name="call.srt")
    assert [(b.kind.value, b.speaker) for b in document.blocks] == [("speech", None)]
    assert [notice.kind for notice in document.notices] == ["unknown_speaker"]


def test_stamps_between_turns_are_nobody_s_words(reading: Any) -> None:
    found = reading.turns(
        "00:00:00\n\nMara Voss: How long?\nIlse Brandt: It took us ten days.\n\n00:05:00\n\nMara Voss: Now?\n"
    )
    assert [kind for kind, _, _ in found] == ["boilerplate", "speech", "speech", "boilerplate", "speech"]


def test_times_of_an_agenda_make_no_speakers(reading: Any) -> None:
    document = reading("Keynote 14:00\nMara speaks about the close.\n\nPanel 15:00\nIlse and Jon talk about Spain.\n")
    assert document.people == ()
    assert {block.kind.value for block in document.blocks} == {"prose"}


def test_who_only_sees_off_the_listeners_is_no_customer(reading: Any) -> None:
    talk = (
        "**Mara:** How is it for you?\n\n"
        "**Ilse:** It helps us a lot, every day of the week and every week of the year.\n\n"
    )
    document = reading(talk * 30 + "**Tom Poe:** Thanks again to our friends at Flowly. Save 20% with the code.\n")
    assert document.blocks[-1].side.value == "vendor"
