"""Stories of an account that was kept, of a renewal, and for partners: their own parts, nothing padded."""

import pytest

from assistant.domain.accounts import Account
from assistant.domain.evidence import UsageFact
from assistant.domain.story import Claim, Kind, Provenance, Story
from assistant.grounding.checker import Checker
from assistant.grounding.givens import Givens
from assistant.writing.assembly import assemble
from assistant.writing.extractive import ExtractiveEngine
from assistant.writing.material import Material
from ingest.documents import ingest
from ingest.passages import passages

KEPT = """\
# Harrow Glass: how the account was kept
Date: 2026-06-02
Account: Harrow Glass

Harrow Glass makes windows in four plants and employs 900 people.

## What went wrong

In March 2026 the account went to red. Log-ins at the plants dropped from 300 a week to 80 a week.
The plant director was ready to cancel the contract, because orders were still typed in by hand.

## What we did

We sat down with the plant director and agreed a recovery plan. Lena Voss rebuilt the order form in two weeks.
We trained all 40 shift leads on site.

## Where it stands

Log-ins rose from 80 a week to 350 a week. Order entry went from 9 minutes to 4 minutes.
The plant in Leeds plans to join in autumn.
"""
RENEWING = """\
# Harrow Glass: renewal
Date: 2026-09-02
Account: Harrow Glass

Order entry went from 9 minutes to 4 minutes in 2026. Complaints fell by 30 percent over the year.
Harrow Glass saved 90,000 euros a year. The subscription costs 30,000 euros a year.
The sponsor has left, and a new one is not yet named. The plant in Leeds still does not use the board.
All shift leads use the board every week. Harrow Glass plans to add the Leeds plant next year.
"""
TALK = """\
Date: 2026-06-02
Account: Harrow Glass
Participants: Lena Voss (Order Manager, Harrow Glass)

Lena Voss: I love how calm the mornings are now, it is a joy.

Lena Voss: Order entry went from 9 minutes to 4 minutes after the new form.

Lena Voss: My team says "we will never go back" and so do I.
"""


def written(text: str, kind: Kind, *facts: UsageFact) -> Story:
    account = Account(id="harrow", name="Harrow Glass")
    document = ingest("notes.md", text.encode(), id="notes.md", account=account)
    material = Material(kind=kind, account=account, documents=(document,), passages=passages(document), facts=facts)
    givens = Givens(names=("Harrow Glass", *(person.name for person in material.people)))
    made_by = Provenance(engine="extractive", embedder="lexical")
    return assemble(ExtractiveEngine().write(material), material, lambda sources: Checker(sources, givens), made_by)


def told(story: Story) -> dict[str, str]:
    return {section.heading: " ".join(map(text_of, section.claims)) for section in story.sections}


def text_of(claim: Claim) -> str:
    return claim.text


def test_a_save_is_told_as_risk_intervention_and_outcome() -> None:
    story = written(KEPT, Kind.SAVE)
    sections = told(story)

    headings = list(sections)
    assert [h for h in headings if h in {"The risk", "What was done", "The outcome"}] == [
        "The risk",
        "What was done",
        "The outcome",
    ]
    assert "ready to cancel the contract" in sections["The risk"]
    assert "red" in sections["The risk"]
    assert "rebuilt the order form" in sections["What was done"]
    assert "9 minutes to 4 minutes" in " ".join(sections.values())
    assert not any("at risk" in gap.question for gap in story.gaps)


def test_a_save_without_a_risk_says_so_and_is_not_padded() -> None:
    story = written(RENEWING.replace("The sponsor has left, and a new one is not yet named.", ""), Kind.SAVE)

    assert "The risk" not in told(story)
    assert "What was done" not in told(story)
    asked = [gap.question for gap in story.gaps]
    assert asked[0].startswith("What put the account at risk")
    assert asked[1].startswith("What was done about it")


def test_a_renewal_is_told_as_value_return_risks_and_plans() -> None:
    sections = told(written(RENEWING, Kind.RENEWAL))

    assert next(iter(sections)) == "Value so far"
    assert "90,000 euros" in sections["The return"]
    assert "30,000 euros" in sections["The return"]
    assert "The sponsor has left" in sections["Open risks"]
    assert "still does not use" in sections["Open risks"]
    assert "plans to add the Leeds plant" in sections["What is next"]
    assert "Who they are" not in sections


def test_a_renewal_computes_the_return_from_cost_and_benefit() -> None:
    story = written(RENEWING, Kind.RENEWAL)

    (roi,) = [metric for metric in story.metrics if metric.name == "return on investment"]
    assert roi.formula == "(90000 - 30000) / 30000 * 100"
    assert not any("worth in money, against" in gap.question for gap in story.gaps)


def test_a_renewal_without_cost_or_risk_asks_for_them() -> None:
    story = written("Account: Harrow Glass\n\nOrder entry went from 9 minutes to 4 minutes.\n", Kind.RENEWAL)

    asked = " ".join(gap.question for gap in story.gaps)
    for part in ("What is it worth in money, against what it costs?", "stand in the way of the renewal", "do next"):
        assert part in asked
    assert set(told(story)) == {"Value so far"}


@pytest.mark.parametrize("text", [KEPT, RENEWING, TALK])
def test_a_partner_gets_supported_claims_and_no_quotation(text: str) -> None:
    story = written(text, Kind.PARTNER)

    assert story.claims
    assert story.quotes == ()
    assert all(mark not in claim.text for claim in story.claims for mark in '“”"')
    assert all(mark not in story.title + story.summary for mark in '“”"')
    assert story.checks.blockers == ("not approved for partners",)
    assert not story.checks.publishable
    assert not any("quoted" in gap.question for gap in story.gaps)


def test_other_kinds_need_no_partner_approval() -> None:
    assert written(KEPT, Kind.STORY).checks.blockers == ()
