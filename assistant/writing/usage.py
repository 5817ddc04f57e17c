"""What usage shows, as claims: each is the canonical sentence of a usage fact, which it cites."""

from collections.abc import Sequence

from assistant.domain.evidence import UsageFact
from assistant.domain.story import ClaimKind
from assistant.writing.kinds import Shape
from assistant.writing.proposal import FactCite, ProposedClaim, Wording

_WANTED = (
    "weekly_active_users",
    "seat_utilisation",
    "before_after",
    "velocity",
    "breadth",
    "time_to_first_value",
    "top_builder",
    "below_senior_director",
)
"""Facts a reader asks for, most telling first."""
_MOST = 5
_LONG_KIND = 300  # words from which a kind has room for all of them


def usage_claims(facts: Sequence[UsageFact], shape: Shape) -> list[ProposedClaim]:
    """Return the most telling usage facts as claims; facts without a value say nothing."""
    held = [fact for fact in facts if fact.value is not None]
    chosen: list[UsageFact] = []
    for wanted in _WANTED:
        chosen += [fact for fact in held if fact.name.startswith(wanted) and fact not in chosen][:1]
    room = _MOST if shape.most >= _LONG_KIND else 1
    return [
        ProposedClaim(
            key=f"u-{fact.id}",
            wordings=(Wording(fact.sentence, (FactCite(fact.id),), ClaimKind.METRIC, (f"u-{fact.id}",)),),
            weight=1.5,
        )
        for fact in chosen[:room]
    ]
