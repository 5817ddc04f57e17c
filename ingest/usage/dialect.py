"""How a csv is written: encoding, delimiter, where its header stands; found from its first part."""

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from assistant.domain.errors import BadInput

HEAD_BYTES = 1 << 18
MAX_COLUMNS = 1000
MOST_ROWS = 500  # looked at
DELIMITERS = (",", ";", "\t", "|")
MISSING = ("", "NULL", "null", "Null", "N/A", "n/a", "NA", "#N/A", "NaN", "nan", "None", "none", "-", "(null)")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
VALUE_LIKE = re.compile(r"[^@\s]+@[^@\s]+\.\w+|\d{4}-\d\d?-\d\d?([T ].*)?|\d\d?[./-]\d\d?[./-]\d{2,4}|[\d.,]*\d[\d.,]*")
MEND = "save it as csv with a header line"


class Dialect(NamedTuple):
    """What is needed to read a csv without further guessing."""

    encoding: str  # a name that DuckDB knows
    delimiter: str
    header: tuple[str, ...]
    skip: int  # lines before the first row of data
    notes: tuple[str, ...] = ()


def sniff(path: Path, where: str) -> Dialect:
    """Find the dialect of a csv.

    Raises:
        BadInput: binary, no rows, no known delimiter, no header, or more than MAX_COLUMNS columns.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    text, encoding = _decoded(head, where)
    if len(head) == HEAD_BYTES:
        text = text[: text.rfind("\n") + 1] or text
    rows = {mark: _rows(text, mark) for mark in DELIMITERS}
    mark = max(DELIMITERS, key=lambda each: _agreement(rows[each]))
    if _agreement(rows[mark])[0] == 0:
        raise BadInput(where, "only one column was found", mend="separate columns by comma, semicolon, tab or |")
    return _checked(rows[mark], mark, encoding, where)


def _decoded(head: bytes, where: str) -> tuple[str, str]:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace"), "utf-16"
    if b"\0" in head:
        raise BadInput(where, "the file is binary, not csv", mend=MEND)
    try:
        text, encoding = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        whole_file_is_cut = error.start > len(head) - 4 and len(head) == HEAD_BYTES
        encoding = "utf-8" if whole_file_is_cut else "latin-1"
        text = head.decode(encoding, errors="ignore")
    if len(CONTROL.findall(text)) > len(text) // 100:
        raise BadInput(where, "the file is binary, not csv", mend=MEND)
    return text, encoding


def _rows(text: str, mark: str) -> list[tuple[int, list[str]]]:
    """Return (physical line at which the row ends, cells) of the rows that are not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, cells))
            if len(rows) > MOST_ROWS:
                break
    except csv.Error:  # a cell longer than the module allows: what was read before it decides
        pass
    return rows


def _width(rows: list[tuple[int, list[str]]]) -> int:
    return Counter(len(cells) for _, cells in rows).most_common(1)[0][0] if rows else 0


def _agreement(rows: list[tuple[int, list[str]]]) -> tuple[int, float, int]:
    """Rank a delimiter: does it split at all, how many rows agree on the width, and how wide they are."""
    width = _width(rows)
    if width <= 1:
        return (0, 0.0, 0)
    same = sum(len(cells) == width for _, cells in rows)
    return (1, round(same / len(rows), 1), width)


def _checked(rows: list[tuple[int, list[str]]], mark: str, encoding: str, where: str) -> Dialect:
    width = _width(rows)
    at = next(number for number, (_, cells) in enumerate(rows) if len(cells) == width)
    line, cells = rows[at]
    if width > MAX_COLUMNS:
        raise BadInput(
            where,
            f"it has {width:,} columns, more than {MAX_COLUMNS:,}",
            mend="export only user, time, event and the like",
        )
    values = [cell for cell in cells if VALUE_LIKE.fullmatch(cell.strip())]
    if values:
        raise BadInput(
            where,
            f"the header line holds a value ({values[0].strip()[:40]!r}) where a column name should be",
            mend="add a header line",
            place=f"line {line}",
        )
    if len(rows) == at + 1:
        raise BadInput(where, "there is a header and no rows", mend="export the usage data again")
    skipped = f"{at} line{'s' * (at != 1)} before the header left out" if at else ""
    return Dialect(encoding, mark, _unique(cells), line, (skipped,) if skipped else ())


def _unique(cells: list[str]) -> tuple[str, ...]:
    """Return names that SQL can tell apart: empty ones numbered, repeats (in any case) told apart by a suffix."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for number, cell in enumerate(cells, 1):
        name = " ".join(CONTROL.sub("", cell).split()) or f"column {number}"
        seen[name.casefold()] += 1
        names.append(name if seen[name.casefold()] == 1 else f"{name} ({number})")
    return tuple(names)
