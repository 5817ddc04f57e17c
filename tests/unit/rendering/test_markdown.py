import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.story import Story
from assistant.rendering.formats import render
from assistant.rendering.markdown import escape


def test_every_note_is_referred_to_and_defined_once(story: Story) -> None:
    text = render(story, "md")

    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert sorted(defined, key=int) == sorted(set(defined), key=int)
    assert used == set(defined)


def test_a_note_carries_place_speaker_and_verbatim_words(story: Story) -> None:
    text = render(story, "md")

    citation = story.claims[1].citations[0]
    assert f"interview.txt, Owen Lattimer, characters {citation.start}–{citation.end}" in text
    assert f"> {citation.text}" in text


def test_a_claim_that_does_not_hold_is_marked_in_words(story: Story) -> None:
    text = render(story, "md")

    assert "Scrap fell by a third.[^7] **(Not supported: figure: a third is in no cited text)**" in text


def test_gaps_contradictions_flags_and_checks_are_said(story: Story) -> None:
    text = render(story, "md")

    for part in (
        "No figure for scrap was given. (ask Ciara Dunne)",
        "usage shows 104.",
        "instruction like: A passage",
        "In the way: c7 is not supported",
        "Not checked: tone",
        "without a language model",
        "SELECT count(DISTINCT user)",
    ):
        assert part in text


def test_hostile_text_stays_text(story: Story) -> None:
    hostile = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) `x` **b** ![i](http://e) &lt; [^1] | # h"
    text = render(story.model_copy(update={"title": hostile, "summary": f"# {hostile}"}), "md")

    first, third = text.splitlines()[0], text.splitlines()[4]
    assert first.startswith(r"# \<img src=x onerror=alert(1)> [a\](javascript:alert(1)) \`x\` \*\*b\*\* \![i\](http")
    assert r"\&lt; \[^1\]" in first or r"\&lt; \[^1]" in first
    assert third.startswith(r"\# \<img")


@given(st.text(alphabet="a1.#>-+=*_`<[](){}!&;~\\ \n|", max_size=60))
def test_escaping_only_adds_backslashes(text: str) -> None:
    kept = iter(escape(text))

    assert all(any(char == other for other in kept) for char in text)
    assert len(escape(text).replace("\\", "")) == len(text.replace("\\", ""))


def test_plain_prose_is_left_as_it_is() -> None:
    prose = "In Q3, on-time delivery rose from 78% to 93% (snake_case, [sic], 5 > 3, “so”), A & B said."

    assert escape(prose) == prose
