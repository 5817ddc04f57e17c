"""A staged file as something SQL can select from, with the names and kinds of its columns."""

import codecs
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.domain.errors import BadInput
from ingest.usage import dialect, sql
from ingest.usage.bytes_scan import scan
from ingest.usage.files import UsageFile, in_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Kind = Literal["text", "moment", "moment_utc", "number"]
EXTRA = "cells beyond the header"  # filled in a row that has more cells than the header


class Source(NamedTuple):
    """One file, ready to be selected from."""

    file: UsageFile
    relation: str  # table function call
    columns: dict[str, Kind]
    notes: tuple[str, ...] = ()
    written: dialect.Dialect | None = None  # how a csv is

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
    relation = (
        f"read_csv({in_sql(file.name)}, auto_detect = false, columns = {{{columns}}}, "
        f"delim = {sql.literal(found.delimiter)}, quote = '\"', escape = '\"', header = false, skip = {found.skip}, "
        f"encoding = '{found.scan.duckdb}', nullstr = [{missing}], null_padding = true, strict_mode = false, "
        f"ignore_errors = true, parallel = false)"
    )
    return Source(file, relation, dict.fromkeys(found.header, "text"), found.notes, found)


def _typed(file: UsageFile, con: "DuckDBPyConnection") -> Source:
    import duckdb

    if file.format == "jsonl":
        _check_json(file)
        relation = (
            f"read_json_auto({in_sql(file.name)}, format = 'newline_delimited', ignore_errors = true, sample_size = -1)"
        )
    else:
        relation = f"read_parquet({in_sql(file.name)})"
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    except duckdb.Error as error:
        reason = " ".join(str(error).split())[:120]
        raise BadInput(file.name, f"the file cannot be read ({reason})", mend="export the usage data again") from error
    columns = {str(row[0]): str(row[1]) for row in described}
    if len(columns) > dialect.MAX_COLUMNS:
        raise BadInput(file.name, f"it has {len(columns):,} columns", mend="export only user, time, event and the like")
    if file.format == "jsonl":
        if list(columns) == ["json"]:
            raise BadInput(file.name, "no line holds an object with a few keys", mend="write one JSON object a line")
        return Source(file, _as_text(file, columns), dict.fromkeys(columns, "text"))
    return Source(file, relation, {name: _kind(kind) for name, kind in columns.items()})


def _check_json(file: UsageFile) -> None:
    found = scan(file.path, file.name, "write one JSON object a line, in UTF-8")
    with file.path.open("rb") as stream:
        marked = stream.read(3) == codecs.BOM_UTF8
    if found.encoding != "utf-8" or marked:
        raise BadInput(file.name, "it is not plain UTF-8", mend="save it as UTF-8 without a byte-order mark")


def _as_text(file: UsageFile, columns: dict[str, str]) -> str:
    keys = ", ".join(f"{sql.literal(name)}: 'VARCHAR'" for name in columns)
    return f"read_json({in_sql(file.name)}, format = 'newline_delimited', ignore_errors = true, columns = {{{keys}}})"


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
