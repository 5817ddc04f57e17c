"""What became of the rows, counted: nothing is left out in silence."""

from datetime import date
from typing import TYPE_CHECKING

from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput
from ingest.usage import sql
from ingest.usage.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def problems(con: "DuckDBPyConnection", view: View, account: Account) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return, by file, how many rows were kept, and lines that say what was left out and why.

    Raises:
        BadInput: not one row is left.
    """
    cases = " ".join(f"WHEN coalesce({fault.condition}, false) THEN {n}" for n, fault in enumerate(view.faults))
    fate = f"CASE {cases} ELSE -1 END" if cases else "-1"
    counted = con.execute(f"SELECT file_number, {fate}, count(*) FROM loaded GROUP BY ALL ORDER BY ALL").fetchall()  # noqa: S608
    said = {}
    for number, reading in enumerate(view.readings):
        fates = {int(why): int(rows) for file, why, rows in counted if file == number}
        repeats = _repeats(con, view, number)
        kept = fates.get(-1, 0) - repeats
        lines = [f"{sum(fates.values()):,} rows read, {kept:,} kept"]
        lines += [f"{_rows(n)} {view.faults[why].reason} left out" for why, n in fates.items() if why >= 0]
        lines += [f"{_rows(repeats)} with a repeated id left out"] if repeats else []
        said[reading.table.source.file.name] = (kept, (*lines, *_outside(con, view, account, number)))
    if not any(kept for kept, _ in said.values()):
        file, (_, lines) = next(iter(said.items()))
        raise BadInput(file, f"no row can be used ({'; '.join(lines)})", mend="check [columns] in the account file")
    return said


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"


def _repeats(con: "DuckDBPyConnection", view: View, number: int) -> int:
    if not view.once:
        return 0
    nth = "row_number() OVER (PARTITION BY event_id ORDER BY file_number, line)"
    query = (
        f"SELECT count(*) FROM (SELECT file_number, {nth} AS nth FROM loaded WHERE {view.kept} AND event_id IS NOT NULL) "  # noqa: S608
        f"WHERE nth > 1 AND file_number = {number}"
    )
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0


def _outside(con: "DuckDBPyConnection", view: View, account: Account, number: int) -> list[str]:
    """Count rows before the contract's start or after its renewal date: kept, as trials and extensions are use too."""
    lines = []
    tests = (
        ("before the contract's start on", "<", account.contract_start),
        ("after the renewal date", ">", account.renewal_date),
    )
    for words, sign, day in tests:
        if isinstance(day, date):
            query = (
                f"SELECT count(*) FROM loaded WHERE {view.kept} AND file_number = {number} "  # noqa: S608
                f"AND event_time::DATE {sign} {sql.day(day)}"
            )
            row = con.execute(query).fetchone()
            if row and row[0]:
                lines.append(f"{_rows(int(row[0]))} {words} {day.isoformat()} (kept)")
    return lines
