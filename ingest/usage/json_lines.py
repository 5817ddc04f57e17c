"""Reading JSON lines: as lines of text first, so that any encoding will do and a line that is no JSON is told."""

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain.errors import BadInput
from ingest.usage import sql
from ingest.usage.bytes_scan import Scan, filled_lines, scan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEND = "write one JSON object a line, in UTF-8"
# A control character cannot stand in JSON: what it cuts off makes the line invalid.
LINES = (
    "auto_detect = false, columns = {'line': 'VARCHAR', 'rest': 'VARCHAR'}, delim = '\x01', quote = '', escape = '', "
    "header = false, nullstr = [''], null_padding = true, strict_mode = false, ignore_errors = true, parallel = false"
)
IS_OBJECT = "rest IS NULL AND CASE WHEN json_valid(line) THEN json_type(line) = 'OBJECT' ELSE false END"
IS_FILLED = "trim(line, ' \t\r') <> ''"
SHOWN = 3


def inspect(path: Path, where: str) -> Scan:
    """Return what the bytes of the file say.

    Raises:
        BadInput: it is no text, or in an encoding that cannot be read.
    """
    found = scan(path, where, MEND)
    if found.encoding == "cp1252":
        raise BadInput(where, "the file is in Windows-1252", mend="save it as UTF-8")
    return found


def keys(con: "DuckDBPyConnection", lines: str) -> tuple[str, ...]:
    """Return the keys of all objects in order of appearance, those that differ in case alone as one."""
    query = (
        "SELECT k FROM (SELECT unnest(ks) AS k, unnest(range(len(ks))) AS place, n FROM ("
        f"SELECT json_keys(line) AS ks, min(n) AS n FROM (SELECT *, row_number() OVER () AS n FROM {lines}) "
        f"WHERE {IS_OBJECT} GROUP BY 1)) GROUP BY k ORDER BY min((n, place))"
    )
    found = [str(row[0]) for row in con.execute(query).fetchall()]
    return tuple({key.casefold(): key for key in reversed(found)}.values())[::-1]


def relation(found: Scan, names: tuple[str, ...]) -> tuple[str, str]:
    """Return the SQL before and after the name of the file, giving each key's value as text."""
    pointers = ", ".join(sql.literal("/" + name.replace("~", "~0").replace("/", "~1")) for name in names)
    listed = ", ".join(f"v[{n}] AS {sql.identifier(name)}" for n, name in enumerate(names, 1))
    # Tested again where it is read: a planner may read before it filters.
    values = f"CASE WHEN json_valid(line) THEN json_extract_string(line, [{pointers}]) END AS v"
    before = f"(SELECT {listed} FROM (SELECT {values} FROM read_csv("
    return before, f"{options(found)} WHERE {IS_OBJECT}))"


def options(found: Scan) -> str:
    """Return what follows the name of the file in a call that reads its lines."""
    return f", {LINES}, encoding = '{found.encoding}')"


def problems(con: "DuckDBPyConnection", lines: str, path: Path, found: Scan) -> tuple[str, ...]:
    """Return notes on the lines that become no row, with the numbers of the first; none where all do."""
    bad = f"{IS_FILLED} AND NOT ({IS_OBJECT})"
    query = (
        f"SELECT count(*), count(*) FILTER ({IS_FILLED}), count(*) FILTER ({bad}), "
        f"list(line ORDER BY n) FILTER ({bad})[:{SHOWN}] FROM (SELECT *, row_number() OVER () AS n FROM {lines})"
    )
    rows, filled, wrong, first = con.execute(query).fetchone() or (0, 0, 0, None)
    notes = []
    if wrong:
        placed = ", ".join(f"{number:,}" for number in _numbers(path, found, first)) + (", …" if wrong > SHOWN else "")
        said = f"s {placed} are" if wrong > 1 else f" {placed} is"
        notes.append(f"{_lines(wrong)} left out: line{said} no JSON object")
    if rows < found.lines and (lost := filled_lines(path, found.encoding) - filled) > 0:
        notes.append(f"{_lines(lost)} left out: too long to be read")
    return tuple(notes)


def _lines(count: int) -> str:
    return f"{count:,} line{'s' * (count != 1)}"


def _numbers(path: Path, found: Scan, wanted: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines that read as wanted, in order."""
    texts = deque(wanted)
    with path.open(encoding=found.encoding, errors="replace") as stream:
        for number, line in enumerate(stream, 1):
            if texts and line.rstrip("\n").partition("\x01")[0].removeprefix("\ufeff") == texts[0]:
                texts.popleft()
                yield number
