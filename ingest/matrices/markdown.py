"""Matrices in Markdown: pipe tables, under the nearest heading as their name, freed of inline marks."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.grids import Grid, GridRow
from ingest.encoding import decode
from ingest.limits import Limits
from ingest.matrices.bounds import refuse_large

_RULE = frozenset("|:- \t\r")
_HEADING = re.compile(r" {0,3}#{1,6}\s+(.{1,200}?)\s*#*\s*")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_BAR = re.compile(r"(?<!\\)\|")
_PICTURE_OR_LINK = re.compile(r"!?\[([^\]\[]*)\](?:\([^()]*\)|\[[^\]\[]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\]\[]{1,40}\]")
_BREAK = re.compile(r"(?<!\\)<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"(?<!\\)</?[A-Za-z][^<>]*>")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3}|~~|`{1,3})(?=\S)([^*_~`]+)(?<!\\)\1(?!\w)")
_NESTED = 3  # marks around marks, at most
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINES_LOOKED_AT = 5_000
_MEND = "write it as a table with | between the cells and a line of dashes under the header"


def has_tables(data: bytes) -> bool:
    """Tell whether bytes look like Markdown with a pipe table."""
    return any(_is_rule(line.decode("latin-1")) for line in data.splitlines()[:_LINES_LOOKED_AT])


def read_markdown(file: NamedBytes, limits: Limits) -> tuple[Grid, ...]:
    """Read each pipe table as a grid; those in code fences only where there are no others.

    Raises:
        BadInput: no text, too long, or no table in it.
    """
    text = decode(file.name, file.data).text
    if len(text) > limits.max_characters:
        raise BadInput(file.name, f"more than {limits.max_characters:,} characters", mend="leave out what is no matrix")
    lines = text.split("\n")
    grids = tuple(_grids(file.name, lines, fenced=False)) or tuple(_grids(file.name, lines, fenced=True))
    if not grids:
        raise BadInput(file.name, "there is no table in it", mend=_MEND)
    return grids


def _grids(where: str, lines: Sequence[str], *, fenced: bool) -> Iterator[Grid]:
    name, inside, at = "", False, 0
    while at < len(lines):
        line = lines[at]
        if _FENCE.match(line):
            inside = not inside
        elif heading := _HEADING.fullmatch(line):
            name = _plain(heading[1])
        elif inside == fenced and "|" in line and at + 1 < len(lines) and _is_rule(lines[at + 1]):
            end = at + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            places = [at, *range(at + 2, end)]
            columns = max(lines[n].count("|") for n in places)
            refuse_large(where, len(places), columns, sum(lines[n].count("|") for n in places), f"line {at + 1}")
            yield Grid(name, tuple(GridRow(f"line {n + 1}", _cells(lines[n])) for n in places))
            at = end - 1
        at += 1


def _is_rule(line: str) -> bool:
    return "|" in line and "-" in line and _RULE.issuperset(line)


def _cells(line: str) -> tuple[str, ...]:
    cells = _BAR.split(line.strip().removeprefix("|"))
    return tuple(_plain(cell) for cell in (cells if cells[-1].strip() else cells[:-1]))


def _plain(text: str) -> str:
    """Return inline Markdown as it is read: links by their text, no emphasis, no tags, no escapes."""
    bare = _TAG.sub("", _BREAK.sub("\n", _FOOTNOTE.sub("", text)))
    bare = _PICTURE_OR_LINK.sub(r"\1", bare)
    for _ in range(_NESTED):
        bare = _EMPHASIS.sub(r"\2", bare)
    return _ESCAPED.sub(r"\1", bare).strip()
