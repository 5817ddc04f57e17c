"""Contact lists: a csv of people in, contacts with the places of their cells out.

The list is a document like any other, so that a citation of a title cell holds: its text is the decoded
file. Cells are data only; a formula in one is a text that begins with "=", and is written out as text.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.domain.documents import Document, NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.people import Contact
from assistant.domain.spans import Span
from assistant.domain.text import natural
from ingest.contact_columns import columns
from ingest.encoding import decode

DELIMITERS = (",", ";", "\t", "|")
HEAD = 20  # rows among which the header is looked for
MOST_ROWS = 500_000
MEND = "give a csv with a header such as name,title,email,company,department"
_SEPARATOR_LINE = re.compile(r"\A\"?sep=(.)\"?[^\n]*\n", re.IGNORECASE)


class Cell(NamedTuple):
    """A cell: its value, and where its words stand in the text."""

    value: str
    span: Span


class ContactList(NamedTuple):
    """A contact list as a document, with its people and what was left out."""

    document: Document
    contacts: tuple[Contact, ...]
    problems: tuple[str, ...] = ()


def read_contacts(file: NamedBytes, *, id: str) -> ContactList:  # noqa: A002  the document's id, as the contract calls it
    """Read a contact list.

    Args:
        file: a csv, in any encoding and with any usual delimiter; a header is needed.
        id: the document's id.

    Raises:
        BadInput: it is no text, has no header with a name, no rows, or more than MOST_ROWS.
    """
    text = decode(file.name, file.data).text
    if not text.strip():
        raise BadInput(file.name, "the contact list is empty", mend=MEND)
    said = _SEPARATOR_LINE.match(text)
    start = said.end() if said else 0
    marks = (said[1],) if said else DELIMITERS
    found = next((header for mark in _likely(text, start, marks) if (header := _header(text, start, mark))), None)
    if found is None:
        first = text[start:].lstrip().split("\n", 1)[0][:60]
        raise BadInput(file.name, f"no header with a name was found (it begins {first!r})", mend=MEND)
    document = Document(
        id=id, sha256=hashlib.sha256(file.data).hexdigest(), media_type="text/csv", text=text, language="und"
    )
    contacts, nameless = _contacts(file.name, text, id, found)
    if not contacts:
        raise BadInput(file.name, "the contact list has a header and no people", mend="export the list again")
    noun = "row has" if nameless == 1 else "rows have"
    return ContactList(document, contacts, (f"{nameless:,} {noun} no name and no address",) if nameless else ())


class _Header(NamedTuple):
    delimiter: str
    end: int  # where the first row of people begins
    columns: Mapping[str, tuple[int, ...]]


def rows(text: str, start: int, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the records of a csv, each with the offset behind it; quoted cells may hold line breaks.

    A quotation mark that is never closed is an ordinary character. Linear in the text.
    """
    mark = re.escape(delimiter)
    cell = re.compile(rf'[^\S\n{mark}]*+"((?:[^"]|"")*+)"([^\n{mark}]*+)|([^\n{mark}]*+)')
    at, end = start, len(text)
    record: list[Cell] = []
    while at < end:
        match = cell.match(text, at)
        assert match is not None  # noqa: S101  the second form fits everywhere
        record.append(_cell(text, match))
        at = match.end()
        if at < end and text[at] == delimiter:
            at += 1
            if at < end:
                continue
            record.append(Cell("", Span(end, end)))
        else:
            at += 1
        yield min(at, end), record
        record = []


def _cell(text: str, match: re.Match[str]) -> Cell:
    quoted = match[1] is not None
    start, end = match.span(1) if quoted else match.span(3)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    words = text[start:end]
    return Cell(" ".join((words.replace('""', '"') if quoted else words).split()), Span(start, end))


def _likely(text: str, start: int, marks: Sequence[str]) -> list[str]:
    head = text[start : start + 4096]
    return sorted(marks, key=lambda mark: -head.count(mark))


def _header(text: str, start: int, delimiter: str) -> _Header | None:
    for number, (end, cells) in enumerate(rows(text, start, delimiter)):
        if number == HEAD:
            return None
        found = columns([cell.value for cell in cells])
        if found:
            return _Header(delimiter, end, found)
    return None


def _contacts(where: str, text: str, document: str, header: _Header) -> tuple[tuple[Contact, ...], int]:
    found: list[Contact] = []
    nameless = 0
    for _, cells in rows(text, header.end, header.delimiter):
        if not any(cell.value for cell in cells):
            continue
        contact = _contact(document, cells, header.columns)
        if contact is None:
            nameless += 1
        else:
            found.append(contact)
        if len(found) > MOST_ROWS:
            raise BadInput(where, f"it has more than {MOST_ROWS:,} people", mend="split the list by account")
    return tuple(found), nameless


def _contact(document: str, cells: Sequence[Cell], where: Mapping[str, tuple[int, ...]]) -> Contact | None:
    def first(kind: str) -> Cell:
        listed = (cells[at] for at in where.get(kind, ()) if at < len(cells))
        return next((cell for cell in listed if cell.value), _EMPTY)

    name, span = _name(first("name"), first("first"), first("last"))
    email, user = first("email").value, first("user").value
    if not name:
        nameless = next((cell for cell in (first("email"), first("user")) if cell.value), _EMPTY)
        name, span = nameless.value, nameless.span
    if not name:
        return None
    title = first("title")
    return Contact(
        document=document,
        name=name,
        name_span=span,
        title=title.value,
        title_span=title.span if title.value else None,
        email=email if "@" in email else "",
        company=first("company").value,
        department=first("department").value,
        user=user,
    )


def _name(whole: Cell, first: Cell, last: Cell) -> tuple[str, Span]:
    if whole.value and not (first.value and last.value):
        return natural(whole.value), whole.span
    if first.value and last.value:
        return f"{first.value} {last.value}", min(first.span, last.span)
    lone = first if first.value else last
    return lone.value, lone.span


_EMPTY = Cell("", Span(0, 0))
