"""What of a story is for a reader outside: a partner is shown claims, and nothing of what stands behind them.

The claims, their figures, the places for the partner and the last day of use stay, and so does the line that tells
engine and checks. Passages, open questions, contradictions, flags and usage data are the reviewer's; the JSON has all.
"""

from assistant.domain.story import Claim, Kind, Story
from assistant.rendering import wording


def is_shared(story: Story) -> bool:
    """Tell whether a story's file is made for somebody outside."""
    return story.released or story.kind is Kind.PARTNER


def shared(story: Story) -> Story:
    """Return a story as its file may show it; those of a reviewer come back as they are."""
    if not is_shared(story):
        return story
    told = {name for claim in story.claims for name in claim.metrics}
    metrics = (metric for metric in wording.told(story) if metric.id in told)
    return story.model_copy(
        update={
            "sections": tuple(
                section.model_copy(update={"claims": tuple(map(_bare, section.claims))}) for section in story.sections
            ),
            "metrics": tuple(metric.model_copy(update={"citations": (), "formula": None}) for metric in metrics),
            **dict.fromkeys(_REVIEWERS, ()),
        }
    )


_REVIEWERS = (
    "title_claims", "summary_claims", "gaps", "contradictions", "flags", "redactions", "quotes", "evidence",
    "usage_facts", "usage_series", "usage_tables", "documents",
)  # fmt: skip


def _bare(claim: Claim) -> Claim:
    return claim.model_copy(update={"citations": (), "reasons": (), "original": None})
