"""Marks of Markdown, HTML and templates: what a line opens, and where that ends."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from assistant.domain.documents import BlockKind
from assistant.domain.spans import Span
from ingest.structure.draft import Draft
from ingest.structure.lines import Line, trimmed
from ingest.structure.naming import is_name

RULE = re.compile(r"(?:\\?[*_=~–—-]\s*){3,}$|\* \* \*$|#{3,}$")
HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<words>\S.*?)[\s#]*$")
SETEXT = re.compile(r"(?:={3,}|-{3,})$")
BULLET = re.compile(r"(?:[-*+•‣▪◦–]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?:\[[ xX]\]\s+)?")
PICTURE = re.compile(r"(?:\[?!\[[^\[\]]{0,300}\]\([^()\s]{0,500}[^()]{0,100}\)(?:\]\([^()]{0,500}\))?\s*)+$")
FENCE = re.compile(r"(?:`{3,}|~{3,})")
_TABLE_RULE = re.compile(r"\|?[\s:|+-]*-{2,}[\s:|+-]*$")
_TAGS = re.compile(r"(?:<[^<>]{1,400}>|&nbsp;|\s)+")
_BLOCK_TAG = re.compile(
    r"</?(?:p|br|blockquote|footer|cite|div|figure|figcaption|script|h\d)\b[^<>]{0,400}>", re.IGNORECASE
)
_RAW_TAG = re.compile(r"<(script|style|svg|iframe|video|figure|table|nav|form|footer)\b", re.IGNORECASE)
_DASHED = re.compile(r"(?:\\?[-–—―]{1,3}|&mdash;|&ndash;|~)\s*")
_AUTHOR = re.compile(
    r"(?P<name>[^\W\d_][^,;()|<>\n–—:]{1,60}?)\s*(?:[,|–—]\s*(?P<note>[^\n<>]{2,160})|\((?P<paren>[^()\n]{2,120})\)|$"
    r"|<|\.$)"
)
_FIELD = re.compile(
    r"\s*(?P<key>author|name|title|role|company|organization|quote|text)\s*[:=]\s*(?P<value>.*)$", re.IGNORECASE
)
_LONGEST_SIGNATURE = 200
_FURTHEST = 400  # lines that one construct may take
_LARGEST = 40_000  # code points that one may take


def front_matter(text: str, rows: Sequence[Line]) -> int:
    """Return the number of lines that front matter between `---` takes; 0 without any."""
    if not rows or text[rows[0].start : rows[0].end] not in ("---", "+++"):
        return 0
    mark = text[rows[0].start : rows[0].end]
    for i in range(1, min(len(rows), _FURTHEST)):
        if text[rows[i].start : rows[i].end] == mark:
            named = any(re.match(r"[\w-]{1,40}\s*[:=]", text[row.start : row.end]) for row in rows[1:i])
            return i + 1 if named else 0
    return 0


def closing(text: str, rows: Sequence[Line], at: int, mark: str) -> int:
    """Return the line behind the one that holds `mark`, looking from line `at` on; `at + 1` without one."""
    reach = rows[min(at + _FURTHEST, len(rows)) - 1].end
    found = text.find(mark, rows[at].start, min(reach, rows[at].start + _LARGEST))
    if found < 0:
        return at + 1
    return bisect_right(rows, found, key=lambda row: row.start)


def fence_end(text: str, rows: Sequence[Line], at: int) -> int:
    """Return the line behind a code fence that opens on line `at`."""
    mark = text[rows[at].start : rows[at].start + 3]
    if at + 1 >= len(rows):
        return at + 1
    return closing(text, rows, at + 1, mark)


def raw_tag(text: str, row: Line) -> str | None:
    """Return the tag whose content is no prose, when `row` opens one."""
    match = _RAW_TAG.match(text, row.start, row.end)
    return match[1] if match else None


def untagged(text: str, start: int, end: int) -> Span:
    """Return the span without tags at its ends; empty when only tags are there."""
    if match := _TAGS.match(text, start, end):
        start = match.end()
    while start < end:
        kept = trimmed(text, start, end)
        if kept.start == kept.end or text[kept.end - 1] != ">":
            return kept
        opened = text.rfind("<", max(kept.start, kept.end - 400), kept.end)
        if opened < 0:
            return kept
        end = opened
    return Span(end, end)


def author(text: str, start: int, end: int) -> tuple[Span, Span | None] | None:
    """Read "— Jane Roe, VP Operations" below a quotation: the name's place and the note's."""
    dash = _DASHED.match(text, start, end)
    begin = dash.end() if dash else start
    match = _AUTHOR.match(text, begin, end)
    if match is None or not is_name(match["name"].strip("*_ ")):
        return None
    name = trimmed(text, match.start("name"), match.end("name"))
    while text[name.start] in "*_":
        name = Span(name.start + 1, name.end)
    while text[name.end - 1] in "*_ ":
        name = Span(name.start, name.end - 1)
    group = "note" if match["note"] else "paren"
    return name, untagged(text, *trimmed(text, match.start(group), match.end(group))) if match[group] else None


def signed(text: str, row: Line) -> tuple[Span, Span | None] | None:
    """Return name and note when a line is a dash and a name, as below a quotation."""
    if row.blank or row.end - row.start > _LONGEST_SIGNATURE or _DASHED.match(text, *row.span) is None:
        return None
    return author(text, row.start, row.end)


def is_signature(text: str, row: Line) -> bool:
    """Tell whether a line signs what stands above it; a hyphen alone would rather be a list item."""
    return text[row.start] in "—–―\\~&" and signed(text, row) is not None


def is_table_rule(text: str, row: Line) -> bool:
    """Tell whether a line is the rule below a table's head."""
    return _TABLE_RULE.match(text, row.start, row.end) is not None


