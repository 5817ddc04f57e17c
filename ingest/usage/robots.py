"""Which users are no people: patterns of the account, and a few plain defaults."""

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

# Only what is clear by itself: "Abbott", "Talbot" and "api.smith" are people.
WORDS = "system|robot|bot|api|apikey|cron|crawler|webhook|healthcheck|svc|serviceaccount|service[-_ ]account|no-?reply"
DEFAULT = re.compile(rf"(?:{WORDS})(?:[-_:#/][^@]*)?(?:@.*)?|[^@]*(?:[-_:]bot|\[bot\])(?:@.*)?", re.IGNORECASE)


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
