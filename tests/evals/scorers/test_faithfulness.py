from collections.abc import Callable
from typing import Any

import pytest

from evals.cases import Case
from evals.scorers import faithfulness
from evals.scorers.story import Told

Maker = Callable[..., Told]
QUOTED = "“{}” says Ada Frost."


def test_the_good_story_is_faithful(told: Maker, case: Case) -> None:
    measures, details = faithfulness.quotations(told(), case)
    carried, more = faithfulness.claims_carried(told(), "Mill Lane Press")
    figures, most = faithfulness.figures_right(told())

    assert [measure.value for measure in (*measures, carried, figures)] == [1, 1, 1, 1]
    assert details + more + most == []
    assert faithfulness.citations_exact(told()).value == 1


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "Proofs took 9 days and now take 5 days."),
        (2, "Spoilage went from 12 percent to 17 percent."),
        (2, "Spoilage went from 12,000 percent to 7 percent."),
        (3, "Mill Lane Press did not hire 3 people."),
    ],
)
def test_a_changed_figure_is_seen(told: Maker, number: int, text: str) -> None:
    measure, details = faithfulness.figures_right(told(number, text))

    assert measure.value is not None
    assert measure.value < 1
    assert text in details[0].text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "It took nine days, it takes four."),
        (1, "Proofs took 9.0 days; the time fell by 55.6 percent."),
        (2, "Spoilage fell to 7%, from 12%."),
    ],
)
def test_a_figure_told_otherwise_is_right(told: Maker, number: int, text: str) -> None:
    assert faithfulness.figures_right(told(number, text))[0].value == 1


@pytest.mark.parametrize(
    ("number", "text", "why"),
    [
        (3, "Mill Lane Press hired anybody.", "drops a denial"),
        (1, "Printing costs fell across every department in 9 months.", "words"),
        (2, "Customers in three countries praised the quality.", "words"),
    ],
)
def test_a_claim_that_is_not_carried_is_seen(told: Maker, number: int, text: str, why: str) -> None:
    measure, details = faithfulness.claims_carried(told(number, text), "Mill Lane Press")

    assert measure.value == pytest.approx(3 / 4)
    assert details[0].text.startswith(why)


def test_a_denial_that_nobody_made_is_seen(told: Maker) -> None:
    story = told().story
    story["evidence"][2]["text"] = "Spoilage went from 12 percent to 7 percent."
    measure, details = faithfulness.claims_carried(
        told(2, "Spoilage has not gone from 12 percent to 7 percent."), "Mill Lane Press"
    )

    assert measure.value == pytest.approx(3 / 4)
    assert details[0].text.startswith("denies what is not denied")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3, "Nobody was hired by Mill Lane Press."),
        (1, "Proofs are taken in 4 days, down from 9 days."),
        (2, "The spoilage is 7 percent; it was 12 percent."),
    ],
)
def test_a_faithful_rewording_is_carried(told: Maker, number: int, text: str) -> None:
    measure, details = faithfulness.claims_carried(told(number, text), "Mill Lane Press")

    assert details == []
    assert measure.value == 1


def test_a_span_that_is_off_is_seen(told: Maker) -> None:
    story = told().story
    story["sections"][0]["claims"][0]["citations"][0]["start"] += 1

    assert faithfulness.citations_exact(Told(story)).value == pytest.approx(3 / 4)


def test_a_claim_without_a_citation_counts(told: Maker) -> None:
    story = told().story
    story["sections"][0]["claims"][0]["citations"] = []

    assert faithfulness.citations_exact(Told(story)).value == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    ("text", "verbatim"),
    [
        ("The plates are what I like best, nobody loses a plate now.", 1),
        ("the plates are what I like best", 1),
        ("Um, honestly, the, the plates are what I like best.", 1),
        ("the plates […] nobody loses a plate now", 1),
        ("The plates are what we like best, nobody loses a plate now.", 0),
        ("The plates are what I like best, everybody loses a plate now.", 0),
        ("The plates are what I like, nobody loses a plate now.", 0),
    ],
)
def test_a_quotation_is_verbatim_or_not(told: Maker, case: Case, text: str, verbatim: int) -> None:
    story = told(4, QUOTED.format(text), quotes=[quote(text, "Ada Frost")])
    measures, _ = faithfulness.quotations(story, case)

    assert measures[0].value == verbatim


def test_the_wrong_speaker_is_seen(told: Maker, case: Case) -> None:
    story = told(4, "", quotes=[quote("nobody loses a plate now", "Ben Ode")])
    measures, details = faithfulness.quotations(story, case)

    assert [measure.value for measure in measures] == [1, 0]
    assert "Ben Ode did not say it, Ada Frost did" in details[0].text


def test_words_between_marks_that_are_not_listed_are_looked_at(told: Maker, case: Case) -> None:
    story = told(3, "“We hired nobody and we are glad of it,” says Ada Frost.")

    assert faithfulness.quotations(story, case)[0][0].value == pytest.approx(1 / 2)


def test_nothing_to_score_is_unscored(told: Maker, case: Case) -> None:
    empty = told(sections=[], quotes=[])

    assert faithfulness.figures_right(empty)[0].value is None
    assert faithfulness.claims_carried(empty, None)[0].value is None
    assert [measure.value for measure in faithfulness.quotations(empty, case)[0]] == [None, None]


def quote(text: str, speaker: str) -> dict[str, Any]:
    return {"text": text, "speaker": speaker, "title": None}
