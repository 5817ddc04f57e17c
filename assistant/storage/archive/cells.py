"""Values of a table to JSON and back, by the type of their column."""

import base64
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column


def to_json(column: Column[Any], value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if value is None or isinstance(column.type, JSON):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else value


def from_json(column: Column[Any], value: Any) -> Any:
    """Return the value of `to_json` as the column takes it."""
    if value is None or isinstance(column.type, JSON):
        return value
    kind = column.type.python_type
    if kind is bytes:
        return base64.b64decode(value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind is date else value
