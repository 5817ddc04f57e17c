"""Citations of a role map, numbered as they are used."""

from collections.abc import Iterable, Mapping

from assistant.domain.documents import BlockKind, Document, Side
from assistant.domain.evidence import Citation, Evidence, UsageFact
from assistant.domain.spans import Span
from assistant.mapping.roles.judging import Source

USAGE_RANK = LIST_RANK = 3


class Citer:
    """Turns places into citations, with one evidence item for each place.

    Args:
        documents: every document that may be cited.
        facts: every usage fact that may be cited.
    """

    def __init__(self, documents: Iterable[Document], facts: Iterable[UsageFact]) -> None:
        self._documents: Mapping[str, Document] = {document.id: document for document in documents}
        self._facts: Mapping[str, UsageFact] = {fact.id: fact for fact in facts}
        self._found: dict[tuple[str | None, Span | None, str | None], Evidence] = {}

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What has been cited, in order."""
        return tuple(self._found.values())

    def cite(self, places: Iterable[Source]) -> tuple[Citation, ...]:
        """Return a citation for each place, once."""
        cited = [self._citation(place) for place in places]
        return tuple({citation.evidence: citation for citation in cited}.values())

    def _citation(self, place: Source) -> Citation:
        key = (place.document, place.span, place.fact)
        item = self._found.get(key)
        if item is None:
            item = self._found[key] = self._evidence(f"e{len(self._found) + 1}", place)
        return Citation(
            evidence=item.id,
            document=item.document,
            start=item.start,
            end=item.end,
            text=item.text,
            usage_fact=item.usage_fact,
        )

    def _evidence(self, number: str, place: Source) -> Evidence:
        if place.fact is not None:
            fact = self._facts[place.fact]
            return Evidence(id=number, type="usage_fact", text=fact.sentence, rank=USAGE_RANK, usage_fact=fact.id)
        if place.document is None or place.span is None:
            raise ValueError("a place is a stretch of a document or a usage fact")
        document = self._documents[place.document]
        block = next((b for b in document.blocks if b.start <= place.span.start and place.span.end <= b.end), None)
        spoken = block is not None and block.kind in (BlockKind.SPEECH, BlockKind.QUOTATION)
        side = block.side if block else Side.UNKNOWN
        rank = 4 if side is Side.VENDOR else 1 if spoken else LIST_RANK
        return Evidence(
            id=number,
            type="passage",
            document=document.id,
            start=place.span.start,
            end=place.span.end,
            text=place.span.of(document.text),
            speaker=block.speaker if block else None,
            side=side,
            rank=rank,
            language=document.language,
        )
