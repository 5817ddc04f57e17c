"""What a Word file holds beside its body: footnotes and endnotes, headers and footers of its pages."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from assistant.domain.documents import Notice

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EXCERPT = 160  # characters of what was left out, for the reviewer to recognise it by


class Remarks(NamedTuple):
    """The footnotes or endnotes of a document, each with its paragraphs."""

    title: str
    bodies: tuple[Any, ...]


def remarks(document: Any) -> Iterator[Remarks]:
    """Yield footnotes, then endnotes; the lines that only part them from the page are none."""
    for kind, title in (("footnote", "Footnotes"), ("endnote", "Endnotes")):
        bodies = [
            body
            for root in _parts(document, f"{kind}s")
            for body in root.iter(f"{_W}{kind}")
            if body.get(f"{_W}type", "normal") == "normal"
        ]
        yield Remarks(title, tuple(bodies))


def left_out(document: Any) -> Iterator[Notice]:
    """Point out headers and footers: they are said once a page and by nobody, so they are no notes."""
    found = [_words(root) for kind in ("header", "footer") for root in _parts(document, kind)]
    words = [text for text in dict.fromkeys(found) if any(mark.isalpha() for mark in text)]
    if words:
        said = f"headers and footers of the pages were left out, such as: {words[0][:_EXCERPT]}"
        yield Notice(kind="page_headers", text=said, start=0, end=0)


def _parts(document: Any, kind: str) -> Iterator[Any]:
    from docx.oxml.parser import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            yield parse_xml(relation.target_part.blob)


def _words(root: Any) -> str:
    return " ".join("".join(element.text or "" for element in root.iter(f"{_W}t")).split())
