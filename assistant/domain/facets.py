"""What a listing shows of a story, drawn from its content once."""

import re

from assistant.domain.accounts import Account
from assistant.domain.consent_needs import shown_text
from assistant.domain.review import Facets
from assistant.domain.story import Story
from assistant.domain.verdicts import Verdict


def facets_of(story: Story, account: Account) -> Facets:
    """Return the facets of a story of an account."""
    judged = [claim for claim in story.claims if claim.verdict is not None]
    text = shown_text(story)
    return Facets(
        summary=story.summary,
        outcomes=tuple(dict.fromkeys(metric.name for metric in story.metrics)),
        voices=tuple(dict.fromkeys((quote.speaker or "", quote.title or "") for quote in story.quotes)),
        products=tuple(name for name in account.features if re.search(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", text)),
        claims=len(judged),
        refused=sum(claim.verdict is not Verdict.SUPPORTED for claim in judged),
        expires=story.expires,
    )
