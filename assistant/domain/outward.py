"""The story as it leaves the house: its words and figures, and nothing of the notes behind them."""

from assistant.domain.story import Claim, Provenance, Story


def outward(story: Story) -> Story:
    """Return a story without citations, evidence, documents, queries and everything else that only we may read.

    A verbatim passage is a quotation that nobody was asked about, and notes hold more than was agreed to.
    """
    return story.model_copy(
        update={
            "sections": tuple(
                section.model_copy(update={"claims": tuple(_bare(claim) for claim in section.claims)})
                for section in story.sections
            ),
            "metrics": tuple(metric.model_copy(update={"citations": ()}) for metric in story.metrics),
            "quotes": tuple(quote.model_copy(update={"citations": (), "original": None}) for quote in story.quotes),
            "released": True,
            "gaps": (),
            "contradictions": (),
            "flags": (),
            "redactions": (),
            "evidence": (),
            "usage_facts": (),
            "usage_series": (),
            "usage_tables": (),
            "documents": (),
            "checks": story.checks.model_copy(update={"blockers": (), "publishable": True, "unchecked": ()}),
            "provenance": Provenance(engine=story.provenance.engine, embedder=story.provenance.embedder),
        }
    )


def _bare(claim: Claim) -> Claim:
    return claim.model_copy(update={"citations": (), "reasons": (), "score": None, "verdict": None})
