"""How a csv is written: encoding, delimiter, where its header stands; found from its first part."""

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from assistant.domain.errors import BadInput
from ingest.usage.bytes_scan import Scan, scan

HEAD_BYTES = 1 << 18
MAX_COLUMNS = 1000
MOST_ROWS = 500  # looked at
DELIMITERS = (",", ";", "\t", "|")
MISSING = ("", "NULL", "null", "Null", "N/A", "n/a", "NA", "#N/A", "NaN", "nan", "None", "none", "-", "(null)")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
VALUE_LIKE = re.compile(r"[^@\s]+@[^@\s]+\.\w+|\d{4}-\d\d?-\d\d?([T ].*)?|\d\d?[./-]\d\d?[./-]\d{2,4}|[\d.,]*\d[\d.,]*")
LEAST_LINES = 2
SEPARATOR_LINE = re.compile(r"sep=.?")  # what a spreadsheet writes before the header
MEND = "save it as csv with a header line"


class Dialect(NamedTuple):
    """What is needed to read a csv without further guessing."""

    scan: Scan
    delimiter: str
    header: tuple[str, ...]
    skip: int  # records before the first row of data, as DuckDB counts them: blank lines too
    head_lines: int  # of these, lines that are not blank
    notes: tuple[str, ...] = ()


class Row(NamedTuple):
    """A record that is not blank."""

    number: int  # among all records, blank ones too, from 1
    line: int  # at which it ends
    cells: list[str]


def sniff(path: Path, where: str) -> Dialect:
    """Find the dialect of a csv.

    Raises:
        BadInput: binary, no rows, no known delimiter, no header, or more than MAX_COLUMNS columns.
    """
    found = scan(path, where, MEND)
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    text = head.decode(found.encoding, errors="ignore").removeprefix("\ufeff")
    if len(head) == HEAD_BYTES:
        text = _whole_lines(text, where)
    if not text.strip():
        raise BadInput(where, "the file is empty", mend="export the usage data again")
    if len(CONTROL.findall(text)) > len(text) // 100:
        raise BadInput(where, "the file is binary, not text", mend=MEND)
    rows = {mark: _rows(text, mark) for mark in DELIMITERS}
    mark = max(DELIMITERS, key=lambda each: _agreement(rows[each]))
    if _agreement(rows[mark])[0] == 0:
        raise BadInput(where, "only one column was found", mend="separate columns by comma, semicolon, tab or |")
    return _checked(rows[mark], mark, found, where)


def _whole_lines(text: str, where: str) -> str:
    last = max(text.rfind("\n"), text.rfind("\r")) + 1
    if text[:last].count("\n") + text[:last].count("\r") < LEAST_LINES:
        raise BadInput(where, f"a line is longer than {HEAD_BYTES:,} characters", mend=MEND)
    return text[:last]


def _rows(text: str, mark: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells) and not SEPARATOR_LINE.fullmatch(mark.join(cells)):
                rows.append(Row(number, reader.line_num, cells))
            if len(rows) > MOST_ROWS:
                break
    except csv.Error:  # a cell longer than the module allows: what was read before it decides
        pass
    return rows


def _width(rows: list[Row]) -> int:
    return Counter(len(row.cells) for row in rows).most_common(1)[0][0] if rows else 0


def _agreement(rows: list[Row]) -> tuple[int, float, int]:
    """Rank a delimiter: does it split at all, how many rows agree on the width, and how wide they are."""
    width = _width(rows)
    if width <= 1:
        return (0, 0.0, 0)
    same = sum(len(row.cells) == width for row in rows)
    return (1, round(same / len(rows), 1), width)


def _header(rows: list[Row]) -> int:
    """Return which row is the header: the first as wide as most; the first of all where rows end in idle delimiters."""
    width = _width(rows)
    at = next(number for number, row in enumerate(rows) if len(row.cells) == width)
    narrow = len(rows[0].cells)
    if 1 < narrow < width and not any(cell.strip() for row in rows[1:] for cell in row.cells[narrow:]):
        return 0
    return at


def _filled(rows: list[Row]) -> int:
    """Count the lines that some records take: one more for each line break within a cell."""
    return sum(1 + sum(cell.count("\n") for cell in row.cells) for row in rows)


def _checked(rows: list[Row], mark: str, found: Scan, where: str) -> Dialect:
    at = _header(rows)
    header = rows[at]
    if len(header.cells) > MAX_COLUMNS:
        problem = f"it has {len(header.cells):,} columns, more than {MAX_COLUMNS:,}"
        raise BadInput(where, problem, mend="export only user, time, event and the like")
    values = [cell.strip() for cell in header.cells if VALUE_LIKE.fullmatch(cell.strip())]
    if values:
        problem = f"the header line holds a value ({values[0][:40]!r}) where a column name should be"
        raise BadInput(where, problem, mend="add a header line", place=f"line {header.line}")
    if len(rows) == at + 1:
        raise BadInput(where, "there is a header and no rows", mend="export the usage data again")
    notes = (f"{at} line{'s' * (at != 1)} before the header left out",) if at else ()
    return Dialect(found, mark, _unique(header.cells), header.number, _filled(rows[: at + 1]), notes)


def _unique(cells: list[str]) -> tuple[str, ...]:
    """Return names that SQL can tell apart: empty ones numbered, repeats (in any case) told apart by a suffix."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for number, cell in enumerate(cells, 1):
        name = " ".join(CONTROL.sub("", cell).split()) or f"column {number}"
        seen[name.casefold()] += 1
        names.append(name if seen[name.casefold()] == 1 else f"{name} ({number})")
    return tuple(names)
