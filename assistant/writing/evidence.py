"""Turns cited places into evidence items and citations; ids are given in order of use, by code."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from assistant.domain.documents import Document, Passage, Rank
from assistant.domain.evidence import Citation, Evidence, UsageFact
from assistant.domain.verdicts import SourceSpan
from assistant.grounding.sources import SourceText
from assistant.writing.material import Material
from assistant.writing.proposal import Cite, FactCite, SpanCite

USAGE_RANK = Rank.QUOTATION  # computed from data with its query: as firm as an exact quotation


class EvidencePool:
    """Every place that a proposal cites, as evidence under a temporary key."""

    def __init__(self, material: Material, cites: Iterable[Cite]) -> None:
        self._documents = {document.id: document for document in material.documents}
        self._facts = {fact.id: fact for fact in material.facts}
        self._passages: dict[str, list[Passage]] = defaultdict(list)
        for passage in material.passages:
            self._passages[passage.document].append(passage)
        self._starts = {id_: [passage.start for passage in passages] for id_, passages in self._passages.items()}
        self._items: dict[str, Evidence] = {}
        self._key_of: dict[Cite, str] = {}
        for cite in cites:
            self.add(cite)

    def add(self, cite: Cite) -> str:
        """Return the key of the evidence that holds a cited place, making it if it is new.

        Raises:
            KeyError: the cite names no document, or no usage fact, of the material.
        """
        if cite not in self._key_of:
            item = _of_fact(self._facts[cite.fact]) if isinstance(cite, FactCite) else self._of_span(cite)
            self._items.setdefault(item.id, item)
            self._key_of[cite] = item.id
        return self._key_of[cite]

    def sources(self) -> tuple[SourceText, ...]:
        """Return all evidence as the checker reads it."""
        return tuple(
            SourceText(item.id, item.text, item.speaker, item.side, item.rank, item.language)
            for item in self._items.values()
        )

    def span(self, cite: Cite) -> SourceSpan:
        """Return the cited place as a stretch of its evidence."""
        item = self._items[self.add(cite)]
        if isinstance(cite, FactCite) or item.start is None:
            return SourceSpan(source=item.id, start=0, end=len(item.text))
        return SourceSpan(source=item.id, start=cite.start - item.start, end=cite.end - item.start)

    def cite(self, span: SourceSpan) -> Cite:
        """Return the place that a stretch of an evidence item covers; `span` the other way round."""
        item = self._items[span.source]
        if item.usage_fact is not None or item.document is None or item.start is None:
            return FactCite(item.usage_fact or "")
        return SpanCite(item.document, item.start + span.start, item.start + span.end)

    def evidence(self, cite: Cite) -> Evidence:
        """Return the evidence item of a cited place."""
        return self._items[self.add(cite)]

    def _of_span(self, cite: SpanCite) -> Evidence:
        document = self._documents[cite.document]
        passage = self._holding(cite)
        if passage is None:
            return _of_stretch(document, cite)
        return Evidence(
            id=f"{passage.document}:{passage.start}-{passage.end}",
            type="passage",
            document=passage.document,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            speaker=passage.speaker,
            side=passage.side,
            rank=passage.rank,
            language=passage.language,
        )

    def _holding(self, cite: SpanCite) -> Passage | None:
        starts = self._starts.get(cite.document, [])
        at = bisect_right(starts, cite.start) - 1
        passage = self._passages[cite.document][at] if at >= 0 else None
        return passage if passage is not None and cite.end <= passage.end else None


class Numbering:
    """Gives evidence its ids e1, e2... in the order in which the story uses it."""

    def __init__(self, pool: EvidencePool) -> None:
        self._pool = pool
        self._ids: dict[str, str] = {}
        self._used: list[Evidence] = []

    def citation(self, cite: Cite) -> Citation:
        """Return the citation of a place, under its evidence's final id."""
        item = self._pool.evidence(cite)
        if isinstance(cite, FactCite) or item.start is None:
            return Citation(evidence=self._id(item), text=item.text, usage_fact=item.usage_fact)
        text = item.text[cite.start - item.start : cite.end - item.start]
        return Citation(evidence=self._id(item), document=cite.document, start=cite.start, end=cite.end, text=text)

    def citations(self, cites: Iterable[Cite]) -> tuple[Citation, ...]:
        """Return the citations of several places, each once."""
        return tuple(self.citation(cite) for cite in dict.fromkeys(cites))

    def ids(self, cites: Iterable[Cite]) -> tuple[str, ...]:
        """Return the ids of the evidence that holds several places, each once."""
        return tuple(dict.fromkeys(self._id(self._pool.evidence(cite)) for cite in cites))

    def rank(self, evidence: str) -> int:
        """Return the rank of an evidence item by its final id."""
        return self._used[int(evidence[1:]) - 1].rank

    @property
    def used(self) -> Sequence[Evidence]:
        """Every evidence item that was cited, in order of its id."""
        return tuple(self._used)

    def _id(self, item: Evidence) -> str:
        if item.id not in self._ids:
            self._ids[item.id] = f"e{len(self._ids) + 1}"
            self._used.append(item.model_copy(update={"id": self._ids[item.id]}))
        return self._ids[item.id]


def _of_stretch(document: Document, cite: SpanCite) -> Evidence:
    """Make evidence of a stretch that no passage holds, such as a title in the header."""
    text = document.text[cite.start : cite.end]
    return Evidence(
        id=f"{document.id}:{cite.start}-{cite.end}",
        type="passage",
        document=document.id,
        start=cite.start,
        end=cite.end,
        text=text,
        rank=Rank.SUMMARY,
        language=document.language,
    )


def _of_fact(fact: UsageFact) -> Evidence:
    return Evidence(id=f"usage:{fact.id}", type="usage_fact", text=fact.sentence, rank=USAGE_RANK, usage_fact=fact.id)
