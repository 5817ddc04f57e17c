"""Speech becomes readable: breaths, fillers, lead-ins, what it is worth, and how it is attributed."""

import pytest

from assistant.writing.cleaning import breaths, clean
from assistant.writing.filters import advertises, leans
from assistant.writing.narration import Voice, narrated, reported
from assistant.writing.saying import Speaker, attributed, inside_marks, quoted, reporting, verb_for
from assistant.writing.spoken import debris

MAYA = Speaker("Maya Lindqvist, operations director")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("What I tell people is, the board made us honest.", "The board made us honest."),
        (
            "So I'm Maya Lindqvist, I'm the operations director at Northwind.",
            "I'm the operations director at Northwind.",
        ),
        ("And I'd have to say that we hired a planner.", "We hired a planner."),
        ("...not all of it was ours.", "Not all of it was ours."),
        ("The market was moving...", "The market was moving."),
        ("We we built the the board.", "We built the board."),
        ("It was a big, big machine.", "It was a big, big machine."),
        ("So that's how we started.", "That's how we started."),
        ("So that nobody waits, we ring a bell.", "So that nobody waits, we ring a bell."),
    ],
)
def test_what_is_cut_is_no_content(said: str, left: str) -> None:
    assert clean(said).text == left


def test_pauses_run_sentences_together_and_are_taken_apart() -> None:
    said = "We had no boats at all... Then my brother bought one... and sold it again."
    assert [said[start:end] for start, end in breaths(said)] == [
        "We had no boats at all...",
        "Then my brother bought one... and sold it again.",
    ]


def test_a_quotation_is_never_taken_apart() -> None:
    said = 'He said "We are done here... Pack it up" and left.'
    assert list(breaths(said)) == [(0, len(said))]


@pytest.mark.parametrize(
    "turn",
    [
        "Use the code HARBOUR to get there cheaper.",
        "It is 20% off your registration.",
        "This episode is brought to you by a rope maker.",
        "All of it is in the show notes.",
    ],
)
def test_an_advertisement_is_known(turn: str) -> None:
    assert advertises(turn)


@pytest.mark.parametrize(
    "turn",
    ["Our sponsor signed in May.", "We sell promo codes.", "Overtime fell by 20%.", "The code runs on one server."],
)
def test_business_is_no_advertisement(turn: str) -> None:
    assert not advertises(turn)


def test_a_main_clause_before_it_is_no_pointer() -> None:
    assert not leans("The board did not make us faster, it made us honest.")
    assert leans("In winter, it takes longer.")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("We worked all summer and our boats leaked.", "They worked all summer and their boats leaked."),
        ("Every month we're on the pier.", "Every month they're on the pier."),
    ],
)
def test_what_we_did_is_reported(said: str, told: str) -> None:
    assert reported(said) == told


@pytest.mark.parametrize(
    "said",
    [
        "They told us that.",
        "I know that we were late.",
        "A lot of us row.",
        "Customers asked what we believe in.",
        "We said “never”.",
        "Boats leak.",
    ],
)
def test_a_report_never_mixes_people_up(said: str) -> None:
    assert reported(said) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I'm the harbour master at Northwind.", "Maya Lindqvist is the harbour master at Northwind."),
        ("Sol Reyes, she's the planner on my team.", "Sol Reyes is the planner on Maya Lindqvist's team."),
        ("Every Friday myself and Sol built the plan.", "Every Friday Maya Lindqvist and Sol built the plan."),
        ("We have one pier here in Fenwick.", "Northwind has one pier in Fenwick."),
        ("I look after nine boats.", "Maya Lindqvist looks after nine boats."),
    ],
)
def test_who_speaks_is_named(said: str, told: str) -> None:
    assert narrated(said, Voice("Northwind", "Maya Lindqvist")) == told


def test_the_two_of_us_are_left_to_be_quoted() -> None:
    assert narrated("It took us two days between the two of us.", Voice("Northwind", "Maya Lindqvist")) is None


def test_inner_marks_stay_double() -> None:
    assert inside_marks("They said “Another screen.” and left.") == 'They said "Another screen." and left.'
    assert quoted('They said "No."', Speaker("Lindqvist")) == '“They said "No."” says Lindqvist.'


def test_attribution_stands_behind_or_in_front() -> None:
    long = " ".join(["and"] * 30)
    assert quoted("It works.", MAYA) == "“It works,” says Maya Lindqvist, operations director."
    assert quoted(long, MAYA, leading=True).startswith("Maya Lindqvist, operations director, says: “and")
    assert attributed("It works.", Speaker("Lindqvist", "adds")) == "It works, adds Lindqvist."
    assert reporting("They row.", Speaker("Lindqvist")) == "Lindqvist says they row."
    assert reporting("They row.", Speaker("Lindqvist", "adds")) == "Lindqvist adds that they row."
    assert reporting("Daily they row.", Speaker("Lindqvist")) == "Daily they row, says Lindqvist."


def test_a_new_voice_says_and_goes_on_in_other_words() -> None:
    verbs = [verb_for("We rowed home.", told) for told in range(4)]
    assert verbs == ["says", "adds", "explains", "recalls"]
    assert verb_for("Boats leak.", 3) == "adds"


def test_debris_is_counted() -> None:
    assert debris("It was, like, kind of a boat -- or something.") >= 3
    assert not debris("We built nine boats in two years.")
