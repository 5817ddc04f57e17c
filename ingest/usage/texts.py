"""Text cells: trimmed, empty ones as missing, addresses in lower case; done only where some cell needs it."""

from typing import TYPE_CHECKING

from ingest.usage.tables import Table
from ingest.usage.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def expression(con: "DuckDBPyConnection", table: Table, ours: str) -> str:
    """Return the SQL of a text column of `table`, over rows `r`.

    Looking first spares work: a cell in a hundred thousand is padded, but all would be trimmed twice.
    """
    column = table.column(ours)
    text = f"{column}::VARCHAR"
    query = (
        f"SELECT count(*) FILTER (t <> trim(t) OR t = '' OR contains(t, chr(0))), "
        f"count(*) FILTER (t LIKE '%_@_%') * 2 > count(*), "
        "count(*) FILTER (t <> lower(t)) "
        f"FROM (SELECT DISTINCT {text} AS t FROM {table.raw} WHERE {column} IS NOT NULL)"
    )
    untidy, addresses, capitals = con.execute(query).fetchone() or (0, False, 0)
    tidy = f"nullif(trim(replace(r.{text}, chr(0), '')), '')" if untidy else f"r.{text}"
    return f"lower({tidy})" if ours == "user" and addresses and capitals else tidy


def distinct(con: "DuckDBPyConnection", view: View, ours: str, most: int) -> frozenset[str]:
    """Return the distinct values of a column, bad rows included; one more than `most` where there are more."""
    words: set[str] = set()
    for reading in view.readings:
        if ours in reading.texts:
            column = reading.table.column(ours)
            cells = f"(SELECT DISTINCT {column} FROM {reading.table.raw} LIMIT {most + 1}) r"
            words |= {
                str(row[0]) for row in con.execute(f"SELECT {reading.texts[ours]} FROM {cells}").fetchall() if row[0]
            }
    return frozenset(words)
