"""Numbered notes: every place that the story cites, once, in the order in which a reader meets it."""

from collections.abc import Iterable
from typing import NamedTuple

from assistant.domain.evidence import Citation, Evidence, UsageFact
from assistant.domain.story import Claim, Story
from assistant.rendering import wording


class Note(NamedTuple):
    """One cited place; `evidence` is None only in a story that somebody else put together badly."""

    number: int
    citation: Citation
    evidence: Evidence | None
    fact: UsageFact | None

    @property
    def speaker(self) -> str | None:
        """Who said it, where that is known."""
        return self.evidence.speaker if self.evidence else None


class Notes:
    """The notes of one story: a place cited twice has one number."""

    def __init__(self, story: Story) -> None:
        self._evidence = {item.id: item for item in story.evidence}
        self._facts = {fact.id: fact for fact in story.usage_facts}
        self._claims = {claim.id: claim for claim in story.claims}
        self._numbers: dict[Citation, int] = {}
        self._first_of: dict[str, int] = {}
        self._notes: list[Note] = []
        for citation in _in_reading_order(story):
            self._number(citation)
        for evidence_id in _evidence_ids(story):
            self.of_evidence([evidence_id])

    @property
    def all(self) -> tuple[Note, ...]:
        """Every note, by number."""
        return tuple(self._notes)

    def of(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """Return the note numbers of these citations, each once."""
        return tuple(dict.fromkeys(self._number(citation) for citation in citations))

    def of_claims(self, claim_ids: Iterable[str]) -> tuple[int, ...]:
        """Return the note numbers of what these claims cite; unknown claims have none."""
        claims = [self._claims[claim_id] for claim_id in claim_ids if claim_id in self._claims]
        return self.of(citation for claim in claims for citation in claim.citations)

    def of_evidence(self, evidence_ids: Iterable[str]) -> tuple[int, ...]:
        """Return a note number for each evidence item: the first that cites it, else one for the whole item."""
        numbers = []
        for evidence_id in evidence_ids:
            item = self._evidence.get(evidence_id)
            if evidence_id in self._first_of:
                numbers.append(self._first_of[evidence_id])
            elif item is not None:
                numbers.append(self._number(_whole(item)))
        return tuple(dict.fromkeys(numbers))

    def _number(self, citation: Citation) -> int:
        if citation not in self._numbers:
            number = len(self._notes) + 1
            self._numbers[citation] = number
            self._first_of.setdefault(citation.evidence, number)
            fact = self._facts.get(citation.usage_fact) if citation.usage_fact else None
            self._notes.append(Note(number, citation, self._evidence.get(citation.evidence), fact))
        return self._numbers[citation]


def place(note: Note) -> str:
    """Return where a note's words stand, for people to read."""
    citation = note.citation
    if note.fact:
        window = f", {note.fact.window.from_} to {note.fact.window.to}" if note.fact.window else ""
        return f"Usage data, {wording.readable(note.fact.name)}{window}, {note.fact.rows:,} rows"
    speaker = f", {note.speaker}" if note.speaker else ""
    return f"{citation.document or 'unknown document'}{speaker}, characters {citation.start}–{citation.end}"


def cited_by(story: Story, notes: Notes) -> dict[int, tuple[Claim, ...]]:
    """Return, for each note, the claims that stand on it."""
    users: dict[int, list[Claim]] = {}
    for claim in story.claims:
        for number in notes.of(claim.citations):
            users.setdefault(number, []).append(claim)
    return {number: tuple(claims) for number, claims in users.items()}


def _in_reading_order(story: Story) -> Iterable[Citation]:
    for claim in story.claims:
        yield from claim.citations
    for contradiction in story.contradictions:
        yield from contradiction.citations
    for flag in story.flags:
        yield from flag.citations


def _evidence_ids(story: Story) -> Iterable[str]:
    for metric in wording.told(story):
        yield from metric.citations
    for quote in story.quotes:
        yield from quote.citations


def _whole(item: Evidence) -> Citation:
    return Citation(
        evidence=item.id,
        document=item.document,
        start=item.start,
        end=item.end,
        text=item.text,
        usage_fact=item.usage_fact,
    )
