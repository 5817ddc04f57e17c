"""Replies by idempotency key in a table."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from assistant.domain.errors import NotFound
from assistant.storage.in_tables.unit import Unit, stamp
from assistant.storage.tables.service import replies


class TableReplies:
    """See `assistant.retrieval.store.replies.Replies`."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def get(self, key: str) -> tuple[str, int, Mapping[str, str], bytes] | None:
        """Return (hash of the request, status, headers, body); None while a claimed key has no reply."""
        row = self._unit.db.execute(select(replies).where(replies.c.key == key)).first()
        if row is None or row.status is None:
            return None
        return row.request, row.status, json.loads(row.headers), row.body

    def claim(self, key: str, request: str, at: datetime) -> bool:
        """Take a key for a request that starts now; False when it is taken."""
        if self._unit.db.execute(select(replies.c.key).where(replies.c.key == key)).first():
            return False
        self._unit.db.execute(insert(replies).values(key=key, request=request, at=stamp(at), headers="{}", body=b""))
        return True

    def save(self, key: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Keep the reply to a claimed key; NotFound when it is not claimed."""
        values = {"status": status, "headers": json.dumps(dict(headers)), "body": body}
        if not self._unit.db.execute(update(replies).where(replies.c.key == key).values(values)).rowcount:
            raise NotFound(f"no claim of the key {key!r} is kept here")

    def forget(self, *, key: str | None = None, before: datetime | None = None) -> None:
        """Let go of a key whose request failed, or of all older than a time."""
        if key is not None:
            self._unit.db.execute(delete(replies).where(replies.c.key == key))
        if before is not None:
            self._unit.db.execute(delete(replies).where(replies.c.at < stamp(before)))
            self._unit.erases = True
