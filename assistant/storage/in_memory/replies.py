"""Replies by idempotency key in memory."""

from collections.abc import Mapping
from datetime import datetime

from assistant.storage.in_memory.shelves import Reply, Shelves


class MemoryReplies:
    """See `assistant.retrieval.store.replies.Replies`."""

    def __init__(self, shelves: Shelves) -> None:
        self._at = shelves

    def get(self, key: str) -> tuple[str, int, Mapping[str, str], bytes] | None:
        """Return (hash of the request, status, headers, body); None while a claimed key has no reply."""
        found = self._at.replies.rows.get(key)
        if found is None or found.status is None:
            return None
        return found.request, found.status, found.headers, found.body

    def claim(self, key: str, request: str, at: datetime) -> bool:
        """Take a key for a request that starts now; False when it is taken."""
        if key in self._at.replies.rows:
            return False
        self._at.replies.put(key, Reply(request, at))
        return True

    def save(self, key: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Keep the reply to a claimed key; NotFound when it is not claimed."""
        claimed = self._at.replies.get(key, f"claim of the key {key!r}")
        self._at.replies.put(key, claimed._replace(status=status, headers=dict(headers), body=body))

    def forget(self, *, key: str | None = None, before: datetime | None = None) -> None:
        """Let go of a key whose request failed, or of all older than a time."""
        if key is not None:
            self._at.replies.drop(key)
        if before is not None:
            self._at.replies.drop(*(old for old, row in self._at.replies.rows.items() if row.at < before))
