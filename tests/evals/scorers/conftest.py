"""A small account, and a good story of it by hand, to plant faults into."""

from collections.abc import Callable
from typing import Any

import pytest

from evals.cases import Case
from evals.scorers.story import Told

Json = dict[str, Any]
NOTES = """Mill Lane Press
Participants: Ada Frost (Print Manager, Mill Lane Press), Ben Ode (CSM, Loomwork)

Ben Ode: What changed?

Ada Frost: Proofs took 9 days and now they take 4 days. We did not hire anybody.

Ada Frost: Um, honestly, the, the plates are what I like best, nobody loses a plate now.

Ben Ode: Our goal together is 2 days.

Ada Frost: Spoilage went from 12 percent to 7 percent. Nobody has counted the money.
"""
CITED = (
    "Proofs took 9 days and now they take 4 days. We did not hire anybody.",
    "Um, honestly, the, the plates are what I like best, nobody loses a plate now.",
    "Spoilage went from 12 percent to 7 percent. Nobody has counted the money.",
)


@pytest.fixture
def case() -> Case:
    return Case.model_validate(
        {
            "id": "mill-lane-press",
            "notes": [{"name": "notes.txt", "text": NOTES}],
            "gold": {
                "outcomes": [
                    {"about": ["proofs"], "before": 9, "after": 4, "unit": "days", "evidence": CITED[0][:44]},
                    {"about": ["spoilage"], "before": 12, "after": 7, "unit": "percent", "evidence": CITED[2][:43]},
                ],
                "people": [{"name": "Ada Frost", "side": "customer"}, {"name": "Ben Ode", "side": "vendor"}],
                "contradictions": [{"between": ["9 days", "4 days"]}],
                "unknowns": [{"about": [["money", "worth"]], "why": "nobody has counted it"}],
                "bans": [{"all_of": ["2 days"], "unless": ["goal"], "why": "a goal"}],
            },
        }
    )


@pytest.fixture
def good_story() -> Json:
    """A story that every scorer ought to like."""
    claims = [
        claim(1, "Proofs at Mill Lane Press took 9 days and now take 4 days.", 1, metrics=["m1"]),
        claim(2, "Spoilage went from 12 percent to 7 percent.", 3),
        claim(3, "Mill Lane Press did not hire anybody.", 1),
        claim(4, "“The plates are what I like best, nobody loses a plate now,” says Ada Frost.", 2),
    ]
    return {
        "account": {"id": "mill-lane-press", "name": "Mill Lane Press"},
        "kind": "story",
        "title": "Proofs in 4 days instead of 9 days",
        "summary": "Proofs take 4 days.",
        "sections": [{"heading": "The result", "claims": claims}],
        "gaps": [{"question": "What is it worth in money?", "ask": None}],
        "contradictions": [{"text": "Two figures: 9 days and 4 days.", "citations": []}],
        "flags": [],
        "metrics": [metric("m1", 9, 4, -55.6)],
        "quotes": [
            {
                "text": "The plates are what I like best, nobody loses a plate now.",
                "speaker": "Ada Frost",
                "title": "Print Manager",
            }
        ],
        "evidence": [
            {"id": f"e{number}", "type": "passage", "text": text, "speaker": "Ada Frost"}
            for number, text in enumerate(CITED, start=1)
        ],
        "usage_facts": [],
        "documents": [{"id": "notes.txt", "text": NOTES}],
    }


@pytest.fixture
def told(good_story: Json) -> Callable[..., Told]:
    """Return the good story with one claim or one key put otherwise."""

    def make(number: int | None = None, text: str = "", **changes: Any) -> Told:
        if number is not None:
            good_story["sections"][0]["claims"][number - 1]["text"] = text
        return Told({**good_story, **changes})

    return make


def claim(number: int, text: str, evidence: int, metrics: list[str] | None = None) -> Json:
    start = NOTES.index(CITED[evidence - 1])
    span = {"document": "notes.txt", "start": start, "end": start + 20, "text": NOTES[start : start + 20]}
    return {
        "id": f"c{number}",
        "text": text,
        "kind": "fact",
        "verdict": "supported",
        "metrics": metrics or [],
        "citations": [{"evidence": f"e{evidence}", **span}],
    }


def metric(name: str, before: float | None, after: float | None, change: float) -> Json:
    return {
        "id": name,
        "name": "proofs",
        "before": before,
        "after": after,
        "unit": "days",
        "change": {"kind": "percent", "value": change},
        "formula": "(4 - 9) / 9 * 100",
        "source": "computed",
        "citations": ["e1"],
    }
