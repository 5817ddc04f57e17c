"""Replies to requests that carried an idempotency key."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol


class Replies(Protocol):
    """Replies to requests that carried an idempotency key, so that a retry gets the same one."""

    def get(self, key: str) -> tuple[str, int, Mapping[str, str], bytes] | None:
        """Return (hash of the request, status, headers, body) kept under a key (user, method, path, key)."""
        ...

    def claim(self, key: str, request: str, at: datetime) -> bool:
        """Take a key for a request that starts now; False when it is taken."""
        ...

    def save(self, key: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Keep the reply to a claimed key."""
        ...

    def forget(self, *, key: str | None = None, before: datetime | None = None) -> None:
        """Let go of a key whose request failed, or of all older than a time."""
        ...
