"""The audit log: append-only, each entry sealed with the hash of the one before it."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from assistant.domain.base import Frozen

GENESIS = "0" * 64


class AuditEntry(Frozen):
    """Who did what to what, and when; never with text of notes, so that erasure need not reach it."""

    seq: int  # from 1, without a hole
    at: datetime
    actor: str  # user id, or "system"
    action: str  # such as story.approved, document.erased
    subject: str  # such as story:s1
    account: str | None = None
    details: dict[str, str | int | float | bool | None] = {}
    previous: str  # hash of the entry before, GENESIS for the first
    hash: str


def sealed(
    previous: "AuditEntry | None",
    *,
    at: datetime,
    actor: str,
    action: str,
    subject: str,
    account: str | None = None,
    details: dict[str, str | int | float | bool | None] | None = None,
) -> AuditEntry:
    """Return the entry that follows `previous`, sealed."""
    seq, before = (previous.seq + 1, previous.hash) if previous else (1, GENESIS)
    open_entry = AuditEntry(
        seq=seq, at=at, actor=actor, action=action, subject=subject, account=account, details=details or {},
        previous=before, hash="",
    )  # fmt: skip
    return open_entry.model_copy(update={"hash": _hash(open_entry)})


def first_broken(entries: Iterable[AuditEntry]) -> int | None:
    """Return the number of the first entry that was changed, or follows one taken out; None when all hold.

    Entries missing at the end cannot be seen from the log alone: compare its last hash with one noted elsewhere.
    """
    before = GENESIS
    for seq, entry in enumerate(entries, start=1):
        if entry.seq != seq or entry.previous != before or entry.hash != _hash(entry):
            return seq
        before = entry.hash
    return None


def _hash(entry: AuditEntry) -> str:
    record = entry.model_dump(mode="json", exclude={"hash"})
    canonical = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
