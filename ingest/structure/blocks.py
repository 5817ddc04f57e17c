"""A text's lines to blocks: one walk from top to bottom, one rule a kind of line."""

from assistant.domain.documents import BlockKind
from assistant.domain.spans import Span
from ingest.structure import boilerplate, headings, markup
from ingest.structure.canvas import Canvas
from ingest.structure.draft import Draft
from ingest.structure.enclosures import enclosed, quoted, signature
from ingest.structure.labels import is_only_marks, stamp
from ingest.structure.lines import Line
from ingest.structure.paragraphs import WIDE, quoted_whole
from ingest.structure.plan import Plan
from ingest.structure.turns import leaves, speech, spoken

_EDGE = "| \t"


def drafts(plan: Plan) -> list[Draft]:
    """Return the parts of a text in order; they do not overlap, and no word outside marks is left out."""
    canvas = Canvas(plan)
    if plan.front > 2:  # noqa: PLR2004  two lines are the marks around it
        canvas.add_lines(1, plan.front - 1, BlockKind.HEADER)
    at = plan.front
    while at < len(plan.rows):
        at = _step(canvas, at)
    return canvas.drafts


def _step(canvas: Canvas, at: int) -> int:
    if canvas.rows[at].blank:
        return at + 1
    for rule in (_settled, spoken, enclosed, _ruled, _copied, _headed, quoted, _listed):
        behind = rule(canvas, at)
        if behind > at:
            return behind
    return _paragraph(canvas, at)


def _settled(canvas: Canvas, at: int) -> int:
    """Take in lines whose kind was settled beforehand: header, title, tail."""
    plan, row = canvas.plan, canvas.rows[at]
    if at in plan.header:
        canvas.speaker = None
        return canvas.add_lines(at, at + 1, BlockKind.HEADER)
    if at in plan.titles:
        return _enter(canvas, at, 1, row.span.of(canvas.text).strip("#*_ "))
    if at >= plan.tail:
        return canvas.add_lines(at, at + 1, BlockKind.BOILERPLATE)
    return at


def _ruled(canvas: Canvas, at: int) -> int:
    if stamp(canvas.text, canvas.rows[at]) is not None:
        return canvas.add_lines(at, at + 1, BlockKind.BOILERPLATE)
    if markup.RULE.match(canvas.text, *canvas.rows[at].span):
        canvas.speaker = None
        return at + 1
    return at


def _headed(canvas: Canvas, at: int) -> int:
    row, below = canvas.rows[at], _below(canvas, at)
    found = headings.marked(canvas.text, row)
    if found is None and below is not None and markup.SETEXT.match(canvas.text, *below.span):
        return _enter(canvas, at, 1 if canvas.text[below.start] == "=" else 2, row.span.of(canvas.text)) + 1
    if found is None and not canvas.plan.spoken and _stands_alone(canvas, at):
        words = headings.plain(canvas.text, row, over_list=_stands_over_list(canvas, at))
        found = (headings.PLAIN, words) if words else None
    if found is None or boilerplate.is_byline(canvas.text, row):
        return at
    if found[0] == headings.LABEL and canvas.talking and not headings.INTERNAL.match(found[1]):
        return at
    return _enter(canvas, at, *found)


def _enter(canvas: Canvas, at: int, level: int, words: str) -> int:
    canvas.headings.enter(level, words)
    canvas.speaker = None
    return canvas.add_lines(at, at + 1, BlockKind.HEADING)


def _below(canvas: Canvas, at: int) -> Line | None:
    """Return the line right below, when there are words on it."""
    below = canvas.rows[at + 1] if at + 1 < len(canvas.rows) else None
    return None if below is None or below.blank else below


def _stands_alone(canvas: Canvas, at: int) -> bool:
    below = _below(canvas, at)
    return (below is None or below.end - below.start > WIDE) and (at == 0 or canvas.rows[at - 1].blank)


def _stands_over_list(canvas: Canvas, at: int) -> bool:
    below = next((row for row in canvas.rows[at + 1 : at + 3] if not row.blank), None)
    return below is not None and markup.BULLET.match(canvas.text, *below.span) is not None


def _copied(canvas: Canvas, at: int) -> int:
    row = canvas.rows[at]
    if markup.PICTURE.match(canvas.text, *row.span):
        return canvas.add_lines(at, at + 1, BlockKind.BOILERPLATE)
    if canvas.plan.spoken:
        return at
    if boilerplate.is_copy(canvas.text, row):
        return canvas.add_lines(at, at + 1, BlockKind.BOILERPLATE)
    if boilerplate.is_byline(canvas.text, row, canvas.rows[max(0, at - 1) : at + 2]):
        return canvas.add_lines(at, at + 1, BlockKind.HEADER)
    return at


def _listed(canvas: Canvas, at: int) -> int:
    row = canvas.rows[at]
    if not canvas.talking and (canvas.text.startswith("|", row.start) or " | " in row.span.of(canvas.text)):
        return _table_row(canvas, at)
    match = markup.BULLET.match(canvas.text, *row.span)
    if match is None or match.end() >= row.end:
        return at
    end = canvas.paragraph(at)
    span = Span(match.end(), canvas.rows[end - 1].end)
    if canvas.talking and not leaves(canvas, at, span):
        speech(canvas, span)
    else:
        canvas.add_plain(span, BlockKind.BULLET)
    return end


def _table_row(canvas: Canvas, at: int) -> int:
    """Add a row of a table: what stands above a rule is its head, any other row is read like a list item."""
    row, below, text = canvas.rows[at], _below(canvas, at), canvas.text
    words = row.span.of(text)
    start = row.start + len(words) - len(words.lstrip(_EDGE))
    end = row.end - (len(words) - len(words.rstrip(_EDGE)))
    kind = BlockKind.BULLET
    if markup.is_table_rule(text, row):
        kind = BlockKind.BOILERPLATE
    elif below is not None and "|" in below.span.of(text) and markup.is_table_rule(text, below):
        kind = BlockKind.HEADER
    canvas.add(Span(start, max(start, end)), kind)
    return at + 1


def _paragraph(canvas: Canvas, at: int) -> int:
    """Add what no other rule took: somebody's words that go on, a quotation that stands alone, or prose."""
    text, end = canvas.text, canvas.paragraph(at)
    span = Span(canvas.rows[at].start, canvas.rows[end - 1].end)
    inner = markup.untagged(text, *span) if text[span.start] == "<" else span
    if canvas.drafts and canvas.drafts[-1].kind is BlockKind.BULLET:
        canvas.headings.leave_label()
    aside = not canvas.plan.spoken and boilerplate.is_about_itself(text, *inner)
    if inner.start >= inner.end or is_only_marks(text, *inner) or aside:
        canvas.add(span, BlockKind.BOILERPLATE)
    elif canvas.talking and not leaves(canvas, at, inner):
        speech(canvas, inner)
    elif (words := quoted_whole(text, *inner)) is not None:
        quotes = [Draft(*words, BlockKind.QUOTATION)]
        end = signature(canvas, quotes, end)
        canvas.keep(quotes)
    else:
        canvas.add_plain(inner, BlockKind.PROSE)
    return end
