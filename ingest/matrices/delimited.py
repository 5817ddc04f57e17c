"""Matrices in csv: any usual delimiter and encoding, with what stands around the table left in place."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.grids import Grid, GridRow
from ingest.encoding import decode
from ingest.limits import Limits
from ingest.matrices.bounds import refuse_large

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")  # what a spreadsheet writes before the header
_MEND = "close the quotation marks, or export it again"
_TEXT_MARK = re.compile(r"\A'(?=[=+\-@\t\r'])")  # keeps a spreadsheet from taking a cell for a formula


def read_delimited(file: NamedBytes, limits: Limits) -> tuple[Grid, ...]:
    """Read a csv file as one grid.

    Raises:
        BadInput: no text, cut within quotation marks, or more rows or columns than a matrix has.
    """
    text = decode(file.name, file.data).text
    if len(text) > limits.max_characters:
        raise BadInput(file.name, f"more than {limits.max_characters:,} characters", mend="leave out what is no matrix")
    named = _SEPARATOR_LINE.match(text)
    if named:
        text = text[named.end() :]
        rows = _rows(file.name, text, named[1], first=2)
    else:
        rows = max((_rows(file.name, text, mark) for mark in _DELIMITERS), key=_agreement)
    return (Grid("", rows),)


def _rows(name: str, text: str, delimiter: str, *, first: int = 1) -> tuple[GridRow, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    rows: list[GridRow] = []
    begins = held = 0
    try:
        for cells in reader:
            place = f"line {begins + first}"
            begins = reader.line_num
            held += len(cells)
            refuse_large(name, len(rows) + 1, len(cells), held, place)
            rows.append(GridRow(place, tuple(_TEXT_MARK.sub("", cell, count=1) for cell in cells)))
    except csv.Error as error:
        raise BadInput(name, f"no csv: {error}", place=f"line {begins + first}", mend=_MEND) from error
    if rows and text.count('"') % 2 and any("\n" in cell for cell in rows[-1].cells):
        raise BadInput(name, "a quotation mark is opened and never closed", place=rows[-1].place, mend=_MEND)
    return tuple(rows)


def _agreement(rows: Sequence[GridRow]) -> tuple[bool, float, int]:
    """Rank a delimiter: does it split at all, how many rows agree on the width, and how wide they are."""
    widths = Counter(len(row.cells) for row in rows if not row.blank)
    if not widths:
        return (False, 0.0, 0)
    splitting = {width: count for width, count in widths.items() if width > 1}
    if not splitting:
        return (False, 0.0, 1)
    width, count = max(splitting.items(), key=lambda item: (item[1], item[0]))
    return (True, round(count / widths.total(), 1), width)
