"""First person becomes third where that needs no guess."""

import pytest

from assistant.writing.narration import Voice, addresses, is_first_person, narrated

VOICE = Voice("Northwind", "Maya Lindqvist")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("We used to need ten days, and now we need four.", "Northwind used to need ten days, and now they need four."),
        ("Our team was spending two days on our reports.", "Northwind's team was spending two days on their reports."),
        ("I built it over a weekend.", "Maya Lindqvist built it over a weekend."),
        ("We're 300 people and we've grown 40%.", "Northwind is 300 people and they have grown 40%."),
        ("It took us ten days.", "It took Northwind ten days."),
        ("Then we'd be stuck.", "Then Northwind would be stuck."),
        ("We don't print it.", "Northwind doesn't print it."),
        ("We try it out.", "Northwind tries it out."),
        ("My team of twelve uses it.", "Maya Lindqvist's team of twelve uses it."),
        ("The close takes four days.", "The close takes four days."),
    ],
)
def test_narrated(said: str, told: str) -> None:
    assert narrated(said, VOICE) == told


@pytest.mark.parametrize(
    "said",
    [
        "I think I saved it.",
        "You get used to it.",
        "Let's see what we have.",
        "We said “never again” to it.",
        "What would we do?",
        "We frobnicate it.",
        "We, and that matters, cut it.",
        "It is ours.",
        "A lot of us row.",
        "They told us that we were late.",
    ],
)
def test_what_would_be_a_guess_is_left_alone(said: str) -> None:
    assert narrated(said, VOICE) is None


def test_i_needs_a_name() -> None:
    assert narrated("I built it.", Voice("Northwind", None)) is None


def test_who_speaks_and_who_is_spoken_to() -> None:
    assert is_first_person("It’s what we’ve built.")
    assert not is_first_person("It is what they built.")
    assert addresses("So you’re stuck.")
    assert not addresses("So they are stuck.")
