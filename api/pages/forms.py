"""Forms as pages read them: fields by name, files with their bytes, and groups of numbered fields."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput


class Fields:
    """The fields of a form that was sent; absent ones are empty."""

    def __init__(self, form: FormData) -> None:
        self._form = form

    def text(self, name: str) -> str:
        """Return what stands in a field, without white space around it."""
        value = self._form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def raw(self, name: str) -> str:
        """Return what stands in a field, its line ends as in a file (browsers send CRLF)."""
        value = self._form.get(name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return every value of a field, such as the boxes that are ticked."""
        return tuple(value for value in self._form.getlist(name) if isinstance(value, str))

    def number(self, name: str) -> int | None:
        """Return a whole number; None when the field is empty or holds none."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() else None

    def day(self, name: str, words: str) -> date | None:
        """Return a day; None when the field is empty.

        Raises:
            BadInput: it is no day; `words` is what the page calls the field.
        """
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise BadInput(words, "this is no day", mend="write it like 2027-03-12") from None

    def files(self, name: str) -> tuple[NamedBytes, ...]:
        """Return the files chosen in a field; of two with one name the second gets a number."""
        chosen = [
            each for each in self._form.getlist(name) if isinstance(each, UploadFile) and (each.filename or each.size)
        ]
        return tuple(NamedBytes(found, each.file.read()) for found, each in zip(_names(chosen), chosen, strict=True))


async def _fields(request: Request) -> Fields:
    return Fields(await request.form())


Sent = Annotated[Fields, Depends(_fields)]


def _names(files: Sequence[UploadFile]) -> Iterator[str]:
    used: set[str] = set()
    for file in files:
        name = (file.filename or "notes.txt").replace("\\", "/").rpartition("/")[2] or "notes.txt"
        stem, dot, suffix = name.rpartition(".")
        unique, number = name, 2
        while unique in used:
            unique = f"{stem}-{number}{dot}{suffix}"
            number += 1
        used.add(unique)
        yield unique
