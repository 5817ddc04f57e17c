"""What drafts took of a model."""

from assistant.domain.story import Tokens
from evals.subjects import Json


def tokens_of(story: Json) -> Tokens:
    """Return the tokens that a draft took."""
    return Tokens.model_validate(story["provenance"]["tokens"])


def cost_of(story: Json) -> float | None:
    """Return US dollars; None where a model was asked whose price nobody gave."""
    if any("no price is known" in note for note in story["provenance"]["notes"]):
        return None
    return float(story["provenance"]["cost_usd"])
