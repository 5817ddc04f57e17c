"""Written pieces: quotations with their speakers, and what is no evidence."""

from typing import Any

import pytest

QUOTED = {
    "block": "They like it.\n\n> We sleep again.\n>\n> — Ilse Brandt, VP Finance\n",
    "block with escaped hyphen": "They like it.\n\n> We sleep again.\n>\n> \\- Ilse Brandt, VP Finance\n",
    "signature below": "They like it.\n\n> We sleep again.\n\n— Ilse Brandt, VP Finance\n",
    "own paragraph": "They like it.\n\n“We sleep again.”\n— Ilse Brandt, VP Finance\n",
    "html": "They like it.\n\n<blockquote>\n<p>We sleep again.</p>\n<p>— Ilse Brandt, VP Finance</p>\n</blockquote>\n",
    "shortcode": "They like it.\n\n{{pullquote `\n  author: Ilse Brandt\n  title: VP Finance\n  quote: "
    "|\n    We sleep again.\n`}}\n",
    "shortcode on a line": '{{quote `\n  author: "Ilse Brandt"\n  title: VP Finance\n  quote: "We sleep again."\n`}}\n',
}


@pytest.mark.parametrize("text", QUOTED.values(), ids=QUOTED.keys())
def test_a_quotation_has_its_speaker(text: str, reading: Any) -> None:
    assert ("quotation", "Ilse Brandt", "We sleep again.") in [
        (kind, (speaker or "").strip('"'), words) for kind, speaker, words in reading.turns(text)
    ]
    ilse = next(person for person in reading(text).people if "Ilse" in person.name)
    assert ilse.title == "VP Finance"


def test_a_quotation_without_a_name_is_nobody_s(reading: Any) -> None:
    assert reading.turns("They like it.\n\n> We sleep again.\n")[1] == ("quotation", None, "We sleep again.")


def test_a_quotation_within_a_paragraph_stays_prose(reading: Any) -> None:
    text = "“We sleep again,” said Ilse Brandt. The team agrees.\n"
    assert reading.turns(text) == [("prose", None, text.strip())]
    assert [person.name for person in reading(text).people] == ["Ilse Brandt"]


BODY = "Norda closes the month in four days. " * 40
TAILS = {
    "related": "Related Articles\nHow Sudra grew its sales by ninety percent in a year.\nAugust 09, 2025\n",
    "read more": "Read more\nSep 25, 2025\nWhy walls fall\nTom Poe Written by Tom Poe\nLast week I climbed a hill.\n",
    "comments": "Leave a reply\n\n1. Ann Lee\n   Oct 20th, 2016\n\nGreat post, we do the same with 40 people.\n",
    "sign-up": "Subscribe to our newsletter\n\nGet 150 tips a month.\n",
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_a_page_s_tail_is_no_evidence(tail: str, reading: Any) -> None:
    found = reading.turns(f"{BODY}\n\n{tail}")
    assert found[0] == ("prose", None, BODY.strip())
    assert {kind for kind, _, _ in found[1:]} == {"boilerplate"}


def test_a_short_note_has_no_tail(reading: Any) -> None:
    assert reading.turns("Read more\nThe close takes four days now.\n")[-1][0] != "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Facebook X Reddit",
        "ADVERTISEMENT",
        "We respect your privacy. Unsubscribe at any time.",
        "![Norda](/images/norda.jpg)",
        '<img src="a.png"\n  alt="Norda">',
        "<!-- four days -->",
        "*Welcome to our series of case studies. [See all](/cases).*",
    ],
)
def test_furniture_is_no_evidence(line: str, reading: Any) -> None:
    found = reading.turns(f"The close takes four days.\n\n{line}\n\nThe team sleeps.\n")
    assert [kind for kind, _, _ in found] == ["prose", "boilerplate", "prose"]


def test_what_is_hidden_within_a_paragraph_is_no_evidence(reading: Any) -> None:
    found = reading.turns("The close takes four days. <!-- really nine, says\nthe boss --> The team sleeps.\n")
    assert [(kind, words) for kind, _, words in found] == [
        ("prose", "The close takes four days."),
        ("boilerplate", "<!-- really nine, says\nthe boss -->"),
        ("prose", "The team sleeps."),
    ]


def test_a_byline_is_a_header(reading: Any) -> None:
    found = reading.turns(
        "Closing Faster\n\nTom Poe\nWritten by Tom Poe September 01, 2025\n\nThe close takes four days.\n"
    )
    assert [kind for kind, _, _ in found] == ["heading", "header", "header", "prose"]


def test_a_sentence_with_by_is_no_byline(reading: Any) -> None:
    assert reading.turns("The close was slow.\n\nBy March it took four days in 2026\n")[-1][0] == "prose"


def test_paragraphs_said_again_count_once(reading: Any) -> None:
    again = "Norda closes the month in four days and everybody sleeps at night."
    found = reading.turns(f"{again}\n\nSpain is next for the team.\n\n{again}\n")
    assert [kind for kind, _, _ in found] == ["prose", "prose", "boilerplate"]


def test_slogans_at_a_paragraph_s_end_are_cut_off(reading: Any) -> None:
    text = (
        "Norda closes the month in four days instead of ten. Strong FlowOps drives growth. "
        "FlowOps empowers teams. FlowOps is a key driver.\n"
    )
    assert reading.turns(text) == [
        ("prose", None, "Norda closes the month in four days instead of ten."),
        ("boilerplate", None, "Strong FlowOps drives growth. FlowOps empowers teams. FlowOps is a key driver."),
    ]


def test_headings_stand_over_what_follows(reading: Any) -> None:
    text = (
        "# Norda\n\nIntro here.\n\n## Results\n\nFour days.\n\nNext steps\n"
        "----------\n\nSpain is next.\n\nEach team gets:\n- a board\n\nAll agree.\n"
    )
    assert [(b.heading, b.kind.value) for b in reading(text).blocks] == [
        ("Norda", "heading"),
        ("Norda", "prose"),
        ("Results", "heading"),
        ("Results", "prose"),
        ("Next steps", "heading"),
        ("Next steps", "prose"),
        ("Each team gets", "heading"),
        ("Each team gets", "bullet"),
        ("Next steps", "prose"),
    ]


@pytest.mark.parametrize("line", ["The close went from 10 days to 4", "Cut the close by 60%", "we sleep again"])
def test_a_line_that_tells_something_is_no_heading(line: str, reading: Any) -> None:
    assert reading.turns(f"Before it was bad.\n\n{line}\n\nThat is all.\n")[1] == ("prose", None, line)
