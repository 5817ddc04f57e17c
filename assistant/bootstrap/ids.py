"""Ids that grow with time: the kind, then 48 bits of milliseconds and 80 random ones, in Crockford's base 32 (ULID)."""

import secrets
from collections.abc import Callable
from datetime import datetime
from threading import Lock

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_BITS = 80
_LENGTH = 26


class IdMaker:
    """Makes ids such as `story_01JD...`; each is above the one before, also within one millisecond.

    Args:
        clock: the time now.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last = 0
        self._lock = Lock()

    def __call__(self, kind: str) -> str:
        """Return a new id for a kind of thing."""
        milliseconds = int(self._clock().timestamp() * 1000)
        fresh = milliseconds << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        with self._lock:
            self._last = max(fresh, self._last + 1)
            number = self._last
        return f"{kind}_{_encoded(number)}"


def _encoded(number: int) -> str:
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
