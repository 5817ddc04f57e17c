"""The evidence of a story that is being edited: what is there keeps its id, what is new gets the next one."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.domain.documents import Passage
from assistant.domain.evidence import Citation, Evidence
from assistant.domain.story import Story
from assistant.writing.evidence import EvidencePool
from assistant.writing.proposal import Cite, FactCite, SpanCite


class Ledger:
    """Evidence items by id, and by the place that they cover.

    Args:
        evidence: of the story as it is.
        pool: everything that may be cited.
    """

    def __init__(self, evidence: Sequence[Evidence], pool: EvidencePool) -> None:
        self._items = {item.id: item for item in evidence}
        self._pool = pool
        self._next = 1 + max((int(id_[1:]) for id_ in self._items if id_[1:].isdigit()), default=0)

    def has(self, evidence: str) -> bool:
        """Tell whether an item is there."""
        return evidence in self._items

    def item(self, evidence: str) -> Evidence:
        """Return an item by its id."""
        return self._items[evidence]

    def citation(self, cite: Cite) -> Citation:
        """Return the citation of a place, under the item that holds it."""
        item = self._holding(cite)
        if isinstance(cite, FactCite) or item.start is None:
            return Citation(evidence=item.id, text=item.text, usage_fact=item.usage_fact)
        text = item.text[cite.start - item.start : cite.end - item.start]
        return Citation(evidence=item.id, document=cite.document, start=cite.start, end=cite.end, text=text)

    def whole(self, evidence: Iterable[str]) -> list[Citation]:
        """Return citations of whole items."""
        return [self._cited(self._items[id_]) for id_ in evidence]

    def around(self, cite: Cite) -> Citation:
        """Return the citation of the whole item that holds a place."""
        return self._cited(self._holding(cite))

    def of_passage(self, passage: Passage) -> Cite:
        """Return a whole passage as a place."""
        return SpanCite(passage.document, passage.start, passage.end)

    def used(self, story: Story) -> tuple[Evidence, ...]:
        """Return the items that anything in a story still cites, in their order."""
        cited = set(_cited_ids(story))
        return tuple(item for id_, item in self._items.items() if id_ in cited)

    def _holding(self, cite: Cite) -> Evidence:
        found = next((item for item in self._items.values() if _holds(item, cite)), None)
        if found is None:
            found = self._pool.evidence(cite).model_copy(update={"id": f"e{self._next}"})
            self._items[found.id] = found
            self._next += 1
        return found

    def _cited(self, item: Evidence) -> Citation:
        return Citation(
            evidence=item.id,
            document=item.document,
            start=item.start,
            end=item.end,
            text=item.text,
            usage_fact=item.usage_fact,
        )


def _holds(item: Evidence, cite: Cite) -> bool:
    if isinstance(cite, FactCite):
        return item.usage_fact == cite.fact
    if item.document != cite.document or item.start is None or item.end is None:
        return False
    return item.start <= cite.start and cite.end <= item.end


def _cited_ids(story: Story) -> Iterator[str]:
    for claim in story.claims:
        yield from (one.evidence for one in claim.citations)
    for metric in story.metrics:
        yield from metric.citations
    for quote in story.quotes:
        yield from quote.citations
    for told in [*(one.citations for one in story.contradictions), *(one.citations for one in story.flags)]:
        yield from (one.evidence for one in told)
