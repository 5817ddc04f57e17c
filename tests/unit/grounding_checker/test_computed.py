"""Figures that are held in other words, or follow from others: one line a claim under the source that it is held to."""

from collections.abc import Callable

import pytest

from assistant.grounding.checker import Checker
from assistant.grounding.sources import SourceText
from assistant.workflow.verification import verify

HELD = {
    "Before the rollout, onboarding took 14 days. After it, onboarding takes five days.": [
        ("Onboarding fell from two weeks to 5 days.", "supported"),
        ("Onboarding fell from 14 days to five days.", "supported"),
        ("Onboarding rose from two weeks to 5 days.", "contradicted"),
        ("Onboarding was cut from 14 to 5 days.", "supported"),
        ("Onboarding went from 5 days to 14 days.", ""),
        ("Onboarding now takes five days, down from 14.", "supported"),
        ("Onboarding now takes five days, up from 14.", "contradicted"),
        ("Onboarding time fell from 2 weeks to 6 days.", ""),
    ],
    "Brightway employs 1250 people at four sites.": [
        ("Brightway has 1,250 employees at 4 sites.", "supported"),
        ("Brightway has 1,520 employees at 4 sites.", ""),
    ],
    "They saved ninety minutes per shift.": [
        ("They saved 1.5 hours per shift.", "supported"),
    ],
    "The invoice run costs us 2.4 million euros a year.": [
        ("The invoice run costs €2.4m a year.", "supported"),
    ],
}

COMPUTED = {
    "Error rates dropped from 8% to 2% within a year.": [
        ("Error rates dropped by 6 percentage points.", "supported"),
        ("Error rates dropped by 75%.", "supported"),
        ("Error rates dropped by 60%.", ""),
        ("Error rates dropped by 6%.", ""),
        ("Error rates rose by 75%.", ""),
        ("Error rates are now a quarter of what they were.", "supported"),
    ],
    "Revenue rose from $2M to $4M in two years. Headcount was cut by half.": [
        ("Revenue doubled.", "supported"),
        ("Revenue tripled.", ""),
        ("Revenue rose by 100%.", "supported"),
        ("Revenue rose by $2M.", "supported"),
        ("Revenue rose by $3M.", ""),
    ],
    "Revenue doubled while headcount was cut by half.": [
        ("Revenue per head quadrupled.", "supported"),
        ("Revenue per head tripled.", ""),
    ],
    "The new process saved 3 of 12 hours.": [
        ("The new process saved a quarter of the hours.", "supported"),
        ("The new process saved 25% of the hours.", "supported"),
        ("The new process saved 30% of the hours.", ""),
    ],
    "Before the rollout, onboarding took 14 days. After it, onboarding takes five days.": [
        ("Onboarding got nine days shorter.", "supported"),
        ("Onboarding became 64% faster.", "supported"),
        ("Onboarding became 84% faster.", ""),
    ],
    "We had 40 tickets a week in May. We have 10 tickets a week in June.": [
        ("Tickets fell by 30 a week.", "supported"),
        ("Tickets fell by 75%.", "supported"),
        ("Tickets fell by 25%.", ""),
    ],
    "31 of the 52 reports in use were built by one analyst.": [
        ("About 60% of the reports in use were built by one analyst.", "supported"),
    ],
}

UNITS_LEFT_OUT = {
    "Escalations used to take 50 minutes. They take 20 now.": [
        ("Escalations take 20 minutes now.", "supported"),
        ("Escalations take 50 minutes.", ""),
        ("Escalations fell from 50 minutes to 20.", "supported"),
        ("Escalations are 60% faster.", "supported"),
        ("Escalations are 30 minutes shorter.", "supported"),
        ("Escalations are 40 minutes shorter.", ""),
    ],
    "The Ashford depot handles 300 orders a day, the Dover depot 180.": [
        ("The Dover depot handles 180 orders a day.", "supported"),
        ("The Dover depot handles 300 orders a day.", ""),
        ("The Ashford depot handles 180 orders a day.", ""),
    ],
    "Complaints fell from 120 a month in January to 45 a month in July.": [
        ("Complaints fell by 62.5% between January and July.", "supported"),
        ("Complaints fell by 75 a month.", "supported"),
        ("Complaints fell by 75%.", ""),
        ("Complaints were 45 a month in January.", ""),
    ],
}

OTHER_VALUE = {
    "On-time delivery was 78% in March, before the board went live. In August it was 93%.": [
        ("On-time delivery rose to 97% in August.", "contradicted"),
        ("On-time delivery rose to 93% in August.", "supported"),
        ("On-time delivery was 78% in March.", "supported"),
        ("On-time delivery rose from 78% to 93%.", "supported"),
        ("On-time delivery rose by 15 percentage points.", "supported"),
        ("On-time delivery was 93% in March.", ""),
        ("On-time delivery was 78% in August.", ""),
    ],
}

Hold = Callable[[str, str, str], None]


TABLES = (HELD, COMPUTED, UNITS_LEFT_OUT, OTHER_VALUE)


@pytest.mark.parametrize(
    ("source", "claim", "verdict"),
    [
        (source, *row)
        for table in (HELD, COMPUTED, UNITS_LEFT_OUT, OTHER_VALUE)
        for source, rows in table.items()
        for row in rows
    ],
)
def test_claims_against_their_source(hold: Hold, source: str, claim: str, verdict: str) -> None:
    hold(source, claim, verdict)


RATES = "Error rates dropped from 8% to 2% within a year."


@pytest.mark.parametrize(
    ("source", "claim", "formula"),
    [
        (RATES, "Error rates dropped by 75%.", "computed: (2 - 8) / 8 * 100 = -75"),
        (RATES, "Error rates dropped by 6 percentage points.", "computed: 2 - 8 = -6"),
        ("Revenue rose from $2M to $4M.", "Revenue doubled.", "computed: 4000000 / 2000000 = 2"),
        ("They saved 3 of 12 hours.", "They saved a quarter of the hours.", "computed: 3 / 12 = 0.25"),
        (
            "Revenue doubled while headcount was cut by half.",
            "Revenue per head quadrupled.",
            "computed: (2) / (0.5) = 4",
        ),
    ],
)
def test_a_computed_figure_tells_its_formula(source: str, claim: str, formula: str) -> None:
    assert verify(claim, [SourceText("notes", source)])["sentences"][0]["reasons"] == [formula]


def test_nothing_is_computed_unless_asked_for() -> None:
    judgement = Checker([SourceText("notes", RATES)]).check("Error rates dropped by 75%.")
    assert judgement.verdict.value != "supported"
