"""The guide for the next interview: from fictional notes to questions that are open and hold no figure."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.accounts import Account
from assistant.domain.documents import Person, Side
from assistant.domain.evidence import UsageFact, Window
from assistant.domain.guide import Guide, Question, Topic
from assistant.domain.story import Kind, Provenance
from assistant.writing.asking.guide import guide_of
from assistant.writing.asking.inquiry import offers_figure, sayable
from assistant.writing.extractive import ExtractiveEngine
from assistant.writing.material import Material
from ingest.documents import ingest
from ingest.passages import passages

INTERVIEW = """\
Oakmere Orchards: interview
Date: 2026-05-04
Account: Oakmere Orchards
Participants: Nell Abara (Packing Manager, Oakmere Orchards), Tom Bray (Customer Success Manager, Quayside)

Tom Bray: What was it like before, and what did you build?

Nell Abara: Before, we wrote the picking plan by hand on a whiteboard and nobody could see the gaps. \
We looked at two other tools and chose Quayside. Jun Park built the picking board for us in January 2026. \
The board shows every orchard row as a card for the pickers.

Tom Bray: What changed?

Nell Abara: The picking plan went from 12 hours to 3 hours. Spoiled crates fell by 40 percent. \
I think we'll save around 90,000 euros, but don't hold me to it.

Tom Bray: And overtime?

Nell Abara: I don't have the number for overtime, you'd have to ask Jun Park.

Tom Bray: Who uses it?

Nell Abara: About 80 people use it every week. We plan to add the cider press next.
"""
BARE = """\
Account: Oakmere Orchards
Participants: Nell Abara (Packing Manager, Oakmere Orchards)

Nell Abara: The weather in the valley has been kind to all of us and we are glad of it.
"""
WEEKLY = UsageFact(
    id="u1",
    name="weekly_active_users",
    value=31,
    unit="users",
    window=Window.model_validate({"from": date(2026, 4, 27), "to": date(2026, 5, 3)}),
    query="SELECT 31",
    sentence="31 users were active in the week from 27 April 2026 to 3 May 2026.",
)


def guide_for(text: str, *facts: UsageFact, people: tuple[Person, ...] = ()) -> Guide:
    account = Account(id="oakmere", name="Oakmere Orchards", people=people)
    document = ingest("notes.txt", text.encode(), id="notes.txt", account=account)
    material = Material(
        kind=Kind.STORY, account=account, documents=(document,), passages=passages(document), facts=facts
    )
    proposal = ExtractiveEngine().write(material)
    return guide_of(material, proposal, Provenance(engine="extractive", embedder="lexical"))


@pytest.fixture(scope="module")
def guide() -> Guide:
    people = (
        Person(name="Jun Park", title="Orchard Planner", side=Side.CUSTOMER),
        Person(name="Ada Fell", title="Chief Operating Officer", side=Side.CUSTOMER),
        Person(name="Tom Bray", title="Vice President", side=Side.VENDOR),
    )
    return guide_for(INTERVIEW, WEEKLY, people=people)


def about(guide: Guide, topic: Topic) -> list[Question]:
    return [question for question in guide.questions if question.topic is topic]


def test_every_citation_is_the_text_at_its_place(guide: Guide) -> None:
    texts = {document.id: document.text for document in guide.documents}
    evidence = {item.id: item for item in guide.evidence}
    citations = [citation for one in guide.questions for citation in one.citations]
    citations += [citation for one in guide.answered for citation in one.citations]
    assert len(citations) > 5
    for citation in citations:
        item = evidence[citation.evidence]
        if citation.document is None:
            assert citation.text == item.text
        else:
            assert texts[citation.document][citation.start : citation.end] == citation.text


def test_no_question_offers_a_figure(guide: Guide) -> None:
    assert [one.question for one in guide.questions if offers_figure(one.question)] == []


def test_what_is_answered_is_not_asked_again(guide: Guide) -> None:
    assert {answer.topic for answer in guide.answered} == {Topic.WHAT, Topic.WHY, Topic.VALUE}
    assert about(guide, Topic.VALUE) == []
    assert about(guide, Topic.WHY) == []


def test_bare_notes_leave_all_three_questions_open() -> None:
    bare = guide_for(BARE)

    assert bare.answered == ()
    assert [one.topic for one in bare.questions[:3]] == [Topic.WHAT, Topic.WHY, Topic.VALUE]
    assert all(one.why == "No passage answers it." for one in bare.questions[:3])
    assert {one.ask for one in bare.questions} == {"Nell Abara"}


def test_a_figure_is_asked_for_what_it_lacks(guide: Guide) -> None:
    asked = {one.question: one for one in about(guide, Topic.FIGURE)}

    (plan,) = [question for question in asked if "picking plan" in question]
    assert "over which time" in plan
    assert "how is it measured" in plan
    assert "what was it before" not in plan
    (crates,) = [question for question in asked if "crates" in question.casefold()]
    assert "what was it before, and what is it now" in crates
    assert asked[crates].citations[0].text == "Spoiled crates fell by 40 percent."
    assert any("What else changed" in question for question in asked)


def test_a_contradiction_is_asked_without_telling_either_version(guide: Guide) -> None:
    (one,) = about(guide, Topic.CONTRADICTION)

    assert one.question == "How many people use it, how often, and how do you know?"
    assert "80" in one.why
    assert "31" in one.why
    assert {citation.usage_fact for citation in one.citations} == {None, "u1"}


def test_what_the_notes_leave_open_is_taken_up_again(guide: Guide) -> None:
    guess, number = sorted(about(guide, Topic.OPEN), key=lambda one: one.question)

    assert guess.question == "A figure was guessed at here. What is it, and where does it come from?"
    assert "90,000" in guess.citations[0].text
    assert number.question.startswith("This was left open: “I don't have the number for overtime")
    assert number.ask == "Jun Park"


def test_who_has_not_been_heard_is_named(guide: Guide) -> None:
    voices = {one.ask: one for one in about(guide, Topic.VOICE)}

    assert "Jun Park built the picking board for us in January 2026." in voices["Jun Park"].citations[0].text
    assert voices["Ada Fell"].question.startswith("What did you expect of it when you agreed to it")
    assert "Tom Bray" not in voices
    people = {person.name: person for person in guide.people}
    assert people["Nell Abara"].heard
    assert not people["Jun Park"].heard
    assert set(people["Jun Park"].questions) == {one.id for one in guide.questions if one.ask == "Jun Park"}


def test_every_interview_ends_with_the_same_questions(guide: Guide) -> None:
    assert len(about(guide, Topic.CLOSING)) == len(about(guide_for(BARE), Topic.CLOSING)) == 3
    assert [one.id for one in guide.questions] == [f"q{n}" for n in range(1, len(guide.questions) + 1)]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(re.split(r"(?<=[.?]) ", INTERVIEW.split("\n\n", 1)[1])), max_size=12))
def test_any_cut_of_the_notes_gives_questions_without_figures(sentences: list[str]) -> None:
    text = "Account: Oakmere Orchards\nParticipants: Nell Abara (Packing Manager)\n\nNell Abara: " + " ".join(sentences)

    made = guide_for(text)

    assert not any(offers_figure(one.question) for one in made.questions)
    assert len({one.id for one in made.questions}) == len(made.questions) >= 3


def test_a_name_with_a_figure_in_it_is_not_said() -> None:
    assert sayable("weekly plan") == "weekly plan"
    assert sayable("half the plan") is None
    assert sayable("plan of 16 hours") is None
    assert sayable("") is None
    assert sayable("a name that goes on and on and on") is None
