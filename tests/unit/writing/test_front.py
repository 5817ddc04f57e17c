"""Headlines, single figures, and what a story of nobody named looks like."""

import pytest

from assistant.domain.accounts import Account
from assistant.domain.story import ClaimKind, Kind, Provenance, Story
from assistant.grounding.checker import Checker
from assistant.grounding.givens import Givens
from assistant.writing.assembly import assemble
from assistant.writing.extractive import ExtractiveEngine
from assistant.writing.headline import main_clause
from assistant.writing.material import Material
from ingest.documents import ingest
from ingest.passages import passages

TALK = """\
Sam Oduya: Welcome to the show. I'm here with Nora Feld, founder of Brinewell. How did it start?

Nora Feld: We started Brinewell in 2014 in a boat shed in Oslo... We had no money at all, so we sold our own boat \
for 9,000 dollars. We built the first pump in six weeks, and it leaked.

Sam Oduya: If you want one, use the code BRINE and you get 20% off your first pump. What do you make today?

Nora Feld: We make pumps for fish farms. Today 340 farms run our pumps in five countries. \
We kind of, you know, like, sort of grew. My sister just had a baby, by the way.

Sam Oduya: How big are you?

Nora Feld: We hired twelve engineers last year, and the team is 45 people now. \
Our customers told the story for us. There are three parts. There's a pump with two valves. \
Then there's a sensor that sits in the net. And then there's an alarm on the phone.

Sam Oduya: Great. What is next?

Nora Feld: We plan to open an office in Bergen next year.
"""

NOTES = """\
# Fenwick Ferries: review

- Account: Fenwick Ferries
- Participants: Ida Marsh (Head of Operations, Fenwick Ferries), Tom Bray (Customer Success Manager, Quayside)

## Results

- On-time sailings are on page one of her report every month; they stood at 93% in May.
- Ida Marsh: "For the first time I can see all nine boats before breakfast."
- The crew roster went from two weeks to 3 days.
- The roster is used by 240 deckhands on four piers.
- The subscription costs €46,000 a year.
"""


def story_of(name: str, text: str) -> Story:
    document = ingest(name, text.encode(), id=name, account=Account())
    account = Account.named(document.header.account) if document.header.account else Account()
    material = Material(
        kind=Kind.STORY, account=account, documents=(document,), passages=tuple(passages(document)), language="en"
    )
    people = tuple(person.name for person in material.people)
    givens = Givens(names=(*people, *([account.name] if account.name else [])))
    made = Provenance(engine="extractive", embedder="none")
    return assemble(ExtractiveEngine().write(material), material, lambda sources: Checker(sources, givens), made)


@pytest.fixture(scope="module")
def talk() -> Story:
    return story_of("talk.md", TALK)


@pytest.fixture(scope="module")
def notes() -> Story:
    return story_of("review.md", NOTES)


def told(story: Story) -> str:
    return " ".join(claim.text for claim in story.claims)


def test_a_talk_has_a_headline_that_stands_on_a_claim(talk: Story) -> None:
    assert talk.title != "Outcome story"
    assert len(talk.title.split()) <= 18
    assert talk.title_claims


def test_the_advertisement_and_the_family_stay_out(talk: Story) -> None:
    assert "20%" not in told(talk)
    assert "BRINE" not in told(talk)
    assert "sister" not in told(talk)


def test_a_talk_is_narrated_and_quoted(talk: Story) -> None:
    kinds = {claim.kind for claim in talk.claims}
    assert ClaimKind.QUOTE in kinds
    assert len(kinds) > 1
    assert "Nora Feld, founder of Brinewell" in told(talk) or "Nora Feld" in told(talk)


def test_an_enumeration_is_told_together_and_in_order(talk: Story) -> None:
    section = next(section for section in talk.sections if any("three parts" in c.text for c in section.claims))
    text = " ".join(claim.text for claim in section.claims)
    places = [text.index(part) for part in ("three parts", "a pump", "a sensor", "an alarm")]
    assert places == sorted(places)


def test_the_sponsors_quotation_is_told_with_her_name(notes: Story) -> None:
    quote = next(quote for quote in notes.quotes if "before breakfast" in quote.text)
    assert quote.speaker == "Ida Marsh"
    assert quote.text in NOTES


def test_nothing_is_said_of_somebody_unnamed_or_of_the_price(notes: Story) -> None:
    assert "her report" not in told(notes)


def test_two_units_are_converted_within_the_formula(notes: Story) -> None:
    roster = next(metric for metric in notes.metrics if metric.name == "crew roster")
    assert roster.formula == "(3 - 2 * 7) / (2 * 7) * 100"
    assert roster.change is not None
    assert roster.change.value == pytest.approx(-78.6)


def test_a_single_figure_stands_in_the_table(notes: Story) -> None:
    single = next(metric for metric in notes.metrics if metric.after == 240)
    assert (single.name, single.unit, single.before, single.change, single.source) == (
        "deckhands on four piers",
        "deckhands",
        None,
        None,
        "stated",
    )


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("Fenwick sails on time.", "Fenwick sails on time"),
        (
            "Fenwick carries more than twenty of the largest freight lines, including Marsh, Bray, and Reyes.",
            "Fenwick carries more than twenty of the largest freight lines",
        ),
        (
            "Farms run on Brinewell, a pump to lift, filter, and clean the water of nets and of much else besides.",
            "",
        ),
        ("If the tide is high and all of the boats are late, we ring the harbour bell for the whole town twice.", ""),
        ("Brinewell is my second company. My first was a shop that sold ropes and tar to every boat in Oslo.",
         "Brinewell is my second company"),
    ],
)  # fmt: skip
def test_a_headline_is_a_main_clause(sentence: str, clause: str) -> None:
    assert main_clause(sentence) == clause
