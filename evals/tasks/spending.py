"""What drafts took of a model."""

from assistant.domain.story import Tokens
from evals.subjects import Json


def tokens_of(*stories: Json) -> Tokens:
    """Return the tokens of all of them."""
    used = [story["provenance"]["tokens"] for story in stories]
    return Tokens(input=sum(each["input"] for each in used), output=sum(each["output"] for each in used))


def cost_of(*stories: Json) -> float | None:
    """Return US dollars; None where a model was asked whose price nobody gave."""
    if any("no price is known" in note for story in stories for note in story["provenance"]["notes"]):
        return None
    return float(sum(story["provenance"]["cost_usd"] for story in stories))
