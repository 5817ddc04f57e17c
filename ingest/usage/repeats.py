"""Rows that are there more than once: by their id, by every cell, or because a file holds itself twice."""

from collections import Counter
from typing import TYPE_CHECKING

from ingest.usage import sql
from ingest.usage.tables import Table
from ingest.usage.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LEAST_ROWS = 10  # distinct rows that come back in the same order by no chance
MOST_TRIED = 20


def by_id(con: "DuckDBPyConnection", view: View) -> Counter[int]:
    """Count, by file, the rows whose event id stood in an earlier row; empty where ids are no ids."""
    if not any(reading.table.column("event_id") for reading in view.readings):
        return Counter()
    query = f"SELECT count(event_id), count(DISTINCT event_id) FROM loaded WHERE {view.kept()}"
    ids, distinct = con.execute(query).fetchone() or (0, 0)
    if distinct == ids or distinct < ids * _least_distinct(view):
        return Counter()
    nth = "row_number() OVER (PARTITION BY event_id ORDER BY file_number, line)"
    inner = f"SELECT file_number, {nth} AS nth FROM loaded WHERE {view.kept()} AND event_id IS NOT NULL"
    return _counted(con, f"SELECT file_number, count(*) FROM ({inner}) WHERE nth > 1 GROUP BY 1")


def _least_distinct(view: View) -> float:
    """How much of an id column must be distinct to be believed: a column called "id" may be anybody's."""
    headers = {reading.table.columns.get("event_id", "") for reading in view.readings}
    return 0.9 if any(header.strip().lower() in {"id", "uuid"} for header in headers) else 0.5


def by_cells(con: "DuckDBPyConnection", view: View) -> Counter[int]:
    """Count, by file, the rows equal to an earlier one in every cell, of files that have no event id.

    They are told and kept: two people's clicks, or one person's two, can look alike in a coarse export.
    """
    query = (
        "SELECT file_number, count(fingerprint) - count(DISTINCT fingerprint) AS n "
        f"FROM loaded WHERE {view.kept()} GROUP BY 1 HAVING n > 0"
    )
    return _counted(con, query)


def _counted(con: "DuckDBPyConnection", query: str) -> Counter[int]:
    return Counter({int(file): int(rows) for file, rows in con.execute(query).fetchall()})


def first_copy(con: "DuckDBPyConnection", table: Table) -> int | None:
    """Return after how many rows a table begins anew and repeats itself to its end; None where it does not.

    This is what joining a file to itself gives, with or without its header in between. Such rows are left
    out: whole runs of equal rows in equal order are no events. A table with ids needs no such guess.
    """
    if table.column("event_id"):
        return None
    columns = [sql.identifier(header) for header in table.source.columns]
    same = " AND ".join(f"{c} IS NOT DISTINCT FROM (SELECT {c} FROM {table.raw} LIMIT 1)" for c in columns)
    rows = table.rows
    query = (
        f"SELECT rowid FROM {table.raw} WHERE rowid > 0 AND ({rows} % rowid = 0 OR {rows + 1} % rowid = 0) AND {same} "
        f"ORDER BY rowid LIMIT {MOST_TRIED}"
    )
    starts = (int(row[0]) for row in con.execute(query).fetchall())
    return next((each for start in starts if (each := _copied(con, table, start, rows))), None)


def _copied(con: "DuckDBPyConnection", table: Table, start: int, rows: int) -> int | None:
    """Return the rows of the first copy, if every row from `start` on equals the one `start` rows before."""
    columns = [sql.identifier(header) for header in table.source.columns]
    whole = f"hash({', '.join(columns)})"
    query = (
        f"SELECT coalesce(bool_and(h = before), true), count(DISTINCT h) FROM (SELECT rowid AS line, {whole} AS h, "
        f"lag({whole}, {start}) OVER (ORDER BY rowid) AS before FROM {table.raw}) WHERE line >= {start}"
    )
    equal, distinct = con.execute(query).fetchone() or (False, 0)
    header = " AND ".join(f"{c} = {sql.literal(name)}" for c, name in zip(columns, table.source.columns, strict=True))
    between = con.execute(f"SELECT count(*) FROM {table.raw} WHERE rowid = {start - 1} AND {header}").fetchone()
    if equal and rows % start:
        return start - 1 if between == (1,) else None
    return start if equal and distinct >= LEAST_ROWS else None
