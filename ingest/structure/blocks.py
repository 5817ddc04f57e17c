"""A text's lines to blocks: one walk from top to bottom, one rule a kind of line."""

from collections.abc import Sequence

from assistant.domain.documents import BlockKind
from assistant.domain.spans import Span
from ingest.structure import boilerplate, headings, markup
from ingest.structure.draft import Draft
from ingest.structure.headings import Headings
from ingest.structure.labels import Label, after_marks, before_marks, is_only_marks
from ingest.structure.lines import Line, trimmed
from ingest.structure.naming import Sort, fold, sort_of
from ingest.structure.paragraphs import paragraph_end, question, quoted_whole, unmarked
from ingest.structure.plan import Plan

_WIDE = 160


class Walk:
    """The walk over a plan's lines; `drafts` grows as it goes."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        self.rows = plan.rows
        self.drafts: list[Draft] = []
        self.headings = Headings()
        self.speaker: str | None = None

    def run(self) -> list[Draft]:
        """Return the drafts of the whole text, in order."""
        at = self.plan.front
        if at > 2:  # noqa: PLR2004  two lines are the marks
            self._add(Span(self.rows[1].start, self.rows[at - 2].end), BlockKind.HEADER)
        while at < len(self.rows):
            at = self._step(at)
        return self.drafts

    def _add(self, span: Span, kind: BlockKind, **more: object) -> Draft | None:
        span = trimmed(self.text, *span)
        if span.start >= span.end:
            return None
        draft = Draft(*span, kind, heading=self.headings.nearest, internal=self.headings.internal)
        for key, value in more.items():
            setattr(draft, key, value)
        self.drafts.append(draft)
        return draft

    def _step(self, at: int) -> int:
        row = self.rows[at]
        if row.blank:
            return at + 1
        if at in self.plan.header:
            self.speaker = None
            self._add(row.span, BlockKind.HEADER)
            return at + 1
        if at in self.plan.titles:
            self.headings.enter(1, self.text[row.start : row.end].strip("#*_ "))
            self._add(row.span, BlockKind.HEADING)
            return at + 1
        if at >= self.plan.tail:
            self._add(row.span, BlockKind.BOILERPLATE)
            return at + 1
        for rule in (self._spoken, self._enclosed, self._ruled, self._headed, self._quoted, self._copied, self._listed):
            behind = rule(at)
            if behind > at:
                return behind
        return self._paragraph(at)

    # What is said by somebody

    def _spoken(self, at: int) -> int:
        cue = self.plan.cues.get(at)
        label = self.plan.labels.get(at)
        if cue is not None:
            self.speaker = cue.speaker
            self._add(
                Span(cue.start, cue.end),
                BlockKind.SPEECH,
                speaker=label.name if label else cue.speaker,
                seconds=cue.seconds,
            )
            return at + max(1, self.text.count("\n", self.rows[at].start, cue.end) + 1)
        if label is None:
            return at
        if sort_of(label.name) is Sort.NOBODY:
            self._add(self.rows[at].span, BlockKind.BOILERPLATE)
            self.speaker = None
            return at + 1
        if fold(label.name) in ("q", "question"):
            return self._turn(at, label, BlockKind.QUESTION)
        return self._turn(at, label, BlockKind.SPEECH)

    def _turn(self, at: int, label: Label, kind: BlockKind) -> int:
        """Take in the paragraph that a label opens, or the one below a label that stands alone."""
        self.speaker = label.name
        first = at
        if label.words >= self.rows[at].end:
            first = at + 1
            while first < len(self.rows) and self.rows[first].blank and first - at < 2:  # noqa: PLR2004  one blank line
                first += 1
            if first >= len(self.rows) or self._opens(first):
                return at + 1
        end = paragraph_end(self.text, self.rows, first, self._opens)
        start = label.words if first == at else self.rows[first].start
        self._speech(Span(start, self.rows[end - 1].end), kind, label.seconds)
        return end

    def _speech(self, span: Span, kind: BlockKind, seconds: float | None) -> None:
        start = after_marks(self.text, *span)
        if start < span.end and is_only_marks(self.text, start, span.end):
            self._add(Span(start, span.end), BlockKind.BOILERPLATE)
            return
        if self.plan.spoken or kind is BlockKind.QUESTION:
            self._add(
                Span(start, before_marks(self.text, start, span.end)), kind, speaker=self.speaker, seconds=seconds
            )
            return
        self._remark(Span(start, span.end))

    def _remark(self, span: Span) -> None:
        """Words beside a name in notes: a quotation if marked as one, else the note taker's own wording."""
        if (inner := quoted_whole(self.text, *span)) is not None:
            self._add(inner, BlockKind.QUOTATION, speaker=self.speaker)
        else:
            line = self.text.rfind("\n", 0, span.start) + 1
            kind = BlockKind.BULLET if markup.BULLET.match(self.text[line : span.start].lstrip()) else BlockKind.PROSE
            self._plain(unmarked(self.text, line, span.end), kind)
        self.speaker = None

    def _opens(self, at: int) -> bool:
        """Tell whether line `at` begins something of its own, so that a paragraph ends above it."""
        row = self.rows[at]
        if (
            at in self.plan.header
            or at in self.plan.notes
            or at in self.plan.labels
            or at in self.plan.cues
            or at >= self.plan.tail
        ):
            return True
        if not self.plan.spoken and (boilerplate.is_copy(self.text, row) or boilerplate.is_byline(self.text, row)):
            return True
        if self.text[row.start] in "—–―\\~" and markup.signed(self.text, row) is not None:
            return True
        head = self.text[row.start : row.start + 4]
        if head[:1] in "#>|<`~{" and (head.startswith(("#", ">", "|", "```", "~~~", "{{", "<blockquote"[:4]))):
            return True
        return (
            markup.BULLET.match(self.text, row.start, row.end) is not None
            or headings.INTERNAL_LABEL.match(self.text, row.start, row.end) is not None
        )

    # What stands between marks of its own

    def _enclosed(self, at: int) -> int:
        row = self.rows[at]
        if markup.FENCE.match(self.text, row.start, row.end):
            return self._block(at, markup.fence_end(self.text, self.rows, at))
        if self.text.startswith("{{", row.start):
            end = markup.closing(self.text, self.rows, at, "}}")
            drafts = markup.shortcode(self.text, self.rows[at:end])
            return self._keep(drafts, end) if drafts else self._block(at, end)
        if self.text.startswith("<!--", row.start):
            return self._block(at, markup.closing(self.text, self.rows, at, "-->"))
        if self.text[row.start : row.start + 11].casefold() == "<blockquote":
            end = markup.closing(self.text, self.rows, at, "</blockquote>")
            return self._keep(markup.html_quote(self.text, row.start, self.rows[end - 1].end), end)
        if tag := markup.raw_tag(self.text, row):
            return self._block(at, markup.closing(self.text, self.rows, at, f"</{tag}"))
        return at

    def _block(self, at: int, end: int) -> int:
        self._add(Span(self.rows[at].start, self.rows[end - 1].end), BlockKind.BOILERPLATE)
        return end

    def _keep(self, drafts: Sequence[Draft], end: int) -> int:
        for draft in drafts:
            draft.heading, draft.internal = self.headings.nearest, self.headings.internal
            self.drafts.append(draft)
        return end

    def _quoted(self, at: int) -> int:
        """Take in lines that begin with `>`: paragraphs of a quotation, and below them who said it."""
        end = at
        while end < len(self.rows) and self.text.startswith(">", self.rows[end].start):
            end += 1
        quotes: list[Draft] = []
        joined = False
        for row in self.rows[at:end]:
            inner = trimmed(self.text, row.start + 1, row.end)
            by = markup.signed(self.text, Line(*inner, 0))
            if by is not None and quotes:
                self._sign(quotes, by)
                quotes.append(Draft(*inner, BlockKind.HEADER))
            elif inner.start == inner.end:
                joined = False
            elif joined:
                quotes[-1].end = inner.end
            else:
                quotes.append(Draft(*inner, BlockKind.QUOTATION))
            joined = inner.start < inner.end and by is None
        if end > at:
            end = self._signature(quotes, end)
        return self._keep(quotes, end) if end > at else at

    def _signature(self, quotes: list[Draft], at: int) -> int:
        """Give quotations the name that stands on the line below them: "— Jane Roe, VP Operations"."""
        below = at + 1 if at < len(self.rows) and self.rows[at].blank else at
        by = markup.signed(self.text, self.rows[below]) if below < len(self.rows) else None
        if by is None or not quotes:
            return at
        self._sign(quotes, by)
        quotes.append(Draft(*self.rows[below].span, BlockKind.HEADER))
        return below + 1

    def _sign(self, quotes: list[Draft], by: tuple[Span, Span | None]) -> None:
        for quote in quotes:
            if quote.kind is BlockKind.QUOTATION and quote.name is None:
                quote.name, quote.note = by
                quote.speaker = " ".join(by[0].of(self.text).split())

    # Lines that are no prose

    def _ruled(self, at: int) -> int:
        row = self.rows[at]
        if markup.RULE.match(self.text, row.start, row.end):
            self.speaker = None
            return at + 1
        return at

    def _headed(self, at: int) -> int:
        row = self.rows[at]
        below = self.rows[at + 1] if at + 1 < len(self.rows) else None
        found = headings.marked(self.text, row)
        if found is None and below and not below.blank and markup.SETEXT.match(self.text, below.start, below.end):
            found = (1 if self.text[below.start] == "=" else 2), self.text[row.start : row.end]
            self.headings.enter(*found)
            self.speaker = None
            self._add(row.span, BlockKind.HEADING)
            return at + 2
        alone = (below is None or below.blank or below.end - below.start > _WIDE) and (
            at == 0 or self.rows[at - 1].blank
        )
        if (
            found is None
            and alone
            and not self.plan.spoken
            and (words := headings.plain(self.text, row, over_list=self._stands_over_list(at)))
        ):
            found = headings.PLAIN, words
        if found is None or (
            found[0] == headings.LABEL and self.speaker and self.plan.spoken and not headings.INTERNAL.match(found[1])
        ):
            return at
        if boilerplate.is_byline(self.text, row):
            return at
        self.headings.enter(*found)
        self.speaker = None
        self._add(row.span, BlockKind.HEADING)
        return at + 1

    def _stands_over_list(self, at: int) -> bool:
        below = next((row for row in self.rows[at + 1 : at + 3] if not row.blank), None)
        return below is not None and markup.BULLET.match(self.text, below.start, below.end) is not None

    def _copied(self, at: int) -> int:
        row = self.rows[at]
        if markup.PICTURE.match(self.text, row.start, row.end) or (
            not self.speaker and boilerplate.is_copy(self.text, row)
        ):
            self._add(row.span, BlockKind.BOILERPLATE)
            return at + 1
        if not self.speaker and boilerplate.is_byline(self.text, row, self.rows[max(0, at - 1) : at + 2]):
            self._add(row.span, BlockKind.HEADER)
            return at + 1
        return at

    def _listed(self, at: int) -> int:
        row = self.rows[at]
        if self.text.startswith("|", row.start) or " | " in self.text[row.start : row.end]:
            return self._table_row(at)
        match = markup.BULLET.match(self.text, row.start, row.end)
        if match is None:
            return at
        end = paragraph_end(self.text, self.rows, at, self._opens)
        span = Span(match.end(), self.rows[end - 1].end)
        if self.speaker and self.plan.spoken:
            self._speech(span, BlockKind.SPEECH, None)
        else:
            self._plain(span, BlockKind.BULLET)
        return end

    def _table_row(self, at: int) -> int:
        row = self.rows[at]
        below = self.rows[at + 1] if at + 1 < len(self.rows) else None
        inner = Span(row.start, row.end)
        while inner.start < inner.end and self.text[inner.start] in "| \t":
            inner = Span(inner.start + 1, inner.end)
        while inner.start < inner.end and self.text[inner.end - 1] in "| \t":
            inner = Span(inner.start, inner.end - 1)
        head = (
            below is not None
            and not below.blank
            and "|" in self.text[below.start : below.end]
            and markup.is_table_rule(self.text, below)
        )
        ruled = markup.is_table_rule(self.text, row)
        self._add(inner, BlockKind.BOILERPLATE if ruled else BlockKind.HEADER if head else BlockKind.BULLET)
        return at + 1

    # What is left is prose

    def _paragraph(self, at: int) -> int:
        end = paragraph_end(self.text, self.rows, at, self._opens)
        span = Span(self.rows[at].start, self.rows[end - 1].end)
        inner = markup.untagged(self.text, *span) if self.text[span.start] == "<" else span
        if self.drafts and self.drafts[-1].kind is BlockKind.BULLET:
            self.headings.leave_label()
        aside = not self.plan.spoken and boilerplate.is_about_itself(self.text, *inner)
        if inner.start >= inner.end or is_only_marks(self.text, *inner) or aside:
            self._add(span, BlockKind.BOILERPLATE)
        elif self.speaker and self.plan.spoken and not self._leaves_speech(inner):
            self._speech(inner, BlockKind.SPEECH, None)
        elif (words := quoted_whole(self.text, *inner)) is not None:
            quotes = [Draft(*words, BlockKind.QUOTATION)]
            end = self._signature(quotes, end)
            self._keep(quotes, end)
        else:
            self._plain(inner, BlockKind.PROSE)
        return end

    def _leaves_speech(self, span: Span) -> bool:
        """Tell whether a paragraph amid turns is a note: "Internal: ..." is said by nobody in the room."""
        if headings.INTERNAL_LABEL.match(self.text, *span):
            self.speaker = None
            return True
        return False

    def _plain(self, span: Span, kind: BlockKind) -> None:
        asked = question(self.text, *span)
        if asked is not None and asked.end < span.end:
            self._add(asked, BlockKind.QUESTION)
            span = trimmed(self.text, asked.end, span.end)
        elif asked is not None and not (kind is BlockKind.BULLET and ": " in asked.of(self.text)):
            kind = BlockKind.QUESTION
        internal = self.headings.internal or headings.INTERNAL_LABEL.match(self.text, *span) is not None
        self._add(span, kind, internal=internal)
