"""The SQL of the view `usage`: everything that is done to the rows stands in it, so that anybody can rebuild it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ingest.usage import dates, sql
from ingest.usage.accounts import Bridge
from ingest.usage.source import EXTRA
from ingest.usage.staff import Staff
from ingest.usage.tables import Table

CONSTANT = re.compile(r"\d+|false|NULL::\w+|DATE '[\d-]+'")
TEXTS = ("account", "account_name", "email", "feature", "action", "object", "event_id", "title", "team")


class Term(NamedTuple):
    """The days between which use is expected, as SQL over a typed row, and where they are from."""

    start: str = "NULL::DATE"
    end: str = "NULL::DATE"
    start_from: str = ""
    end_from: str = ""


class Reading(NamedTuple):
    """How the cells of one usage table become typed columns."""

    table: Table
    time: str  # SQL of a naive TIMESTAMP in the account's zone
    amount: str | None  # SQL of a number of events; None where a row is one event
    active_users: str | None
    texts: Mapping[str, str]  # our name -> SQL of a text that is trimmed, and NULL where empty
    bridge: Bridge | None = None
    term: Term = Term()
    first_copy: int | None = None  # rows after which the file repeats itself


class Fault(NamedTuple):
    """A reason for which rows are left out: SQL over the typed columns."""

    reason: str  # as reported, after the number of rows
    condition: str
    nameless: str = ""  # the same condition without the names in it, where there are some


class View(NamedTuple):
    """The plan of the view."""

    readings: tuple[Reading, ...]
    faults: tuple[Fault, ...] = ()
    once: bool = False  # only the first row of each event_id
    staff: Staff = Staff()
    whole_counts: bool = True
    hidden: bool = False  # no names of users in what is published

    def kept(self, *, hidden: bool = False) -> str:
        """Return the SQL of the condition that a typed row is in the view."""
        conditions = [(hidden and fault.nameless) or fault.condition for fault in self.faults]
        return " AND ".join(f"NOT coalesce({condition}, false)" for condition in conditions) or "true"

    def typed(self, relation_of: Callable[[Table], str]) -> str:
        """Return the SELECT of all typed rows, bad ones included."""
        return _united([_typed(number, each, relation_of) for number, each in enumerate(self.readings)])

    def split(self, relation_of: Callable[[Table], str], words: Mapping[str, str]) -> tuple[str, str]:
        """Return the SELECT of the typed columns that vary, and the list of those that do not and need no copy.

        Args:
            relation_of: what to select from for a table.
            words: ENUMs by column.
        """
        every = [_typed(number, each, relation_of) for number, each in enumerate(self.readings)]
        first = every[0].columns
        same = {n: v for n, v in first.items() if CONSTANT.fullmatch(v) and all(e.columns[n] == v for e in every)}
        varying = [
            Typed(
                {n: f"({v})::{words[n]}" if n in words else v for n, v in typed.columns.items() if n not in same}
                | {"fingerprint": _fingerprint(reading.table)},
                typed.relation,
            )
            for reading, typed in zip(self.readings, every, strict=True)
        ]
        return _united(varying), _listed(same)

    def final(self, source: str, relation_of: Callable[[Table], str], *, hidden: bool = False) -> str:
        """Return the SELECT of the view's rows from typed rows (`source`: a table, or a SELECT in parentheses)."""
        title, team, level = self.staff.columns()
        events = "u.events::BIGINT" if self.whole_counts else "u.events::DECIMAL(18, 4)"
        rows = f"(SELECT * FROM {source} WHERE {self.kept(hidden=hidden)})"
        if self.once:
            nth = "row_number() OVER (PARTITION BY event_id ORDER BY file_number, line)"
            rows = f"(SELECT * FROM {rows} QUALIFY event_id IS NULL OR {nth} = 1)"
        joined = self.staff.joins(relation_of, hidden=hidden)
        return (
            f"SELECT coalesce(u.account, u.account_name) AS account, u.user_id, u.event_time, "
            f"u.event_time::DATE AS day, u.feature, u.action, u.object, {events} AS events, u.active_users, "
            f"{title} AS title, {team} AS team, {level} AS level FROM {rows} u{joined}"
        )

    def create(self, name: str = "usage") -> str:
        """Return the statement that rebuilds the view from the named files."""
        source = f"({self.typed(_from_file)})"
        return f"CREATE VIEW {name} AS {self.final(source, _from_file, hidden=self.hidden)}"


