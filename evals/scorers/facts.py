"""The facts of a story, comparable between two drafts whose words may differ."""

from collections import Counter
from typing import Any

from evals.measures import Measure
from evals.scorers.story import Told
from evals.scorers.text import plain
from evals.scorers.values import in_digits

Json = dict[str, Any]
Fact = tuple[str, ...]


def facts(story: Json) -> Counter[Fact]:
    """Return the figures that a story tells in its claims, and the changes that it lists; usage is left out."""
    told = Told(story)
    by_usage = {item["id"] for item in story["evidence"] if item["type"] == "usage_fact"}
    found: Counter[Fact] = Counter()
    for claim in told.claims:
        if not any(citation["evidence"] in by_usage for citation in claim["citations"]):
            found.update({("figure", f"{value:g}") for value in in_digits(claim["text"])})
    for metric in story["metrics"]:
        if metric["source"] != "usage":
            found[("change", _value(metric["before"]), _value(metric["after"]), plain(metric["unit"]))] += 1
    return Counter(dict.fromkeys(found, 1))


def compared(before: Json, after: Json, suffix: str = "") -> list[Measure]:
    """Return which share of the facts is kept, and which share of the facts afterwards is new."""
    old, new = facts(before), facts(after)
    return [
        Measure.rate(f"facts_kept{suffix}", (old & new).total(), old.total(), "no fact to keep"),
        Measure.rate(f"facts_added{suffix}", (new - old).total(), new.total(), "no fact afterwards"),
    ]


def changes(before: Json, after: Json) -> list[str]:
    """Return a line for each fact lost or added."""
    old, new = facts(before), facts(after)
    lost = [f"lost: {' '.join(fact)}" for fact in sorted(old - new)]
    return lost + [f"added: {' '.join(fact)}" for fact in sorted(new - old)]


def _value(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
