"""A model may place the figures that code computed; it may not make any, nor move one to another thing."""

import json
import re
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from pydantic import BaseModel

from assistant.domain.story import Story, Tokens
from assistant.retrieval.protocols import Answer
from assistant.workflow.drafting import Notes, Usage
from prompts import Rendered

A = TypeVar("A", bound=BaseModel)
Auditor = Callable[[dict[str, Any]], list[str]]
OFFERED = "Unplanned changeovers fell by 65%."


class Placing:
    """Writes one sentence, with the ids of the lines, as the prompt shows them, that hold some words."""

    model = "placing"

    def __init__(self, text: str, *words: str) -> None:
        self.text, self.words = text, words
        self.offered: list[str] = []

    def model_for(self, _: str) -> str:
        return self.model

    def ask(self, prompt: Rendered, schema: type[A]) -> Answer[A]:
        lines = re.findall(r"^\[([eum]\d+)\] (.*)$", prompt.user, re.MULTILINE)
        ids = [name for name, line in lines if any(word in line for word in self.words)]
        if schema.__name__ == "DraftAnswer":
            self.offered = [line for name, line in lines if name.startswith("m")]
        told = {"text": self.text, "evidence": ids}
        answers: dict[str, Any] = {
            "PlanAnswer": {"questions": [], "lead": ids[:2]},
            "DraftAnswer": {
                "title": told, "summary": [told], "sections": [{"part": "changed", "sentences": [told]}],
            },
            "RepairAnswer": {"sentences": []},
            "PolishAnswer": {"sentences": []},
        }  # fmt: skip
        return Answer(schema.model_validate(answers[schema.__name__]), Tokens())


def told(story: Story) -> list[str]:
    return [claim.text for claim in story.claims]


def test_a_computed_figure_that_was_offered_may_be_placed(
    example: tuple[Notes, Usage], write_with: Callable[..., Story], broken_rules: Auditor
) -> None:
    model = Placing(OFFERED, OFFERED)
    story = write_with(model, example[0])
    assert OFFERED in model.offered
    (claim,) = story.claims
    assert claim.text == OFFERED
    assert claim.reasons == ("computed: (14 - 40) / 40 * 100 = -65",)
    (listed,) = [metric for metric in story.metrics if metric.id in claim.metrics]
    assert (listed.formula, listed.source) == ("(14 - 40) / 40 * 100", "computed")
    assert story.title == OFFERED.rstrip(".")
    assert story.summary == OFFERED
    assert broken_rules(json.loads(story.model_dump_json())) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OFFERED, ("from 40 a month to 14",)),  # computed, and the figure is not named
        ("Unplanned changeovers fell by 66%.", (OFFERED,)),
        ("Unplanned changeovers rose by 65%.", (OFFERED,)),
        ("Unplanned changeovers fell by 65 hours.", (OFFERED,)),
        ("The weekly plan fell by 65%.", (OFFERED, "weekly plan went")),
        ("The weekly plan fell by 50%.", (OFFERED, "weekly plan went")),  # true, of a figure that is not named
        ("Unplanned changeovers fell by 65% and orders by 40%.", (OFFERED,)),
        ("Late deliveries fell by 65%.", (OFFERED,)),
        ("Unplanned changeovers fell by 26 a month.", (OFFERED,)),  # another computation over the same figures
        ("Unplanned changeovers fell by 65% at Frobnik Dynamics.", (OFFERED,)),
    ],
)
def test_a_figure_of_the_models_own_making_is_refused(
    example: tuple[Notes, Usage], write_with: Callable[..., Story], text: str, words: tuple[str, ...]
) -> None:
    story = write_with(Placing(text, *words), example[0])
    assert told(story) == []
    assert not re.search(r"6[56]|50%", story.title + story.summary)
