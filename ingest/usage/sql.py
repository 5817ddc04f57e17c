"""Writing SQL that hostile names and values cannot break out of."""

from collections.abc import Iterable, Mapping
from datetime import date


def identifier(text: str) -> str:
    """Return `text` as a quoted SQL identifier."""
    return '"' + text.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return `text` as a SQL string; a NUL cannot stand in one and is left out."""
    return "'" + text.replace("\0", "").replace("'", "''") + "'"


def listed(values: Iterable[str]) -> str:
    """Return values as the inside of an IN list, sorted so that the same set gives the same SQL."""
    return ", ".join(literal(value) for value in sorted(values))


def day(value: date) -> str:
    """Return a date literal."""
    return f"DATE '{value.isoformat()}'"


def pairs(table: str, columns: tuple[str, str], rows: Mapping[str, str]) -> str:
    """Return `(VALUES ...) AS table(columns)` of a mapping that is not empty."""
    body = ", ".join(f"({literal(key)}, {literal(value)})" for key, value in sorted(rows.items()))
    return f"(VALUES {body}) AS {table}({', '.join(columns)})"
