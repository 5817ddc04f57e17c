"""Usage files on their way in: told apart by suffix, staged side by side so that SQL can name them plainly."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput

Format = Literal["csv", "parquet", "jsonl"]
SUFFIXES: dict[str, Format] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
MEND_EMPTY = "export the usage data again"


class UsageFile(NamedTuple):
    """One staged file; SQL names it by `name`, relative to the staging folder."""

    name: str
    path: Path
    format: Format
    sha256: str


def stage(files: Sequence[Path | NamedBytes], folder: Path) -> tuple[UsageFile, ...]:
    """Put every file under its own name into `folder` (paths as links).

    Raises:
        BadInput: no such file, an unknown suffix, an empty file, or one name twice.
    """
    staged: dict[str, UsageFile] = {}
    for file in files:
        one = _stage_one(file, folder, staged)
        staged[one.name] = one
    return tuple(staged.values())


def _stage_one(file: Path | NamedBytes, folder: Path, staged: dict[str, UsageFile]) -> UsageFile:
    name = Path(file.name).name
    form = SUFFIXES.get(Path(name).suffix.lower())
    if form is None:
        raise BadInput(name or "usage", "is no usage table by its suffix", mend="give .csv, .parquet or .jsonl")
    if name in staged:
        raise BadInput(name, "two usage files have this name", mend="rename one of them")
    target = folder / name
    if isinstance(file, NamedBytes):
        target.write_bytes(file.data)
    elif not file.is_file():
        raise BadInput(str(file), "there is no such file", mend="check the path")
    else:
        target.symlink_to(file.resolve())
    if target.stat().st_size == 0:
        raise BadInput(name, "the file is empty", mend=MEND_EMPTY)
    with target.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        magic = stream.read(4)
    if form == "parquet" and magic != b"PAR1":
        raise BadInput(name, "the file is not Parquet", mend=MEND_EMPTY)
    return UsageFile(name, target, form, digest)


def in_sql(name: str) -> str:
    """Return a file name for a table function, with the wildcards in it taken literally."""
    return "'" + re.sub(r"[*?\[]", r"[\g<0>]", name).replace("'", "''") + "'"
