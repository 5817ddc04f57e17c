"""How the cells of a usage table are to be read: its dates, counts and texts, and the account of its rows."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput
from ingest.usage import accounts, dates, quantities, repeats, sql, texts
from ingest.usage.tables import Table
from ingest.usage.view import TEXTS, Reading, Term

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def reading(
    con: "DuckDBPyConnection", table: Table, tables: Sequence[Table], account: Account, options: Mapping[str, str]
) -> Reading:
    """Decide how a usage table is read.

    Args:
        con: an open connection.
        table: a usage table, its cells in `table.raw`.
        tables: every table given; one of them may say which account a row belongs to.
        account: for its time zone, and its contract.
        options: `date_order` and `decimal`, where the account's `columns` say so.

    Raises:
        BadInput: the column of dates holds none, or dates that fit both orders.
    """
    bridge = _bridge(con, table, tables, account.timezone, options.get("date_order"))
    return Reading(
        table=table,
        time=_time(con, table, account.timezone, options.get("date_order")),
        amount=_number(con, table, "count", options.get("decimal")),
        active_users=_number(con, table, "active_users", options.get("decimal")) if table.kind == "actives" else None,
        texts={ours: texts.expression(con, table, ours) for ours in ("user", *TEXTS) if table.column(ours)},
        bridge=bridge,
        term=_term(account, bridge),
        first_copy=repeats.first_copy(con, table),
    )


def _bridge(
    con: "DuckDBPyConnection", table: Table, tables: Sequence[Table], zone: str, order: str | None
) -> accounts.Bridge | None:
    """Find the bridge to the account, with the dates between which a key is in force."""
    bridge = accounts.find_bridge(con, table, tables)
    if bridge is None:
        return None
    try:
        start, end = (_moment(con, bridge.table, ours, zone, order) for ours in ("start", "end"))
    except BadInput:  # they serve a remark only: dates that could be either are not worth refusing the files
        return bridge
    return bridge._replace(start=start, end=end)


def _term(account: Account, bridge: accounts.Bridge | None) -> Term:
    start, end = account.contract_start, account.renewal_date
    term = Term()
    if start is not None:
        term = term._replace(start=sql.day(start), start_from=f"the contract's start on {start.isoformat()}")
    elif bridge is not None and bridge.start:
        term = term._replace(start="b.bridge_start", start_from=f"the start given by {bridge.table.source.file.name}")
    if end is not None:
        return term._replace(end=sql.day(end), end_from=f"the renewal date {end.isoformat()}")
    if bridge is not None and bridge.end:
        return term._replace(end="b.bridge_end", end_from=f"the end given by {bridge.table.source.file.name}")
    return term


def _time(con: "DuckDBPyConnection", table: Table, zone: str, order: str | None) -> str:
    found = _moment(con, table, "time", zone, order)
    if found is None:
        where = f"{table.source.file.name}, column {table.columns['time']!r}"
        raise BadInput(where, "most of its values are no dates", mend="say under [columns] which column is time")
    return found


def _moment(con: "DuckDBPyConnection", table: Table, ours: str, zone: str, order: str | None) -> str | None:
    """Return the SQL of a column of dates; None where there is no such column, or it holds no dates."""
    header = table.columns.get(ours)
    if header is None:
        return None
    column, kind = sql.identifier(header), table.source.columns[header]
    if kind in {"moment", "moment_utc"}:
        return dates.moment(column, zone, utc=kind == "moment_utc").expression
    text = column if kind == "text" else f"{column}::VARCHAR"
    where = f"{table.source.file.name}, column {header!r}"
    found = dates.decide(con, table.raw, text, zone, where=where, order=order)
    return found.expression if found else None


def _number(con: "DuckDBPyConnection", table: Table, ours: str, decimal: str | None) -> str | None:
    column = table.column(ours)
    if column is None:
        return None
    if table.source.columns[table.columns[ours]] == "number":
        return f"{column}::DOUBLE"
    return quantities.expression(con, table.raw, column, decimal)
