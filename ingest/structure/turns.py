"""What is said by somebody: turns with a label, cues of a recording, and what goes on after them."""

from assistant.domain.documents import BlockKind
from assistant.domain.spans import Span
from ingest.structure import headings, markup
from ingest.structure.canvas import Canvas
from ingest.structure.labels import Label, after_marks, before_marks, is_only_marks, stamp
from ingest.structure.naming import Sort, fold, natural, sort_of
from ingest.structure.paragraphs import quoted_whole, unmarked


def spoken(canvas: Canvas, at: int) -> int:
    """Take in the cue or the labelled turn that begins on line `at`; return the line behind it, or `at`."""
    cue, label = canvas.plan.cues.get(at), canvas.plan.labels.get(at)
    if cue is not None:
        canvas.speaker = label.name if label is not None else natural(cue.speaker or "") or None
        speech(canvas, Span(cue.start, cue.end), seconds=cue.seconds, voiced=True)
        return at + canvas.text.count("\n", canvas.rows[at].start, cue.end) + 1
    if label is None:
        return at
    if sort_of(label.name) is Sort.NOBODY:
        canvas.speaker = None
        return canvas.add_lines(at, at + 1, BlockKind.BOILERPLATE)
    return _turn(canvas, at, label)


def speech(
    canvas: Canvas,
    span: Span,
    kind: BlockKind = BlockKind.SPEECH,
    *,
    seconds: float | None = None,
    voiced: bool = False,
) -> None:
    """Add what the speaker reached says; marks such as `[04:18]` and `[laughter]` at its ends stay out."""
    start = after_marks(canvas.text, *span)
    if start < span.end and is_only_marks(canvas.text, start, span.end):
        canvas.add(Span(start, span.end), BlockKind.BOILERPLATE)
    elif canvas.plan.spoken or voiced or kind is BlockKind.QUESTION:
        words = Span(start, before_marks(canvas.text, start, span.end))
        canvas.add(words, kind, speaker=canvas.speaker, seconds=seconds)
    else:
        _remark(canvas, Span(start, span.end))


def leaves(canvas: Canvas, at: int, span: Span) -> bool:
    """Tell whether a paragraph amid turns is a note, said by nobody in the room; then nobody goes on speaking."""
    if at in canvas.plan.notes or headings.INTERNAL_LABEL.match(canvas.text, *span):
        canvas.speaker = None
        return True
    return False


def _turn(canvas: Canvas, at: int, label: Label) -> int:
    """Take in the paragraph that a label opens, or the one below a label that stands alone."""
    canvas.speaker = label.name
    first = at if label.words < canvas.rows[at].end else _words_below(canvas, at)
    if first is None or (first > at and not canvas.plan.spoken):
        return canvas.add_lines(at, at + 1, BlockKind.HEADER if canvas.plan.spoken else BlockKind.PROSE)
    end = canvas.paragraph(first)
    start = label.words if first == at else canvas.rows[first].start
    asks = fold(label.name) in ("q", "question")
    kind = BlockKind.QUESTION if asks else BlockKind.SPEECH
    speech(canvas, Span(start, canvas.rows[end - 1].end), kind, seconds=label.seconds)
    return end


def _words_below(canvas: Canvas, at: int) -> int | None:
    """Return the line on which the words of a label that stands alone begin; a stamp or a gap may be between."""
    for first in range(at + 1, min(at + 3, len(canvas.rows))):
        row = canvas.rows[first]
        if not row.blank and stamp(canvas.text, row) is None:
            return None if canvas.opens(first) else first
    return None


def _remark(canvas: Canvas, span: Span) -> None:
    """Add words beside a name in notes: a quotation if marked as one, else the note taker's own wording."""
    text = canvas.text
    if (inner := quoted_whole(text, *span)) is not None:
        canvas.add(inner, BlockKind.QUOTATION, speaker=canvas.speaker)
    else:
        line = text.rfind("\n", 0, span.start) + 1
        listed = markup.BULLET.match(text[line : span.start].lstrip()) is not None
        canvas.add_plain(unmarked(text, line, span.end), BlockKind.BULLET if listed else BlockKind.PROSE)
    canvas.speaker = None
