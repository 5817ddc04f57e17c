"""Many rows read as one."""

from sqlalchemy import ColumnElement, Connection, func, select

from assistant.storage.tables.base import SEPARATOR


def as_one(db: Connection, text: ColumnElement[str]) -> list[str]:
    """Return a text of every row, in no order.

    The database joins them: the driver of SQLite gives way to other threads at every row, so that among twenty
    readers a thousand rows take a thousand waits.

    Args:
        db: the transaction.
        text: of each row; never empty, never with our separator.
    """
    joined: str | None = db.execute(select(func.aggregate_strings(text, SEPARATOR))).scalar()
    return joined.split(SEPARATOR) if joined else []
