"""Counts as they are written in a column: decimal commas and thousands marks, decided over all values."""

from typing import TYPE_CHECKING

from ingest.usage import sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SPACES = r"[\s'’\x{00A0}\x{202F}\x{2009}]"


def expression(con: "DuckDBPyConnection", relation: str, column: str, decimal: str | None) -> str:
    """Return SQL that reads a text column as numbers; NULL where a value is none.

    A mark is the decimal one when it stands after the other mark, or when it ever stands before other
    than three digits; `1,234` alone is a thousand, as counts are rarely broken.

    Args:
        con: an open connection.
        relation: what to select from.
        column: the quoted column.
        decimal: the decimal mark, where the user said so.
    """
    plain = f"try_cast({column} AS DOUBLE)"
    bad = con.execute(f"SELECT count(*) FROM {relation} WHERE {column} IS NOT NULL AND {plain} IS NULL").fetchone()
    if decimal is None and (bad is None or bad[0] == 0) and not _thousands_dot(con, relation, column):
        return plain
    mark = decimal or _decimal_mark(con, relation, column)
    other = "." if mark == "," else ","
    bare = f"regexp_replace({column}::VARCHAR, {sql.literal(SPACES)}, '', 'g')"
    grouped = f"replace({bare}, {sql.literal(other)}, '')"
    return f"try_cast(replace({grouped}, {sql.literal(mark)}, '.') AS DOUBLE)"


def _thousands_dot(con: "DuckDBPyConnection", relation: str, column: str) -> bool:
    """Tell whether `1.234` is a thousand: some value has two such groups, which is no number otherwise."""
    query = rf"SELECT count(*) FROM {relation} WHERE regexp_full_match({column}::VARCHAR, '\d{{1,3}}(\.\d{{3}}){{2,}}')"
    found = con.execute(query).fetchone()
    return bool(found and found[0])


def _decimal_mark(con: "DuckDBPyConnection", relation: str, column: str) -> str:
    value = f"{column}::VARCHAR"
    query = (
        r"SELECT count(*) FILTER (regexp_matches(v, '\..*,\d+$|^[^.]*,(\d{1,2}|\d{4,})$|^0,\d+$|\.\d{3}\.\d{3}')), "
        r"count(*) FILTER (regexp_matches(v, ',.*\.\d+$|^[^,]*\.(\d{1,2}|\d{4,})$|^0\.\d+$|,\d{3},\d{3}')) "
        f"FROM (SELECT {value} AS v FROM {relation} WHERE {column} IS NOT NULL)"
    )
    found = con.execute(query).fetchone() or (0, 0)
    return "," if found[0] > found[1] else "."
