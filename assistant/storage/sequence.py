"""What an entry of the audit log must follow, wherever the log is kept."""

from assistant.domain.audit import GENESIS, AuditEntry
from assistant.domain.errors import EditConflict


def check_follows(last: AuditEntry | None, entry: AuditEntry) -> None:
    """Raise EditConflict unless the entry is the next one after `last`."""
    expected = (last.seq + 1, last.hash) if last else (1, GENESIS)
    if (entry.seq, entry.previous) != expected:
        raise EditConflict(
            f"entry {entry.seq} does not follow the audit log, whose next is {expected[0]}; seal it anew"
        )
