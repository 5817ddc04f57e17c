"""Two small tables of sums, over which most facts are computed: the same figures from a tenth of the rows.

A sum of sums is the sum, and the distinct users, days and features of the sums are those of the rows; so a
query that only sums `events` and counts distinct values gives the same over the rows and over their sums.
"""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Over = Literal["rows", "users", "features"]
NAMES: dict[Over, str] = {"users": "usage_by_user", "features": "usage_by_feature"}
COLUMNS: dict[Over, str] = {"users": "day, user_id, team, level", "features": "day, feature, action"}


def make(con: "DuckDBPyConnection") -> None:
    """Make the tables of sums from `usage`."""
    for over, name in NAMES.items():
        con.execute(
            f"CREATE TEMP TABLE {name} AS SELECT {COLUMNS[over]}, sum(events) AS events, count(*) AS rows, "
            f"max(event_time) AS last FROM usage GROUP BY ALL"
        )


def narrowed(query: str, over: Over) -> str:
    """Return a query over `usage` as one over the sums by user or by feature."""
    return query if over == "rows" else f"WITH usage AS NOT MATERIALIZED (FROM {NAMES[over]}) {query}"
