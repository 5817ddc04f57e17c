"""Writing SQL that hostile names and values cannot break out of."""

import hashlib
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


def among(expression: str, values: Iterable[str], *, hidden: bool = False) -> str:
    """Return the condition that a text is one of `values`; hidden, their digests stand in it, and not they."""
    if not hidden:
        return f"{expression} IN ({listed(values)})"
    return f"{digest(expression)} IN ({listed(map(digest_of, values))})"


def digest(expression: str) -> str:
    """Return the SQL of a text's digest."""
    return f"sha256({expression}::VARCHAR)"


def digest_of(value: str) -> str:
    """Return the digest of a text, as `digest` computes it; whoever knows the text can tell that it is the one."""
    return hashlib.sha256(value.encode()).hexdigest()


def day(value: date) -> str:
    """Return a date literal."""
    return f"DATE '{value.isoformat()}'"


def pairs(table: str, columns: tuple[str, str], rows: Mapping[str, str]) -> str:
    """Return `(VALUES ...) AS table(columns)` of a mapping that is not empty."""
    body = ", ".join(f"({literal(key)}, {literal(value)})" for key, value in sorted(rows.items()))
    return f"(VALUES {body}) AS {table}({', '.join(columns)})"
