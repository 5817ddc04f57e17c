"""What stands between marks of its own: code, templates, HTML, block quotations."""

from assistant.domain.documents import BlockKind
from assistant.domain.spans import Span
from ingest.structure import markup
from ingest.structure.canvas import Canvas
from ingest.structure.draft import Draft
from ingest.structure.lines import Line, trimmed


def enclosed(canvas: Canvas, at: int) -> int:
    """Take in code, a shortcode, a comment or HTML that opens on line `at`; return the line behind it, or `at`."""
    text, rows, row = canvas.text, canvas.rows, canvas.rows[at]
    if markup.FENCE.match(text, *row.span):
        return canvas.add_lines(at, markup.fence_end(text, rows, at), BlockKind.BOILERPLATE)
    if text.startswith("{{", row.start):
        end = markup.closing(text, rows, at, "}}")
        return _kept(canvas, markup.shortcode(text, rows[at:end]), at, end)
    if text[row.start : row.start + 11].casefold() == "<blockquote":
        end = markup.closing(text, rows, at, "</blockquote>")
        return _kept(canvas, markup.html_quote(text, row.start, rows[end - 1].end), at, end)
    if text.startswith("<!--", row.start):
        return canvas.add_lines(at, markup.closing(text, rows, at, "-->"), BlockKind.BOILERPLATE)
    if tag := markup.raw_tag(text, row):
        return canvas.add_lines(at, markup.closing(text, rows, at, f"</{tag}"), BlockKind.BOILERPLATE)
    return at


def quoted(canvas: Canvas, at: int) -> int:
    """Take in lines that begin with `>`: paragraphs of a quotation, and below them who said it."""
    text, rows = canvas.text, canvas.rows
    end = at
    while end < len(rows) and text.startswith(">", rows[end].start):
        end += 1
    if end == at:
        return at
    quotes: list[Draft] = []
    joined = False
    for row in rows[at:end]:
        inner = trimmed(text, row.start + 1, row.end)
        signed = bool(quotes) and sign(canvas, quotes, Line(*inner, 0))
        if inner.start < inner.end and not signed:
            if joined:
                quotes[-1].end = inner.end
            else:
                quotes.append(Draft(*inner, BlockKind.QUOTATION))
        joined = inner.start < inner.end and not signed
    end = signature(canvas, quotes, end)
    canvas.keep(quotes)
    return end


def signature(canvas: Canvas, quotes: list[Draft], at: int) -> int:
    """Give quotations the name on the line below them, "— Jane Roe, VP Operations"; return the line behind it."""
    below = at + 1 if at < len(canvas.rows) and canvas.rows[at].blank else at
    if below < len(canvas.rows) and quotes and sign(canvas, quotes, canvas.rows[below]):
        return below + 1
    return at


def sign(canvas: Canvas, quotes: list[Draft], row: Line) -> bool:
    """Give unsigned quotations the name on `row`, and keep that line as a header; False when it names nobody."""
    by = markup.signed(canvas.text, row)
    if by is None:
        return False
    for quote in quotes:
        if quote.kind is BlockKind.QUOTATION and quote.name is None:
            quote.name, quote.note = by
            quote.speaker = " ".join(by[0].of(canvas.text).split())
    quotes.append(Draft(*row.span, BlockKind.HEADER))
    return True


def _kept(canvas: Canvas, drafts: list[Draft], at: int, end: int) -> int:
    """Keep what an enclosure holds; one that holds no quotation is boilerplate as a whole."""
    if not drafts:
        return canvas.add_lines(at, end, BlockKind.BOILERPLATE)
    rest = Span(drafts[-1].end, canvas.rows[end - 1].end)
    canvas.keep(drafts)
    if any(character.isalnum() for character in rest.of(canvas.text)):
        canvas.add(rest, BlockKind.BOILERPLATE)
    return end
