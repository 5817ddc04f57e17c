"""Usage files in, one queryable table `usage` out, with every row accounted for."""

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain import seniority as titles
from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes, Person
from assistant.domain.errors import BadInput
from assistant.domain.evidence import UsageTable
from ingest.usage import accounts, census, columns, losses, repeats, report, robots, rollups, seats, sql, staff, texts
from ingest.usage.data import UsageData
from ingest.usage.files import UsageFile, stage
from ingest.usage.frame import days
from ingest.usage.readings import reading
from ingest.usage.source import Source, open_source, reason
from ingest.usage.tables import RANKED, Table, understand, usage_tables
from ingest.usage.view import Fault, View, base_faults, plain

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BYTES_A_THREAD = 1 << 26  # below, threads cost more than they give


def load(
    files: Sequence[Path | NamedBytes],
    account: Account,
    people: Sequence[Person] = (),
    *,
    seniority: Callable[[str], str] | None = None,
    pseudonym: Callable[[str], str] | None = None,
) -> UsageData:
    """Load usage files for one account; use the result as a context manager.

    Args:
        files: paths or named bytes of .csv, .parquet or .jsonl: event logs, ready-made aggregates,
            and tables of people, seats or accounts that are joined to them.
        account: who the facts are about; its `columns`, `robots`, `timezone` decide how rows are read.
        people: people whose titles are joined by e-mail or name, besides the account's own.
        seniority: a classifier of titles; the rules of `assistant.domain.seniority` when None.
        pseudonym: gives the name under which a user is told; then no fact, query or table holds the
            user's own, and the SQL of the view tells users by digest. As they are when None.

    Raises:
        BadInput: a file that cannot be read, dates that fit both orders, an unknown column in the
            mapping, or several accounts of which none is this one.
    """
    import duckdb

    with ExitStack() as held:
        folder = tempfile.TemporaryDirectory(prefix="usage-")
        held.callback(folder.cleanup)
        staged = stage(files, Path(folder.name))
        con = duckdb.connect(config={"autoinstall_known_extensions": False, "threads": _threads(staged)})
        held.callback(con.close)
        try:
            sources = [open_source(file, con) for file in staged]
            data = _load(con, folder, sources, account, people, seniority or titles.level, pseudonym)
        except duckdb.Error as error:
            where = ", ".join(file.name for file in staged) or "usage"
            said = reason(error, Path(folder.name))
            raise BadInput(where, f"the file cannot be read ({said})", mend="export the usage data again") from error
        held.pop_all()
        return data


def _load(
    con: "DuckDBPyConnection",
    folder: "tempfile.TemporaryDirectory[str]",
    sources: Sequence[Source],
    account: Account,
    people: Sequence[Person],
    level_of: Callable[[str], str],
    pseudonym: Callable[[str], str] | None,
) -> UsageData:
    given, options = columns.explicit(account.columns)
    columns.check_known(given, {source.file.name: list(source.columns) for source in sources})
    tables = [_taken(con, number, source, given) for number, source in enumerate(sources)]
    main = usage_tables(tables)
    view = View(tuple(reading(con, table, tables, account, options) for table in main))
    varying, constant = view.split(_raw, texts.words(con, view))
    con.execute(f"CREATE TEMP TABLE cells AS {varying}")
    con.execute(f"CREATE TEMP VIEW loaded AS SELECT *, {constant} FROM cells")
    mine = _mine(con, account, tables, main)
    view = view._replace(faults=_faults(view, mine))
    counted = census.take(con, view)
    known = (*people, *account.people)
    view, counted = census.leave_out(view, counted, robots.find(counted.users, account.robots), "by robots")
    view, counted = census.leave_out(view, counted, robots.ours(counted.users, known), "by the vendor's people")
    repeated = report.Repeated(repeats.by_id(con, view), repeats.by_cells(con, view))
    view = view._replace(
        once=repeated.by_id.total() > 0,
        whole_counts=counted.whole,
        staff=staff.find(con, tables, known, level_of),
        hidden=pseudonym is not None,
    )
    told = {**_others(tables, main), **report.problems(view, counted, repeated)}
    kept = "TABLE" if view.once or view.staff.joined else "VIEW"
    con.execute(f"CREATE TEMP {kept} usage AS {view.final('loaded', _raw)}")
    rollups.make(con)
    calendar = days(con)
    bought = seats.find(con, account, tables, mine)
    for table in tables:
        con.execute(f"DROP TABLE {table.raw}")
    return UsageData(
        con=con,
        folder=folder,
        account=account,
        kind=main[0].kind,
        meanings=frozenset(ours for table in main for ours in table.columns),
        object_name=main[0].columns.get("object", "object"),
        seats=bought,
        days=calendar,
        pseudonym=pseudonym,
        tables=_described(tables, main, view, told, calendar.notes),
    )