def html_quote(text: str, start: int, end: int) -> list[Draft]:
    """Return the quotations in `<blockquote>…</blockquote>`, with the one they are by."""
    quotes: list[Draft] = []
    at = start
    for match in [*_BLOCK_TAG.finditer(text, start, end), None]:
        piece = untagged(text, at, match.start() if match else end)
        at = match.end() if match else end
        if piece.start >= piece.end:
            continue
        by = author(text, *piece) if quotes and _DASHED.match(text, *piece) else None
        if by is None:
            quotes.append(Draft(*piece, BlockKind.QUOTATION))
            continue
        for quote in quotes:
            quote.speaker, quote.name, quote.note = by[0].of(text), by[0], by[1]
        quotes.append(Draft(*piece, BlockKind.HEADER))
    return quotes


def shortcode(text: str, rows: Sequence[Line]) -> list[Draft]:
    """Read a quoting shortcode, `{{pullquote … }}` with author, title, company, quote; lines are its own."""
    drafts: list[Draft] = []
    fields: dict[str, Span] = {}
    i = 1
    while i < len(rows):
        row = rows[i]
        match = _FIELD.match(text, row.start, row.end)
        i += 1
        if match is None:
            continue
        key, value = match["key"].casefold(), untagged(text, match.start("value"), match.end("value"))
        if key in ("author", "name"):
            fields = {}
        if key not in ("quote", "text"):
            fields[key] = value
            drafts.append(Draft(row.start, row.end, BlockKind.HEADER))
            continue
        i, value = _scalar(text, rows, i, value)
        if value.start < value.end:
            drafts.append(_pulled(text, value, fields))
    return drafts


def _scalar(text: str, rows: Sequence[Line], at: int, value: Span) -> tuple[int, Span]:
    """Return the value of a YAML field, which may go on in the lines below after a `|` or `>`."""
    if value.start < value.end and value.of(text) not in ("|", ">", "|-", ">-", "|+", ">+"):
        return at, _unquoted(text, value)
    i = at
    while (
        i < len(rows)
        and not _FIELD.match(text, rows[i].start, rows[i].end)
        and "}}" not in text[rows[i].start : rows[i].end]
    ):
        i += 1
    return i, trimmed(text, rows[at].start, rows[i - 1].end) if i > at else Span(value.end, value.end)


def _unquoted(text: str, value: Span) -> Span:
    if value.end - value.start > 1 and text[value.start] == text[value.end - 1] and text[value.start] in "\"'":
        return Span(value.start + 1, value.end - 1)
    return value


def _pulled(text: str, value: Span, fields: dict[str, Span]) -> Draft:
    by = fields.get("author") or fields.get("name")
    return Draft(
        *value,
        BlockKind.QUOTATION,
        speaker=by.of(text) if by else None,
        name=by,
        note=fields.get("title") or fields.get("role"),
        company=fields.get("company") or fields.get("organization"),
    )
