"""Which users are not the customer's people: robots by pattern, and the vendor's own."""

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from assistant.domain.documents import Person, Side

# Only what is clear by itself: "Abbott", "Talbot" and "api.smith" are people.
WORDS = "system|robot|bot|api|apikey|cron|crawler|webhook|healthcheck|svc|serviceaccount|service[-_ ]account|no-?reply"
DEFAULT = re.compile(rf"(?:{WORDS})(?:[-_:#/][^@]*)?(?:@.*)?|[^@]*(?:[-_:]bot|\[bot\])(?:@.*)?", re.IGNORECASE)


def ours(users: Iterable[str], people: Iterable[Person]) -> frozenset[str]:
    """Return those users that are the vendor's people, by their address."""
    known = {person.email.casefold() for person in people if person.email and person.side is Side.VENDOR}
    return frozenset(user for user in users if user.casefold() in known)


def find(users: Iterable[str], patterns: Sequence[str]) -> frozenset[str]:
    """Return those users that are robots.

    Args:
        users: distinct user values.
        patterns: shell wildcards given by the account, matched in any case.
    """
    folded = [pattern.casefold() for pattern in patterns]
    return frozenset(
        user
        for user in users
        if DEFAULT.fullmatch(user) or any(fnmatchcase(user.casefold(), pattern) for pattern in folded)
    )
