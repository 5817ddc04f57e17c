"""Lines that no row came of: a quotation mark that is never closed swallows what follows it."""

from typing import TYPE_CHECKING

from assistant.domain.errors import BadInput
from ingest.usage import sql
from ingest.usage.bytes_scan import filled_lines
from ingest.usage.source import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TOLERATED = 0.01
SEVERAL, ALIKE = 3, 0.8


def lost_lines(con: "DuckDBPyConnection", source: Source, raw: str, rows: int) -> int:
    """Count the lines of a csv that became none of the `rows` rows of `raw`; a line break within a cell is none.

    Raises:
        BadInput: more than one line in a hundred is lost.
    """
    written = source.written
    if written is None:
        return 0
    if rows + written.skip >= written.scan.lines:
        return 0
    columns = (sql.identifier(name) for name in source.columns)
    breaks = " + ".join(f"coalesce(length({c}) - length(replace({c}, chr(10), '')), 0)" for c in columns)
    within = _number(con, f"SELECT coalesce(sum({breaks}), 0) FROM {raw}")
    filled = filled_lines(source.file.path, written.scan.encoding)
    lost = max(0, filled - written.head_lines - rows - within) + (_swallowed(con, source, raw) if within else 0)
    if lost > TOLERATED * filled:
        raise BadInput(
            source.file.name,
            f"{lost:,} of {filled:,} lines cannot be read as rows",
            mend="look for a quotation mark that is opened and never closed",
        )
    return lost


def _swallowed(con: "DuckDBPyConnection", source: Source, raw: str) -> int:
    """Count the lines within cells that look like rows: in a cell of several lines, nearly all as wide as the table."""
    delimiter = sql.literal(source.written.delimiter if source.written else ",")
    lines = "string_split(cell, chr(10))[2:-2]"
    like_rows = f"len(list_filter({lines}, lambda line: len(string_split(line, {delimiter})) = {len(source.columns)}))"
    found = 0
    for name in source.columns:
        cells = f"SELECT {sql.identifier(name)} AS cell FROM {raw} WHERE contains({sql.identifier(name)}, chr(10))"
        counts = f"SELECT {like_rows} AS alike, len({lines}) AS all_lines FROM ({cells})"
        test = f"all_lines >= {SEVERAL} AND alike >= {ALIKE} * all_lines"
        found += _number(con, f"SELECT coalesce(sum(alike), 0) FROM ({counts}) WHERE {test}")
    return found


def _number(con: "DuckDBPyConnection", query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0
