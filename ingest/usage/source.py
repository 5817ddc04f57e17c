"""A staged file as something SQL can select from, with the names and kinds of its columns."""

import codecs
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.domain.errors import BadInput
from ingest.usage import dialect, sql
from ingest.usage.bytes_scan import scan
from ingest.usage.files import UsageFile, in_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Kind = Literal["text", "moment", "moment_utc", "number"]
JSON_LINES = ", format = 'newline_delimited', ignore_errors = true"
MOST_SAID = 120
EXTRA = "cells beyond the header"  # filled in a row that has more cells than the header


class Source(NamedTuple):
    """One file, ready to be selected from."""

    file: UsageFile
    function: str  # table function that reads it
    options: str  # of the function, after the name of the file
    columns: dict[str, Kind]
    notes: tuple[str, ...] = ()
    written: dialect.Dialect | None = None  # how a csv is

    @property
    def relation(self) -> str:
        """The call over the file's name, for others to run in its folder."""
        return f"{self.function}({in_sql(self.file.name)}{self.options})"

    @property
    def staged(self) -> str:
        """The call over the very file: a bare name would find one in the working directory first."""
        return f"{self.function}({in_sql(str(self.file.path))}{self.options})"

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
    return _typed(file, con)


def _csv(file: UsageFile) -> Source:
    found = dialect.sniff(file.path, file.name)
    names = (*found.header, EXTRA)
    columns = ", ".join(f"{sql.literal(name)}: 'VARCHAR'" for name in names)
    missing = ", ".join(sql.literal(word) for word in dialect.MISSING)
    options = (
        f", auto_detect = false, columns = {{{columns}}}, delim = {sql.literal(found.delimiter)}, "
        f"quote = '\"', escape = '\"', header = false, skip = {found.skip}, encoding = '{found.scan.duckdb}', "
        f"nullstr = [{missing}], null_padding = true, strict_mode = false, ignore_errors = true, parallel = false"
    )
    return Source(file, "read_csv", options, dict.fromkeys(found.header, "text"), found.notes, found)


def _typed(file: UsageFile, con: "DuckDBPyConnection") -> Source:
    source = Source(file, "read_parquet", "", {})
    if file.format == "jsonl":
        _check_json(file)
        source = Source(file, "read_json_auto", f"{JSON_LINES}, sample_size = -1", {})
    kinds = _described(source, con)
    if file.format == "parquet":
        return source._replace(columns={name: _kind(kind) for name, kind in kinds.items()})
    if list(kinds) == ["json"]:
        raise BadInput(file.name, "no line holds an object with a few keys", mend="write one JSON object a line")
    keys = ", ".join(f"{sql.literal(name)}: 'VARCHAR'" for name in kinds)
    return Source(file, "read_json", f"{JSON_LINES}, columns = {{{keys}}}", dict.fromkeys(kinds, "text"))


def _described(source: Source, con: "DuckDBPyConnection") -> dict[str, str]:
    """Return the columns of a file that names them itself, with their types."""
    import duckdb

    name = source.file.name
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM {source.staged}").fetchall()
    except duckdb.Error as error:
        said = reason(error, source.file.path.parent)
        raise BadInput(name, f"the file cannot be read ({said})", mend="export the usage data again") from error
    if len(described) > dialect.MAX_COLUMNS:
        raise BadInput(name, f"it has {len(described):,} columns", mend="export only user, time, event and the like")
    return {str(row[0]): str(row[1]) for row in described}


def reason(error: Exception, folder: Path) -> str:
    """Return the first line of DuckDB's message, without the folder that files are staged in."""
    return str(error).partition("\n")[0].replace(f"{folder}/", "")[:MOST_SAID]


def _check_json(file: UsageFile) -> None:
    found = scan(file.path, file.name, "write one JSON object a line, in UTF-8")
    with file.path.open("rb") as stream:
        marked = stream.read(3) == codecs.BOM_UTF8
    if found.encoding != "utf-8" or marked:
        raise BadInput(file.name, "it is not plain UTF-8", mend="save it as UTF-8 without a byte-order mark")


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
