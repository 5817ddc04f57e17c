"""Word documents (.docx): paragraphs, headings, lists and tables in reading order."""

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from assistant.domain.documents import Notice
from ingest import invisible
from ingest.limits import Limits
from ingest.raw import RawDocument
from ingest.readers.building import TextBuilder
from ingest.readers.packed import refuse_unsafe
from ingest.readers.word_parts import left_out, remarks

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NEVER = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})  # a fallback says the same once more
_GONE = _NEVER | {f"{_W}txbxContent"}
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_EXCERPT = 160  # characters of what was left out, for the reviewer to recognise it by


class _Line(NamedTuple):
    words: str
    prefix: str = ""
    group: str = ""  # lines of one group in a row belong together: list items, rows of a table


def read(name: str, data: bytes, limits: Limits) -> RawDocument:
    """Read a .docx file. Headings become `# `, list items `- `, a table row `cell | cell`.

    Deleted (tracked) words, hidden words, reviewers' comments, page headers and footers stay out of the
    text; all but the first are pointed out. Text boxes follow the paragraph they are anchored in,
    footnotes and endnotes the whole text, under a heading of their own.

    Raises:
        BadInput: damaged, a decompression bomb, or an XML document type in one of its parts.
    """
    refuse_unsafe(name, data, limits)
    import docx

    document = docx.Document(io.BytesIO(data))
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    builder, hidden = TextBuilder(), list[str]()
    group = ""
    for line in _all(document, styles, hidden):
        builder.add(line.words, prefix=line.prefix, between="\n" if group and line.group == group else "\n\n")
        group = line.group
    return RawDocument(
        media_type=MEDIA_TYPE,
        text=builder.text,
        notices=(*_left_out(hidden), *_comments(document), *left_out(document), *invisible.notices(builder.text)),
        title=document.core_properties.title or None,
    )


def _all(document: Any, styles: dict[str, str], hidden: list[str]) -> Iterator[_Line]:
    yield from _lines(document.element.body, styles, hidden)
    for title, bodies in remarks(document):
        found = [line for body in bodies for line in _lines(body, styles, hidden)]
        if found:
            yield _Line(title, "# ")  # nobody who spoke last says what follows
            yield from found


def _lines(parent: Any, styles: dict[str, str], hidden: list[str]) -> Iterator[_Line]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, styles, hidden)
        elif element.tag == f"{_W}tbl":
            yield from _rows(element, hidden)
        elif element.tag not in _GONE and isinstance(element.tag, str):
            yield from _lines(element, styles, hidden)  # content controls and the like wrap paragraphs


def _paragraph(paragraph: Any, styles: dict[str, str], hidden: list[str]) -> Iterator[_Line]:
    words = _words(paragraph, hidden)
    if words:
        prefix = _prefix(paragraph, styles)
        yield _Line(words, prefix, group="list" if prefix == "- " else "")
    for box in _within(paragraph, f"{_W}txbxContent"):
        yield from _lines(box, styles, hidden)


def _within(element: Any, tag: str) -> Iterator[Any]:
    """Yield the `tag` elements in what is not deleted; one within another is left to whoever reads that."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _NEVER:
            yield from _within(child, tag)


def _prefix(paragraph: Any, styles: dict[str, str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    heading = re.fullmatch(r"heading (\d)", name)
    if heading or name == "title":
        return "#" * (int(heading.group(1)) if heading else 1) + " "
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith("list")
    return "- " if listed else ""


def _rows(table: Any, hidden: list[str]) -> Iterator[_Line]:
    """Yield a table's rows; a table within a cell is words of that cell."""
    for row in _own(table, f"{_W}tbl", f"{_W}tr"):
        cells = (
            " ".join(_words(paragraph, hidden) for paragraph in _paragraphs(cell))
            for cell in _own(row, f"{_W}tr", f"{_W}tc")
        )
        words = " | ".join(" ".join(cell.split()) for cell in cells)
        if words.strip(" |"):
            yield _Line(words.rstrip(), group="table")


def _paragraphs(element: Any) -> Iterator[Any]:
    """Yield all paragraphs, those of tables and text boxes within too."""
    for paragraph in _within(element, f"{_W}p"):
        yield paragraph
        yield from _paragraphs(paragraph)


def _own(parent: Any, kind: str, tag: str) -> Iterator[Any]:
    """Yield the `tag` elements that are in `parent` and in no other of its `kind` within it."""
    return (element for element in parent.iter(tag) if next(element.iterancestors(kind)) is parent)


def _words(paragraph: Any, hidden: list[str]) -> str:
    """Return what a paragraph shows; what it hides goes to `hidden`."""
    shown, veiled = list[str](), list[str]()
    for element in _inline(paragraph):
        words = (element.text or "") if element.tag == f"{_W}t" else _MARKS[element.tag]
        (veiled if _is_hidden(element) else shown).append(words)
    if "".join(veiled).strip():
        hidden.append(" ".join("".join(veiled).split()))
    return "".join(shown).strip()


def _inline(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{_W}t" or child.tag in _MARKS:
            if child.getparent().tag != f"{_W}tabs":  # tab stops of a paragraph's properties
                yield child
        elif child.tag not in _GONE:
            yield from _inline(child)


def _is_hidden(element: Any) -> bool:
    mark = element.getparent().find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _left_out(hidden: list[str]) -> Iterator[Notice]:
    if hidden:
        words = f"{len(hidden)} hidden passages were left out, such as: {hidden[0][:_EXCERPT]}"
        yield Notice(kind="hidden_text", text=words, start=0, end=0)


def _comments(document: Any) -> Iterator[Notice]:
    count = sum(1 for _ in document.comments)
    if count:
        yield Notice(kind="comments", text=f"{count} comments in the margin were left out", start=0, end=0)