def _from_file(table: Table) -> str:
    return table.source.relation


def plain(table: Table, name: str) -> str:
    """Return the statement for a view of a file as it is."""
    columns = ", ".join(sql.identifier(header) for header in table.source.columns)
    return f"CREATE VIEW {name} AS SELECT {columns} FROM {table.source.relation}"


def base_faults(readings: Sequence[Reading]) -> tuple[Fault, ...]:
    """Return the faults that a row has by itself."""
    user = any(reading.table.column("user") for reading in readings)
    counted = any(reading.amount or reading.active_users for reading in readings)
    faults = [
        Fault("with more cells than the header", "ragged"),
        Fault(
            "without a readable date",
            # an infinite time has no year
            f"coalesce(year(event_time) NOT BETWEEN {dates.EARLIEST} AND {dates.LATEST}, true)",
        ),
    ]
    if user:
        faults.append(Fault("without a user", "user_id IS NULL"))
    if counted:
        faults.append(Fault("without a readable count", "events IS NULL OR events < 0 OR events > 1e12"))
        faults.append(Fault("with a count of zero", "events = 0 AND active_users IS NULL"))
    return tuple(faults)


class Typed(NamedTuple):
    """The typed columns of one reading, name -> SQL, and what they are selected from."""

    columns: dict[str, str]
    relation: str


def _fingerprint(table: Table) -> str:
    """Return the SQL of what is equal for rows of equal cells; NULL where rows have ids of their own."""
    cells = ", ".join(f"r.{sql.identifier(header)}" for header in table.source.columns)
    return "NULL::UBIGINT" if table.column("event_id") else f"hash({cells})"


def _united(every: Sequence[Typed]) -> str:
    return " UNION ALL ".join(f"SELECT {_listed(each.columns)} FROM {each.relation}" for each in every)


def _listed(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{value} AS {name}" for name, value in columns.items())


def _typed(number: int, reading: Reading, relation_of: Callable[[Table], str]) -> Typed:
    table = reading.table
    texts = {ours: reading.texts.get(ours, "NULL::VARCHAR") for ours in TEXTS}
    relation, account = f"{relation_of(table)} r", texts["account"]
    if reading.bridge is not None:
        relation, account = _bridged(reading.bridge, relation, relation_of)
    count = reading.amount or ("0" if reading.active_users else "1")
    ragged = f"r.{sql.identifier(EXTRA)} IS NOT NULL" if table.source.ragged else "false"
    line = "row_number() OVER ()" if table.column("event_id") or reading.first_copy else "0"
    columns = {
        "file_number": str(number),
        "line": line,
        **texts,
        "account": account,
        "user_id": reading.texts.get("user", "NULL::VARCHAR"),
        "event_time": reading.time,
        "events": count,
        "active_users": reading.active_users or "NULL::DOUBLE",
        "ragged": ragged,
        "term_start": reading.term.start,
        "term_end": reading.term.end,
    }
    return Typed(columns, relation)


def _bridged(bridge: Bridge, relation: str, relation_of: Callable[[Table], str]) -> tuple[str, str]:
    """Return the relation joined with the bridging table, and the SQL of the account that it gives."""
    key, other = sql.identifier(bridge.key), sql.identifier(bridge.other)
    account = bridge.table.column("account")
    inner = (
        f"SELECT trim({other}::VARCHAR) AS bridge_key, min(trim({account}::VARCHAR)) AS bridge_account, "
        f"min({bridge.start or 'NULL::TIMESTAMP'})::DATE AS bridge_start, "
        f"max({bridge.end or 'NULL::TIMESTAMP'})::DATE AS bridge_end "
        f"FROM {relation_of(bridge.table)} WHERE {other} IS NOT NULL GROUP BY 1"
    )
    return f"{relation} LEFT JOIN ({inner}) b ON b.bridge_key = trim(r.{key}::VARCHAR)", "b.bridge_account"
