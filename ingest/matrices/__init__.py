"""Responsibility matrices as people write them: csv, Markdown tables, workbooks; read into plain grids.

What a grid means – which row is the header, which cells hold letters – is not decided here.
"""

from collections.abc import Callable
from pathlib import PurePath

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.grids import Grid
from ingest.limits import Limits
from ingest.matrices.delimited import read_delimited
from ingest.matrices.markdown import has_tables, read_markdown

Reader = Callable[[NamedBytes, Limits], tuple[Grid, ...]]
_MEND = "give a .csv, .md or .xlsx file"


def read_grids(file: NamedBytes, limits: Limits | None = None) -> tuple[Grid, ...]:
    """Read every table of a file, by the suffix of its name; standard input may be csv or Markdown.

    Raises:
        BadInput: not a kind of file that holds a matrix, damaged, or larger than `limits`.
    """
    bounds = limits or Limits()
    if len(file.data) > bounds.max_bytes:
        raise BadInput(file.name, f"larger than {bounds.max_bytes:,} bytes", mend="leave out what is no matrix")
    if not file.data.strip():
        raise BadInput(file.name, "the file is empty", mend=_MEND)
    return _reader(file)(file, bounds)


def _reader(file: NamedBytes) -> Reader:
    suffix = PurePath(file.name).suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        from ingest.matrices.workbook import read_workbook

        return read_workbook
    if suffix in {".md", ".markdown"}:
        return read_markdown
    if suffix in {".csv", ".tsv"}:
        return read_delimited
    if suffix in {"", ".txt"}:
        return read_markdown if has_tables(file.data) else read_delimited
    raise BadInput(file.name, f"no matrix can be read from {suffix} files", mend=_MEND)
