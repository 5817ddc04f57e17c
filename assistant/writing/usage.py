"""What usage shows, as claims: each is the canonical sentence of a usage fact, which it cites."""

from collections.abc import Sequence

from assistant.domain.evidence import UsageFact
from assistant.domain.story import ClaimKind
from assistant.writing.kinds import Shape
from assistant.writing.proposal import FactCite, ProposedClaim, Wording

_WANTED = (
    "weekly_active_users",
    "seat_utilisation",
    "events_per_day_change",
    "time_to_first_value",
    "breadth",
    "velocity",
    "top_builder",
)
"""Facts a reader asks for, most telling first."""
_MOST = 5
_LONG_KIND = 300  # words from which a kind has room for all of them


def telling(facts: Sequence[UsageFact]) -> tuple[UsageFact, ...]:
    """Return the facts a reader asks for, most telling first; facts without a value say nothing."""
    held = [fact for fact in facts if fact.value is not None]
    found = (next((fact for fact in held if fact.name.startswith(wanted)), None) for wanted in _WANTED)
    return tuple(fact for fact in found if fact is not None)[:_MOST]


def usage_claims(facts: Sequence[UsageFact], shape: Shape) -> list[ProposedClaim]:
    """Return the most telling usage facts as claims, in their canonical words."""
    room = _MOST if shape.most >= _LONG_KIND else 1
    return [
        ProposedClaim(
            key=f"u-{fact.id}",
            wordings=(Wording(fact.sentence, (FactCite(fact.id),), ClaimKind.METRIC, (f"u-{fact.id}",)),),
            weight=1.5,
        )
        for fact in telling(facts)[:room]
    ]
