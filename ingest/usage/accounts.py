"""Which rows are the account's: by id or name, any case and spacing, directly or through another table."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput
from ingest.usage import columns, sql
from ingest.usage.tables import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNIQUE_ENOUGH = 0.99
SHOWN = 5


class Bridge(NamedTuple):
    """A table that says which account a key of the usage table belongs to (a subscription, a workspace)."""

    table: Table
    key: str  # column of the usage table
    other: str  # column of the bridging table
    start: str | None = None  # SQL of the moment from which the key is in force
    end: str | None = None


def key(text: str) -> str:
    """Return an account's id or name as it is compared: case and spacing do not count."""
    return " ".join(text.casefold().split())


def find_bridge(con: "DuckDBPyConnection", usage: Table, tables: Sequence[Table]) -> Bridge | None:
    """Find the table through which usage rows without an account get one: it shares an unmapped column."""
    if usage.column("account") or usage.column("account_name"):
        return None
    free = [header for header in usage.source.columns if header not in usage.columns.values()]
    for table in tables:
        if table.kind not in {"reference", "people"} or not table.column("account"):
            continue
        for header in free:
            other = columns.resolve(header, table.source.columns)
            if other is not None and other != table.columns.get("account") and _unique(con, table, other):
                return Bridge(table, header, other)
    return None


def _unique(con: "DuckDBPyConnection", table: Table, header: str) -> bool:
    column = sql.identifier(header)
    rows, distinct = con.execute(f"SELECT count({column}), count(DISTINCT {column}) FROM {table.raw}").fetchone() or (
        0,
        0,
    )
    return bool(rows and distinct >= UNIQUE_ENOUGH * rows)


def choose(
    account: Account, found: Iterable[tuple[str | None, str | None]], aliases: Iterable[tuple[str, str]], where: str
) -> frozenset[str]:
    """Return the values (ids or names as written) that mean this account; empty when rows need no filter.

    Args:
        account: the account asked for.
        found: the distinct (account, account name) pairs in the usage rows.
        aliases: (id, name) pairs that another table gives.
        where: file names, for a message.

    Raises:
        BadInput: several accounts in the rows, and none of them is this one.
    """
    rows = [pair for pair in found if any(pair)]
    values = {value for pair in rows for value in pair if value}
    wanted = {key(text) for text in (account.id, account.name) if text and text != "unknown"}
    wanted |= {key(other) for pair in aliases for other in pair if any(key(value) in wanted for value in pair)}
    mine = {value for value in values if key(value) in wanted}
    if mine:
        return frozenset(mine)
    if len(rows) <= 1:
        return frozenset()
    asked = account.name or (account.id if account.id != "unknown" else None)
    problem = (
        f"it holds {len(rows):,} accounts and none is called {asked!r}" if asked else f"it holds {len(rows):,} accounts"
    )
    shown = ", ".join(sorted(values)[:SHOWN]) + (", …" if len(values) > SHOWN else "")
    raise BadInput(where, problem, mend=f"name one of them as the account: {shown}")
