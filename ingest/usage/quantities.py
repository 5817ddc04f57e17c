"""Counts as they are written in a column: decimal commas and thousands marks, decided over all values."""

from typing import TYPE_CHECKING

from ingest.usage import sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SPACES = r"[\s'’\x{00A0}\x{202F}\x{2009}]"
GROUPED = r"[1-9]\d{0,2}(\.\d{3})+"  # 1.234: a thousand, where every value with a point is written so
COMMA_IS_DECIMAL = r"\..*,\d+$|^[^.]*,(\d{1,2}|\d{4,})$|^0,\d+$|\.\d{3}\.\d{3}"
POINT_IS_DECIMAL = r",.*\.\d+$|^[^,]*\.(\d{1,2}|\d{4,})$|^0\.\d+$|,\d{3},\d{3}"


def expression(con: "DuckDBPyConnection", relation: str, column: str, decimal: str | None) -> str:
    """Return SQL that reads a text column as numbers; NULL where a value is none.

    A mark is the decimal one when it stands after the other mark, or when it ever stands before other
    than three digits; `1,234` and `1.234` alone are thousands, as counts are rarely broken.

    Args:
        con: an open connection.
        relation: what to select from.
        column: the quoted column.
        decimal: the decimal mark, where the user said so.
    """
    plain = f"try_cast({column} AS DOUBLE)"
    if decimal is None and _is_plain(con, relation, column, plain):
        return plain
    mark = decimal or _decimal_mark(con, relation, column)
    other = "." if mark == "," else ","
    bare = f"regexp_replace({column}::VARCHAR, {sql.literal(SPACES)}, '', 'g')"
    grouped = f"replace({bare}, {sql.literal(other)}, '')"
    return f"try_cast(replace({grouped}, {sql.literal(mark)}, '.') AS DOUBLE)"


def _is_plain(con: "DuckDBPyConnection", relation: str, column: str, plain: str) -> bool:
    value = f"{column}::VARCHAR"
    query = (
        f"SELECT count(*) FILTER ({column} IS NOT NULL AND {plain} IS NULL), count(*) FILTER (contains({value}, '.')), "
        f"count(*) FILTER (regexp_full_match({value}, {sql.literal(GROUPED)})) FROM {relation}"
    )
    unread, pointed, grouped = con.execute(query).fetchone() or (0, 0, 0)
    return bool(unread == 0 and (pointed == 0 or grouped < pointed))


def _decimal_mark(con: "DuckDBPyConnection", relation: str, column: str) -> str:
    query = (
        f"SELECT count(*) FILTER (regexp_matches(v, {sql.literal(COMMA_IS_DECIMAL)})), "
        f"count(*) FILTER (regexp_matches(v, {sql.literal(POINT_IS_DECIMAL)})), "
        f"count(*) FILTER (regexp_full_match(v, {sql.literal(GROUPED)})) "
        f"FROM (SELECT {column}::VARCHAR AS v FROM {relation} WHERE {column} IS NOT NULL)"
    )
    comma, point, grouped = con.execute(query).fetchone() or (0, 0, 0)
    if comma == point == 0:
        return "," if grouped else "."
    return "," if comma > point else "."
