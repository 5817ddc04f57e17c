"""PDF: the text layer, page by page, with the lines of a paragraph joined."""

import io
from collections.abc import Iterator
from typing import Any

from assistant.domain.documents import Notice
from assistant.domain.errors import BadInput
from assistant.domain.spans import Span
from ingest import invisible
from ingest.limits import Limits
from ingest.quiet import quiet
from ingest.raw import RawDocument
from ingest.readers.building import TextBuilder
from ingest.readers.lines import paragraphs, runs_on, vocabulary

_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_TAIL = 4_096  # bytes at the end of a file within which its end mark stands


def read(name: str, data: bytes, limits: Limits) -> RawDocument:
    """Read a PDF's text layer; page n is `pages[n - 1]`, and an empty page has an empty span.

    Raises:
        BadInput: cut short, encrypted, too many pages, too much on one page, or no text (a scan).
    """
    if b"%%EOF" not in data.rstrip(b"\x00 \r\n\t")[-_TAIL:]:
        raise BadInput(name, "is cut short; its end is missing", mend="fetch or export it again")
    import pypdf

    with quiet("pypdf"):
        reader = pypdf.PdfReader(io.BytesIO(data))
        _refuse_locked(name, reader)
        _refuse_many_pages(name, reader, limits)
        pages = [_page_text(name, number, page, limits) for number, page in enumerate(reader.pages, start=1)]
        title = _title(reader)
    if not any(page.strip() for page in pages):
        problem = "holds no text, only pictures (a scan?)"
        raise BadInput(name, problem, mend="run text recognition (OCR) over it, or give its text")
    text, spans = _joined(pages)
    return RawDocument(
        media_type="application/pdf",
        text=text,
        pages=spans,
        notices=(*_textless(pages), *invisible.notices(text)),
        title=title,
    )


def _refuse_locked(name: str, reader: Any) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise BadInput(name, "is encrypted", mend="save a copy without a password")


def _refuse_many_pages(name: str, reader: Any, limits: Limits) -> None:
    count = len(reader.pages)
    if count > limits.max_pages:
        problem = f"has {count:,} pages, more than the {limits.max_pages:,} allowed"
        raise BadInput(name, problem, mend="split it, or raise the limit")


def _page_text(name: str, number: int, page: Any, limits: Limits) -> str:
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > limits.max_page_bytes:
        problem = "has more on it than a page should"
        raise BadInput(name, problem, mend="export it again, or give its text", place=f"page {number}")
    text = str(page.extract_text()).replace("\x00", "")
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # fonts may map to half a pair
    return whole.translate(_LIGATURES)


def _title(reader: Any) -> str | None:
    title = reader.metadata.title if reader.metadata else None
    return str(title).strip() or None if title else None


def _joined(pages: list[str]) -> tuple[str, tuple[Span, ...]]:
    """Lay pages out one after the other; a sentence that runs over a page's end is not broken."""
    words = vocabulary(pages)
    builder, spans = TextBuilder(), list[Span]()
    for page in pages:
        blocks = paragraphs(page, words)
        first = blocks[0] if blocks else ""
        start = None
        for block in blocks:
            flows = block is first and start is None and runs_on(builder.tail, block)
            span = builder.add(block, between=" " if flows else "\n\n")
            start = span.start if start is None else start
        spans.append(Span(builder.length if start is None else start, builder.length))
    return builder.text, tuple(spans)


def _textless(pages: list[str]) -> Iterator[Notice]:
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page.strip()]
    if empty:
        words = f"pages without text (pictures?): {', '.join(empty[:20])}"
        yield Notice(kind="pages_without_text", text=words, start=0, end=0)
