"""A staged file as something SQL can select from, with the names and kinds of its columns."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.domain.errors import BadInput
from ingest.usage import dialect, json_lines, sql, windows
from ingest.usage.files import UsageFile, in_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Kind = Literal["text", "moment", "moment_utc", "number"]
MOST_SAID = 120
EXTRA = "cells beyond the header"  # filled in a row that has more cells than the header


class Source(NamedTuple):
    """One file, ready to be selected from."""

    file: UsageFile
    around: tuple[str, str]  # the SQL before and after the name of the file
    columns: dict[str, Kind]
    notes: tuple[str, ...] = ()
    written: dialect.Dialect | None = None  # how a csv is

    @property
    def relation(self) -> str:
        """The SQL over the file's name, for others to run in its folder."""
        return self.over(self.file.name)

    @property
    def staged(self) -> str:
        """The SQL over the very file: a bare name would find one in the working directory first."""
        return self.over(str(self.file.path))

    def over(self, name: str) -> str:
        """Return the SQL that reads the file under a name."""
        return in_sql(name).join(self.around)

    @property
    def ragged(self) -> bool:
        """Tell whether rows can have more cells than the header."""
        return self.file.format == "csv"


def open_source(file: UsageFile, con: "DuckDBPyConnection") -> Source:
    """Find out how to select from a file.

    Raises:
        BadInput: the file cannot be read, has no rows, or too many columns.
    """
    if file.format == "csv":
        return _csv(file)
    return _parquet(file, con) if file.format == "parquet" else _json(file, con)


def _csv(file: UsageFile) -> Source:
    found = dialect.sniff(file.path, file.name)
    names = (*found.header, EXTRA)
    kinds: dict[str, Kind] = dict.fromkeys(found.header, "text")
    if found.scan.encoding == "cp1252":
        return Source(file, windows.relation(found, names), kinds, found.notes, found)
    columns = ", ".join(f"{sql.literal(name)}: 'VARCHAR'" for name in names)
    missing = ", ".join(sql.literal(word) for word in dialect.MISSING)
    options = (
        f", auto_detect = false, columns = {{{columns}}}, delim = {sql.literal(found.delimiter)}, "
        f"quote = '\"', escape = '\"', header = false, skip = {found.skip}, encoding = '{found.scan.encoding}', "
        f"nullstr = [{missing}], null_padding = true, strict_mode = false, ignore_errors = true, parallel = false)"
    )
    return Source(file, ("read_csv(", options), kinds, found.notes, found)


def _parquet(file: UsageFile, con: "DuckDBPyConnection") -> Source:
    import duckdb

    source = Source(file, ("read_parquet(", ")"), {})
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM {source.staged}").fetchall()
    except duckdb.Error as error:
        said = reason(error, source.file.path.parent)
        raise BadInput(file.name, f"the file cannot be read ({said})", mend="export the usage data again") from error
    _check_width(file, len(described))
    return source._replace(columns={str(row[0]): _kind(str(row[1])) for row in described})


def _json(file: UsageFile, con: "DuckDBPyConnection") -> Source:
    found = json_lines.inspect(file.path, file.name)
    lines = f"read_csv({in_sql(str(file.path))}{json_lines.options(found)}"
    names = json_lines.keys(con, lines)
    if not names:
        raise BadInput(file.name, "no line holds a JSON object", mend=json_lines.MEND)
    _check_width(file, len(names))
    notes = json_lines.problems(con, lines, file.path, found)
    return Source(file, json_lines.relation(found, names), dict.fromkeys(names, "text"), notes)


def _check_width(file: UsageFile, columns: int) -> None:
    if columns > dialect.MAX_COLUMNS:
        raise BadInput(file.name, f"it has {columns:,} columns", mend="export only user, time, event and the like")


def reason(error: Exception, folder: Path) -> str:
    """Return the first line of DuckDB's message, without the folder that files are staged in."""
    return str(error).partition("\n")[0].replace(f"{folder}/", "")[:MOST_SAID]


def _kind(kind: str) -> Kind:
    if kind in {"TIMESTAMP", "DATE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"}:
        return "moment"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return "moment_utc"
    numeric = kind.startswith(("DECIMAL", "UINT", "UBIGINT", "USMALLINT", "UTINYINT"))
    return (
        "number"
        if numeric or kind in {"BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT", "DOUBLE", "FLOAT"}
        else "text"
    )
