"""What each file is: an event log, counts, ready-made active users, a list of people, or a table of accounts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.domain.errors import BadInput
from ingest.usage import columns as names
from ingest.usage import sql
from ingest.usage.source import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Kind = Literal["events", "counts", "actives", "people", "reference"]
RANKED: tuple[Kind, ...] = ("events", "counts", "actives")
DOING = {"feature", "action", "object", "count"}
MOSTLY = 0.9
DATED = (
    "try_cast({0}::VARCHAR AS TIMESTAMP) IS NOT NULL "
    r"OR regexp_matches({0}::VARCHAR, '^\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}')"
)


class Table(NamedTuple):
    """A file with its meaning; `raw` is the temporary table that holds its cells as read."""

    source: Source
    raw: str
    kind: Kind
    columns: dict[str, str]  # our name -> their column
    rows: int

    def column(self, ours: str) -> str | None:
        """Return the quoted column for one of our names, or None."""
        theirs = self.columns.get(ours)
        return None if theirs is None else sql.identifier(theirs)


def understand(con: "DuckDBPyConnection", source: Source, raw: str, rows: int, given: Mapping[str, str]) -> Table:
    """Find the meaning of a file's columns, and from that what the file is.

    Args:
        con: an open connection.
        source: the file.
        raw: the temporary table with its cells.
        rows: how many it has.
        given: the account's explicit mapping, our name -> their column.

    Raises:
        BadInput: nothing in it can be usage, people or accounts.
    """
    found = _named(source.columns, given)
    if "user" not in found and "active_users" not in found:
        _add(found, "user", _by_content(con, raw, source, found, "{0}::VARCHAR LIKE '%_@_%'"))
    if "time" not in found and {"user", "count", "active_users", "feature"} & set(found):
        _add(found, "time", _by_content(con, raw, source, found, DATED))
    kind = _kind(con, raw, found)
    if kind is None:
        listed = ", ".join(list(source.columns)[:20])
        raise BadInput(
            source.file.name,
            f"its columns ({listed}) are neither usage, nor people, nor seats",
            mend="say under [columns] which column is user, time, feature, count or active_users",
        )
    return Table(source, raw, kind, found, rows)


def _named(headers: Mapping[str, object], given: Mapping[str, str]) -> dict[str, str]:
    explicit = {ours: real for ours, theirs in given.items() if (real := names.resolve(theirs, headers)) is not None}
    taken = set(explicit.values())
    found = {
        ours: theirs
        for ours, theirs in names.match(h for h in headers if h not in taken).items()
        if ours not in explicit
    }
    return {**found, **explicit}


def _add(found: dict[str, str], ours: str, theirs: str | None) -> None:
    if theirs is not None:
        found[ours] = theirs


def _by_content(con: "DuckDBPyConnection", raw: str, source: Source, found: Mapping[str, str], test: str) -> str | None:
    """Return the first column without a meaning whose values nearly all pass a SQL test."""
    for header in source.columns:
        if header in found.values():
            continue
        column = sql.identifier(header)
        query = f"SELECT count({column}), count(*) FILTER ({test.format(column)}) FROM (FROM {raw} LIMIT 5000)"
        total, good = con.execute(query).fetchone() or (0, 0)
        if total and good >= MOSTLY * total:
            return header
    return None


def _kind(con: "DuckDBPyConnection", raw: str, found: Mapping[str, str]) -> Kind | None:
    has = set(found)
    if {"time", "active_users"} <= has and not has & {"feature", "action", "object"} and "user" not in has:
        return "actives"
    if {"time", "user"} <= has and not _is_people(con, raw, found):
        return "events"
    if "time" in has and has & {"feature", "action", "count"} and "user" not in has:
        return "counts"
    if has & {"user", "email"} or {"name", "title"} <= has:
        return "people"
    return "reference" if has & {"account", "account_name", "seats"} else None


def _is_people(con: "DuckDBPyConnection", raw: str, found: Mapping[str, str]) -> bool:
    """A row a user, saying who they are and nothing of what they did: a list, whatever date stands in it."""
    if DOING & set(found) or not {"title", "team", "name"} & set(found):
        return False
    user = sql.identifier(found["user"])
    rows, users = con.execute(f"SELECT count(*), count(DISTINCT {user}) FROM {raw}").fetchone() or (0, 0)
    return bool(rows == users)


def usage_tables(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables that facts are computed from: all of the most telling kind, equal files once.

    Raises:
        BadInput: none of the files holds usage.
    """
    for kind in RANKED:
        chosen = {table.source.file.sha256: table for table in reversed(tables) if table.kind == kind}
        if chosen:
            return tuple(chosen.values())[::-1]
    where = ", ".join(table.source.file.name for table in tables) or "usage"
    raise BadInput(
        where,
        "it holds no usage: no column of dates beside users, counts, features or active users",
        mend="say under [columns] which column is time and which is user, or add the usage file",
    )
