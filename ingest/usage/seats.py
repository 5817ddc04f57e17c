"""Seats bought and assigned, from the account or from a table; never guessed where tables differ."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.domain.accounts import Account
from ingest.usage import sql
from ingest.usage.tables import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHOWN = 3
INACTIVE = ("inactive", "deactivated", "suspended", "disabled", "deleted", "removed", "no", "false", "0")


class Seats(NamedTuple):
    """Seats at the end of the data; None where not known, with the reason."""

    bought: int | None = None
    assigned: int | None = None
    reason: str = "no number of seats is known"
    caution: str | None = None  # tables that say otherwise


def find(con: "DuckDBPyConnection", account: Account, tables: Sequence[Table], mine: frozenset[str]) -> Seats:
    """Find the seats of the account.

    Args:
        con: an open connection.
        account: its own `seats` wins over any table.
        tables: every table given.
        mine: values of an account column that mean this account; empty when no table tells accounts apart.
    """
    assigned = next((n for table in tables if (n := _assigned(con, table, mine)) is not None), None)
    known = {table.source.file.name: _numbers(con, table, "seats", mine) for table in tables if table.column("seats")}
    values = set().union(*known.values()) if known else set()
    shown = "; ".join(f"{file} has {_some(found)}" for file, found in known.items() if found)
    if account.seats is not None:
        caution = f"the account file says {account.seats:,} seats, {shown}" if values - {account.seats} else None
        return Seats(account.seats, assigned, caution=caution)
    if len(values) == 1:
        return Seats(values.pop(), assigned)
    if not values:
        return Seats(None, assigned)
    return Seats(None, assigned, f"seats differ ({shown}): set seats in the account file")


def _some(numbers: set[int]) -> str:
    return ", ".join(f"{number:,}" for number in sorted(numbers)[:SHOWN])


def _assigned(con: "DuckDBPyConnection", table: Table, mine: frozenset[str]) -> int | None:
    if table.column("seats_assigned"):
        stated = _numbers(con, table, "seats_assigned", mine)
        return stated.pop() if len(stated) == 1 else None
    user = table.column("user") or table.column("email")
    if table.kind != "people" or user is None:
        return None
    row = con.execute(
        f"SELECT count(DISTINCT {user}) FROM {table.raw} WHERE {_active(table)} AND {belongs(table, mine)}"
    ).fetchone()
    return int(row[0]) if row else None


def _active(table: Table) -> str:
    status = next(
        (h for h in table.source.columns if h.strip().lower() in {"status", "active", "licensed", "state"}), None
    )
    if status is None:
        return "true"
    return f"coalesce(lower(trim({sql.identifier(status)}::VARCHAR)), '') NOT IN ({sql.listed(INACTIVE)})"


def belongs(table: Table, mine: frozenset[str]) -> str:
    """Return the SQL condition that a row of `table` is about the account."""
    of = [column for ours in ("account", "account_name") if (column := table.column(ours))]
    if not of or not mine:
        return "true"
    return "(" + " OR ".join(f"trim({column}::VARCHAR) IN ({sql.listed(mine)})" for column in of) + ")"


def _numbers(con: "DuckDBPyConnection", table: Table, ours: str, mine: frozenset[str]) -> set[int]:
    """Return the distinct numbers in a column, of the latest date where the table has dates."""
    column, time = table.column(ours), table.column("time")
    latest = f"AND {time} = (SELECT max({time}) FROM {table.raw} WHERE {belongs(table, mine)})" if time else ""
    query = f"SELECT DISTINCT try_cast({column} AS DOUBLE) FROM {table.raw} WHERE {belongs(table, mine)} {latest}"
    return {int(row[0]) for row in con.execute(query).fetchall() if row[0] is not None and row[0] >= 0}