def _threads(files: Sequence[UsageFile]) -> int:
    size = sum(file.path.stat().st_size for file in files)
    return min(1 + size // BYTES_A_THREAD, os.cpu_count() or 1)


def _raw(table: Table) -> str:
    return table.raw


def _taken(con: "DuckDBPyConnection", number: int, source: Source, given: dict[str, str]) -> Table:
    """Copy the cells of a file into a temporary table, and find out what they mean."""
    raw = f"raw_{number}"
    rows = (con.execute(f"CREATE TEMP TABLE {raw} AS SELECT * FROM {source.staged}").fetchone() or (0,))[0]
    if lost := losses.lost_lines(con, source, raw, rows):
        source = source._replace(notes=(*source.notes, f"{lost:,} line{'s' * (lost != 1)} could not be read as a row"))
    return understand(con, source, raw, rows, given)


def _mine(
    con: "DuckDBPyConnection", account: Account, tables: Sequence[Table], main: Sequence[Table]
) -> frozenset[str]:
    found = con.execute("SELECT DISTINCT account, account_name FROM loaded").fetchall()
    aliases: list[tuple[str, str]] = []
    for table in tables:
        of, called = table.column("account"), table.column("account_name")
        if table.kind == "reference" and of and called:
            rows = con.execute(f"SELECT DISTINCT {of}::VARCHAR, {called}::VARCHAR FROM {table.raw}").fetchall()
            aliases += [(str(a), str(b)) for a, b in rows if a and b]
    return accounts.choose(account, found, aliases, ", ".join(table.source.file.name for table in main))


def _faults(view: View, mine: frozenset[str]) -> tuple[Fault, ...]:
    """Return every reason for which a row may be left out, in the order in which they are told."""
    faults: list[Fault] = []
    bridge = next((each.bridge for each in view.readings if each.bridge), None)
    if bridge is not None:
        faults.append(Fault(f"whose {bridge.key} is not in {bridge.table.source.file.name}", "account IS NULL"))
    if mine:
        listed = sql.listed(mine)
        other = f"NOT (coalesce(account IN ({listed}), false) OR coalesce(account_name IN ({listed}), false))"
        faults.append(Fault("of other accounts", other))
    copied = [
        f"(file_number = {n} AND line > {each.first_copy})" for n, each in enumerate(view.readings) if each.first_copy
    ]
    if copied:
        faults.append(Fault("repeating the whole file", " OR ".join(copied)))
    return (*faults, *base_faults(view.readings))


def _others(tables: Sequence[Table], main: Sequence[Table]) -> dict[str, report.Told]:
    """Tell how many rows the other tables have, and which of them say less than those that are used."""
    told: dict[str, report.Told] = {}
    for table in (each for each in tables if each not in main):
        same = next((each for each in main if each.source.file.sha256 == table.source.file.sha256), None)
        said = f"not used: {main[0].source.file.name} says more" if table.kind in RANKED else ""
        said = f"not used: {same.source.file.name} holds the same" if same else said
        told[table.source.file.name] = (table.rows, (said,) if said else ())
    return told


def _described(
    tables: Sequence[Table], main: Sequence[Table], view: View, told: dict[str, report.Told], notes: tuple[str, ...]
) -> tuple[UsageTable, ...]:
    described = []
    for number, table in enumerate((*main, *(each for each in tables if each not in main))):
        file = table.source.file
        name = "usage" if number == 0 else f"usage_{number + 1}"
        rows, problems = told[file.name]
        described.append(
            UsageTable(
                name=name,
                file=file.name,
                sha256=file.sha256,
                mapping=table.columns,
                sql=view.create() if number == 0 else plain(table, name),
                rows=rows,
                problems=(*table.source.notes, *problems, *(notes if number == 0 else ())),
            )
        )
    return tuple(described)
