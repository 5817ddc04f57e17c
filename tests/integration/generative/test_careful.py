"""A careful writer loses next to nothing: good prose, in the writer's own words, passes the checks."""

import re
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from assistant.domain.story import Story, Tokens
from assistant.retrieval.protocols import Answer
from assistant.workflow.drafting import Notes, Usage
from prompts import Rendered

A = TypeVar("A", bound=BaseModel)

# What a person wrote from the example, and words of the evidence that carries each sentence.
WRITTEN = (
    (
        "Tarnbeck Fittings makes brass and steel fittings for heating systems at plants in Limerick and Galway.",
        ("brass and steel", "one big plant"),
    ),
    ("About 420 people work in Limerick, where Owen Lattimer looks after planning for six lines.", ("About 420",)),
    (
        "Before, the whole weekly plan lived in one spreadsheet that only one person could open at a time.",
        ("lived in one spreadsheet", "31 tabs"),
    ),
    (
        "Building the plan took Owen and Dele 16 hours a week, and by Monday at ten it was wrong.",
        ("16 hours a week", "Monday at ten", "Every Thursday"),
    ),
    ("There were around 40 unplanned changeovers a month, each costing most of an hour.", ("around 40 unplanned",)),
    ("Two big customers had threatened to leave over late deliveries in autumn 2025.", ("two big customers",)),
    (
        "They looked at the planning module of their ERP, and got a quote for it.",
        ("planning module",),
    ),
    (
        "Dele Akande, the shift planner on his team, built the first changeover board in a weekend.",
        ("Dele Akande, she", "in a weekend"),
    ),
    ("The board shows when two orders with the same tool could run one after the other.", ("Every order is a card",)),
    (
        "Operators fill in a maintenance request form on a tablet, and it goes straight onto the technicians' board.",
        ("maintenance request form",),
    ),
    (
        "A pilot on line three started in January with maybe ten people, and all six lines went live on 2 March 2026.",
        ("pilot on line three", "2 March 2026"),
    ),
    ("The weekly plan went from 16 hours to 8 hours.", ("from 16 hours to 8",)),
    (
        "Weekly planning time fell from 16 hours to 8 hours, while orders rose from 300 to 600 a week.",
        ("from 16 hours to 8", "300 orders a week"),
    ),
    ("Unplanned changeovers dropped from 40 a month to 14 a month.", ("40 a month to 14",)),
    (
        "On-time delivery rose from 78% in the last quarter of 2025 to 93% in August.",
        ("78% in the last quarter", "In August it was 93%"),
    ),
    (
        "The time until a technician stands at a stopped machine fell from 35 minutes on average to 12 minutes.",
        ("35 minutes on average", "Now it's 12"),
    ),
    ("Owen does not put all of the 93% down to Loomwork.", ("all of the 93%",)),
    (
        "The plant also bought a second press for line five in May and hired a good scheduler for the tool room.",
        ("second press", "good scheduler"),
    ),
    ("“The board didn't make us faster, it made us honest,” says Owen Lattimer.", ("made us honest",)),
    ("“For the first time I can see all six lines before my first coffee,” says Marguerite Foss.", ("first coffee",)),
    ("Express freight came to €88,000 in the first eight months of 2026.", ("€88,000",)),
    ("Last year Tarnbeck spent 260,000 euros on express freight.", ("260,000",)),
    (
        "Neither of the two customers has left, and one has extended its contract by two years.",
        ("Neither of the two", "extended its contract"),
    ),
    (
        "Tarnbeck plans to roll the board out in the Galway plant in November, with another 60 seats.",
        ("roll it out in the Galway",),
    ),
    (
        "Marguerite Foss, the chief operating officer, was sceptical at the start.",
        ("chief operating officer", "sceptical enough"),
    ),
    (
        "The reports are too slow: pulling a month for all six lines takes five minutes.",
        ("reports are too slow", "takes five minutes"),
    ),
    ("Planning time was cut in half.", ("from 16 hours to 8",)),
    ("Late deliveries became rarer because of Loomwork.", ("78% in the last quarter", "In August it was 93%")),
)
NOT_CARRIED = ("Planning time was cut in half.", "Late deliveries became rarer because of Loomwork.")


class Careful:
    """Answers with what a person wrote; leaves out of a repair what it cannot better, and adds a polish."""

    model = "careful"

    def __init__(self) -> None:
        self.refused = ""

    def model_for(self, _: str) -> str:
        return self.model

    def ask(self, prompt: Rendered, schema: type[A]) -> Answer[A]:
        shown = re.findall(r"^\[([eu]\d+)\] (.*)$", prompt.user, re.MULTILINE)
        sentences = [
            {"text": text, "evidence": [name for name, line in shown if any(key in line for key in keys)]}
            for text, keys in WRITTEN
        ]
        answers = {
            "PlanAnswer": {"questions": [], "lead": []},
            "DraftAnswer": {
                "title": {
                    "text": "Unplanned changeovers dropped from 40 a month to 14",
                    "evidence": sentences[13]["evidence"],
                },
                "summary": [sentences[12]],
                "sections": [{"part": "changed", "sentences": sentences}],
            },
            "RepairAnswer": {"sentences": []},
            "PolishAnswer": {
                "sentences": [
                    {"id": "s12", "text": "The weekly plan went down from 16 hours to 8 hours."},
                    {"id": "s14", "text": "Unplanned changeovers dropped by a dramatic 65%."},
                    {"id": "s19", "text": "“The board made us honest,” says Owen Lattimer."},
                ]
            },
        }
        if schema.__name__ == "RepairAnswer":
            self.refused += prompt.user
        return Answer(schema.model_validate(answers[schema.__name__]), Tokens())


def test_good_prose_passes_and_what_is_not_carried_does_not(
    example: tuple[Notes, Usage], write_with: Callable[..., Story]
) -> None:
    careful = Careful()
    story = write_with(careful, *example[:1])
    told = {claim.text for claim in story.claims}
    assert len(told) >= len(WRITTEN) - 4
    assert not told & set(NOT_CARRIED)
    assert all(f"{text} (" in careful.refused for text in NOT_CARRIED)
    assert story.title == "Unplanned changeovers dropped from 40 a month to 14"
    assert story.summary == WRITTEN[12][0]
    assert {flag.kind for flag in story.flags} >= {"refused"}
    assert any(claim.metrics for claim in story.claims)


def test_polish_is_taken_only_where_it_holds(example: tuple[Notes, Usage], write_with: Callable[..., Story]) -> None:
    told = {claim.text for claim in write_with(Careful(), *example[:1]).claims}
    assert "The weekly plan went down from 16 hours to 8 hours." in told
    assert WRITTEN[13][0] in told
    assert WRITTEN[18][0] in told
