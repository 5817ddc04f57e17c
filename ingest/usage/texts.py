"""Text cells: trimmed, empty ones as missing, addresses in lower case; done only where some cell needs it."""

from typing import TYPE_CHECKING

from ingest.usage.tables import Table
from ingest.usage.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REPEATED = {"user_id": "user", "feature": "feature", "action": "action"}  # columns whose words repeat: our names
LEAST_ROWS, MOST_WORDS = 100, 20_000


def expression(con: "DuckDBPyConnection", table: Table, ours: str) -> str:
    """Return the SQL of a text column of `table`, over rows `r`.

    Looking first spares work: a cell in a hundred thousand is padded, but all would be trimmed twice.
    """
    text = f"{table.column(ours)}::VARCHAR"
    query = (
        f"SELECT count(*) FILTER (t <> trim(t) OR t = '' OR contains(t, chr(0))), "
        f"count(*) FILTER (t LIKE '%_@_%') * 2 > count(*), "
        "count(*) FILTER (t <> lower(t)) "
        f"FROM (SELECT {text} AS t FROM {_distinct(con, table, ours)})"
    )
    untidy, addresses, capitals = con.execute(query).fetchone() or (0, False, 0)
    tidy = f"nullif(trim(replace(r.{text}, chr(0), '')), '')" if untidy else f"r.{text}"
    return f"lower({tidy})" if ours == "user" and addresses and capitals else tidy


def _distinct(con: "DuckDBPyConnection", table: Table, ours: str) -> str:
    """Return what gives the distinct cells of a column; for one whose words repeat, a table that is kept."""
    column = table.column(ours)
    query = f"SELECT DISTINCT {column} FROM {table.raw} WHERE {column} IS NOT NULL"
    if ours not in REPEATED.values() or table.rows < LEAST_ROWS:
        return f"({query})"
    con.execute(f"CREATE OR REPLACE TEMP TABLE {_words_of(table, ours)} AS {query}")
    return _words_of(table, ours)


def _words_of(table: Table, ours: str) -> str:
    return f"{table.raw}_{ours}"


def words(con: "DuckDBPyConnection", view: View) -> dict[str, str]:
    """Make an ENUM of each column whose values repeat much, which is read and counted in half the time.

    Returns:
        The name of the ENUM by column of the typed rows.
    """
    if any(reading.table.rows < LEAST_ROWS for reading in view.readings):
        return {}
    most = min(sum(reading.table.rows for reading in view.readings) // 4, MOST_WORDS)
    made = {}
    for column, ours in REPEATED.items():
        cells = " UNION ".join(
            f"SELECT {reading.texts[ours]} AS t FROM {_words_of(reading.table, ours)} r"
            for reading in view.readings
            if ours in reading.texts
        )
        found = con.execute(f"SELECT count(t) FROM ({cells})").fetchone() if cells else None
        if found and 0 < found[0] <= most:
            made[column] = f"{column}_word"
            con.execute(f"CREATE TYPE {made[column]} AS ENUM (SELECT t FROM ({cells}) WHERE t IS NOT NULL ORDER BY t)")
    return made
