"""Notes and tables as they come in: pasted as text, or as files. Uploads are read, never run, never served inline."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import File, UploadFile
from pydantic import Field

from assistant.domain.base import Frozen
from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.filenames import shown_name, unique_names

MOST_FILES = 50
MOST_BYTES = 25_000_000  # of one file; as much as the readers take
Files = Annotated[list[UploadFile], File(description=f"At most {MOST_FILES} files.")]


class GivenText(Frozen):
    """A file as text: notes, a transcript, or a usage table."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["interview.txt"])]
    text: str = Field(examples=["Ada Stone: The stock count took us 9 days before. Now the stock count takes 3 days."])


def pasted(given: Sequence[GivenText]) -> tuple[NamedBytes, ...]:
    """Return texts as files whose names are unique within the request."""
    names = unique_names([shown_name(each.name) or "notes" for each in given])
    return tuple(
        NamedBytes(name, each.text.encode("utf-8", "replace")) for each, name in zip(given, names, strict=True)
    )


def uploaded(files: Sequence[UploadFile]) -> tuple[NamedBytes, ...]:
    """Return uploaded files under names that are unique within the request.

    Raises:
        BadInput: there are none, too many, or one is too large.
    """
    if not 0 < len(files) <= MOST_FILES:
        raise BadInput("files", f"there are {len(files)}", mend=f"send 1 to {MOST_FILES} files")
    names = unique_names([shown_name(file.filename or "") or "notes" for file in files])
    read = []
    for file, name in zip(files, names, strict=True):
        data = file.file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise BadInput(name, f"larger than {MOST_BYTES // 10**6} MB", mend="split it")
        read.append(NamedBytes(name, data))
    return tuple(read)
