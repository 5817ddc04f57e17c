"""The state of the walk over a text: what has been made so far, and what stands above."""

from collections.abc import Iterable

from assistant.domain.documents import BlockKind
from assistant.domain.spans import Span
from ingest import injection
from ingest.structure import boilerplate, headings, labels, markup
from ingest.structure.draft import Draft
from ingest.structure.headings import Headings
from ingest.structure.lines import trimmed
from ingest.structure.paragraphs import paragraph_end, question
from ingest.structure.plan import Plan

_MOST_ORDERS = 50  # that are set apart from what stands above, as many as are pointed out
_OPENING = ("#", ">", "|", "```", "~~~", "{{", "<blo", "<!--")


class Canvas:
    """Drafts made so far, the headings above and who is speaking; rules add to it line by line."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        self.rows = plan.rows
        self.drafts: list[Draft] = []
        self.headings = Headings()
        self.speaker: str | None = None
        orders = injection.find(plan.text, _MOST_ORDERS)
        self._orders = frozenset(plan.text.rfind("\n", 0, order.start) + 1 for order in orders)

    @property
    def talking(self) -> bool:
        """Whether a paragraph without a label goes on with somebody's words."""
        return self.speaker is not None and self.plan.spoken

    def add(self, span: Span, kind: BlockKind, speaker: str | None = None, seconds: float | None = None) -> None:
        """Add a draft for what is left of `span` without white space; nothing when nothing is."""
        span = trimmed(self.text, *span)
        if span.start < span.end:
            self.keep([Draft(*span, kind, speaker=speaker, seconds=seconds)])

    def keep(self, drafts: Iterable[Draft]) -> None:
        """Add drafts made elsewhere, under the heading reached."""
        for draft in drafts:
            draft.heading, draft.internal = self.headings.nearest, self.headings.internal
            self.drafts.append(draft)

    def add_lines(self, at: int, end: int, kind: BlockKind) -> int:
        """Add the lines from `at` up to `end` as one draft; return `end`."""
        self.add(Span(self.rows[at].start, self.rows[end - 1].end), kind)
        return end

    def add_plain(self, span: Span, kind: BlockKind) -> None:
        """Add a paragraph or list item that nobody speaks; a question that it begins with stands apart."""
        asked = question(self.text, *span)
        if asked is not None and asked.end < span.end:
            self.add(asked, BlockKind.QUESTION)
            span = trimmed(self.text, asked.end, span.end)
        elif asked is not None and not (kind is BlockKind.BULLET and ": " in asked.of(self.text)):
            kind = BlockKind.QUESTION
        self.add(span, kind)
        if headings.INTERNAL_LABEL.match(self.text, *span):
            self.drafts[-1].internal = True

    def paragraph(self, at: int) -> int:
        """Return the line behind the paragraph that begins on line `at`."""
        return paragraph_end(self.rows, at, self.opens)

    def opens(self, at: int) -> bool:
        """Tell whether line `at` begins something of its own, so that a paragraph ends above it."""
        plan, row = self.plan, self.rows[at]
        if at >= plan.tail or any(at in lines for lines in (plan.header, plan.notes, plan.labels, plan.cues)):
            return True
        if labels.stamp(self.text, row) is not None or self.text.startswith(_OPENING, row.start):
            return True
        if markup.BULLET.match(self.text, *row.span) or self.text.rfind("\n", 0, row.start) + 1 in self._orders:
            return True
        if not plan.spoken and (boilerplate.is_copy(self.text, row) or boilerplate.is_byline(self.text, row)):
            return True
        return markup.is_signature(self.text, row) or headings.INTERNAL_LABEL.match(self.text, *row.span) is not None
