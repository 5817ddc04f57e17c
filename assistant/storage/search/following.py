"""The count of changes by which a reader sees that it must read something anew."""

from sqlalchemy import Connection, insert, select, update

from assistant.storage.tables.search import followed

DOCUMENTS, STORIES = "documents", "stories"


def changes(db: Connection, what: str) -> int:
    """Return how often something has changed."""
    found: int | None = db.execute(select(followed.c.changes).where(followed.c.what == what)).scalar()
    return found or 0


def next_change(db: Connection, what: str) -> int:
    """Count one more change, and return the count."""
    count = changes(db, what) + 1
    if not db.execute(update(followed).where(followed.c.what == what).values(changes=count)).rowcount:
        db.execute(insert(followed).values(what=what, changes=count))
    return count
