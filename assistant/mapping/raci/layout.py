"""Where the matrix stands in a grid: title rows, headers, legends, footnotes and several tables told apart.

A body row has letters; the header is the nearest row of names above the first of them. A row whose only
text stands in the first cell is a heading of a section where it reads like one, else an activity without
letters: what looks like an omission must be told, not passed over.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.domain.grids import Grid, GridRow
from assistant.domain.variants import Variant
from assistant.mapping.raci.letters import looks_lettered, read

_LETTERED_SHARE = 0.5  # of a row's filled cells beyond the first that are letters
_LEAST_SECTIONS = 2
_READS_AS_SECTION = re.compile(
    r"(?:phase|stage|section|part|workstream|block|area)\s*[\dIVXA-F]+\b.*|[IVX]+[.)]\s.*|.*:",
    re.IGNORECASE | re.DOTALL,
)
_SHOUTED = re.compile(r"[^a-z]*[A-Z]{4}[^a-z]*")
_FOOTNOTE = re.compile(
    r"(?:legend|key|notes?|sources?|see also|last updated?|version|owner|status|date|author|prepared by|approved by)"
    r"\s*(?:[:=]|$)|\*|†|‡|\[\^?\w{1,3}\]|\(\d\)|[¹²³]",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"(?:(?:activit(?:y|ies)|tasks?|deliverables?|process(?:es)?|steps?|decisions?|functions?|what|roles?|teams?|who"
    r"|#|no\.?|nr\.?|id|number)"
    r"(?:\s*[/\\|]\s*\w+)?)?",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(r"\s*\(?([A-Za-z])\)?\s*(?:=|:|-|–|—|\bis\b|\bmeans\b)\s*(\w+)")


class Block(NamedTuple):
    """One table of a grid: its header rows, the outermost first, and its body."""

    headers: tuple[GridRow, ...]
    body: tuple[GridRow, ...]
    title: str = ""
    sections: tuple[str, ...] = ()  # headings between the activities
    behind: tuple[str, ...] = ()  # places of rows below the table that are none of it


def blocks(grid: Grid, variant: Variant) -> tuple[Block, ...]:
    """Return the tables of a grid; a block without a header has letters and no row of names above them."""
    found: list[Block] = []
    rows = grid.rows
    at = 0
    while (first := _next_lettered(rows, at, variant)) is not None:
        above = [row for row in rows[at:first] if not row.blank]
        headers, title = _headers(above, variant)
        end = _end(rows, first, variant)
        inside, behind = _cut(rows[_body_start(rows, at, first, headers) : end], headers, variant)
        body, sections = _body(inside, variant)
        found.append(Block(headers, body, title, sections, behind))
        at = end
    return tuple(found)


def _next_lettered(rows: Sequence[GridRow], start: int, variant: Variant) -> int | None:
    lettered = (at for at in range(start, len(rows)) if is_lettered(rows[at], variant))
    return next((at for at in lettered if not _heads(rows, at)), None)


def _heads(rows: Sequence[GridRow], at: int) -> bool:
    """Tell a header whose names happen to be letters: it begins like one, below nothing but titles and gaps."""
    above = rows[at - 1] if at else None
    begins = _HEADS.fullmatch(rows[at].cells[0].strip()) is not None and at + 1 < len(rows)
    return begins and (above is None or above.blank or _is_single(above))


def is_lettered(row: GridRow, variant: Variant) -> bool:
    """Tell whether a row holds letters of the variant beyond its first filled cell, and is no legend."""
    cells = _filled(row)
    if len(cells) < 2 or is_legend(row, variant):  # noqa: PLR2004  a name and a letter
        return False
    lettered = [text for text in cells[1:] if read(text, variant).letters]
    short = [text for text in cells[1:] if looks_lettered(text)]
    return bool(lettered) and len(lettered) >= _LETTERED_SHARE * len(short or cells[1:])


def is_legend(row: GridRow, variant: Variant) -> bool:
    """Tell whether a row explains letters: "R = Responsible", or a letter beside its word."""
    cells = _filled(row)
    if not cells:
        return False
    explained = _EXPLAINS.match(cells[0]) or (_EXPLAINS.match(" = ".join(cells[:2])) if len(cells[0]) == 1 else None)
    if explained is None:
        return False
    word = variant.words.get(explained[2].casefold()) or variant.words.get(explained[2].casefold().removesuffix("s"))
    return word == explained[1].upper()


def _filled(row: GridRow) -> list[str]:
    return [cell.strip() for cell in row.cells if cell.strip()]


def _is_single(row: GridRow) -> bool:
    """Tell whether a row says one thing only; a title merged over all columns says it in each."""
    return len(set(_filled(row))) == 1


def _headers(above: Sequence[GridRow], variant: Variant) -> tuple[tuple[GridRow, ...], str]:
    """Return the row or two rows of names right above the body, and the title above them."""
    names = [at for at, row in enumerate(above) if not _is_single(row) and not is_legend(row, variant)]
    if not names:
        return (), ""
    last = names[-1]
    grouped = last > 0 and last - 1 in names and _is_group(above[last - 1], above[last])
    first = last - 1 if grouped else last
    titles = [row for row in above[:first] if _is_single(row) and not is_legend(row, variant)]
    title = _filled(titles[-1])[0] if titles else ""
    return tuple(above[first : last + 1]), title


def _is_group(outer: GridRow, inner: GridRow) -> bool:
    """Tell whether a row groups the columns of the one below: it repeats, leaves gaps, or fills theirs."""
    texts = [cell.strip() for cell in outer.cells[1:]]
    named = [text for text in texts if text]
    gaps = any(not below.strip() for below in inner.cells)
    return len(set(named)) < len(named) or gaps or (len(named) < len(_filled(inner)) - 1 and bool(named))


def _body_start(rows: Sequence[GridRow], at: int, first: int, headers: Sequence[GridRow]) -> int:
    """Return where the body begins: right below the header, as its first activities may have no letters."""
    below = [n + 1 for n in range(at, first) if headers and rows[n] is headers[-1]]
    return below[0] if below else first


def _end(rows: Sequence[GridRow], first: int, variant: Variant) -> int:
    """Return where a table ends: at the header of the next one, or with the rows."""
    after_gap = False
    for at in range(first + 1, len(rows)):
        row = rows[at]
        if row.blank or _is_single(row):
            after_gap = True
        elif _is_header(row, variant, after_gap=after_gap) or (after_gap and _heads(rows, at)):
            if _next_lettered(rows, at + 1, variant) is not None and not _same(row, rows, first):
                return _with_title(rows, first, at)
        else:
            after_gap = False
    return len(rows)


def _same(row: GridRow, rows: Sequence[GridRow], first: int) -> bool:
    """Tell whether a row only repeats the header above a table, as printed pages do."""
    return any(other.cells == row.cells for other in rows[max(0, first - 2) : first])


def _cut(
    rows: Sequence[GridRow], headers: Sequence[GridRow], variant: Variant
) -> tuple[tuple[GridRow, ...], tuple[str, ...]]:
    """Leave out headers that are repeated within a table, and what stands below it after a gap."""
    heads = {tuple(cell.strip() for cell in row.cells) for row in headers[-1:]}
    kept = [row for row in rows if tuple(cell.strip() for cell in row.cells) not in heads]
    last = max((at for at, row in enumerate(kept) if is_lettered(row, variant)), default=len(kept))
    gap = next((at for at in range(last, len(kept)) if kept[at].blank), len(kept))
    behind = tuple(row.place for row in kept[gap:] if not row.blank and not _is_aside(row, variant))
    return tuple(kept[:gap]), behind


def _with_title(rows: Sequence[GridRow], first: int, header: int) -> int:
    """Return where the next table begins with the titles above its header."""
    at = header
    while at - 1 > first and (rows[at - 1].blank or _is_single(rows[at - 1])):
        at -= 1
        if rows[at].blank:
            break
    return at


def _is_header(row: GridRow, variant: Variant, *, after_gap: bool) -> bool:
    """Tell a row of names from one with unknown letters: names are longer, or stand below a gap."""
    if _is_aside(row, variant):
        return False
    cells = _filled(row)[1:]
    if any(read(text, variant).letters for text in cells):
        return False
    return bool(cells) and (after_gap or not any(looks_lettered(text) for text in cells))


def _body(rows: Sequence[GridRow], variant: Variant) -> tuple[tuple[GridRow, ...], tuple[str, ...]]:
    """Return the activities of a table, and the headings between them.

    A row of one text is a heading if it reads like one, or if the whole table is built so; else it is an
    activity without letters.
    """
    kept = [row for row in rows if not _is_aside(row, variant)]
    last = max((at for at, row in enumerate(kept) if is_lettered(row, variant)), default=-1)
    sectioned = _is_sectioned(kept, variant)
    headings = {
        at for at, row in enumerate(kept[:last]) if _is_lone(row) and (sectioned or _reads_as_section(_filled(row)[0]))
    }
    body = tuple(row for at, row in enumerate(kept) if at not in headings)
    return body, tuple(_filled(kept[at])[0] for at in sorted(headings))


def _is_sectioned(rows: Sequence[GridRow], variant: Variant) -> bool:
    """Tell whether rows of one text part a table: it begins with one, and two activities or more follow each."""
    lone = [at for at, row in enumerate(rows) if _is_lone(row)]
    if len(lone) < _LEAST_SECTIONS or lone[0] != 0:
        return False
    bounds = [*lone, len(rows)]
    return all(after - at > _LEAST_SECTIONS for at, after in pairwise(bounds)) and all(
        is_lettered(row, variant) for at, row in enumerate(rows) if at not in lone
    )


def _is_aside(row: GridRow, variant: Variant) -> bool:
    if row.blank or is_legend(row, variant):
        return True
    return not is_lettered(row, variant) and _FOOTNOTE.match(_filled(row)[0]) is not None


def _is_lone(row: GridRow) -> bool:
    """Tell whether a row says one thing, and not just a letter whose activity has no name."""
    return _is_single(row) and (bool(row.cells[0].strip()) or len(_filled(row)[0]) > 1)


def _reads_as_section(text: str) -> bool:
    return (_READS_AS_SECTION.fullmatch(text) or _SHOUTED.fullmatch(text)) is not None
