"""The evidence as a model is shown it: numbered sentences of the notes and usage facts, each with where it stands.

Only what may carry a claim is shown (see `assistant.writing.candidates`): never a vendor's words, never a
paragraph that gives orders to a model. A question that was asked is shown for context, without an id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.writing.candidates import Candidate
from assistant.writing.material import Material
from assistant.writing.proposal import Cite, FactCite, ProposedMetric, SpanCite
from assistant.writing.usage import telling

_ASKED = 160  # code points of a question that are shown


@dataclass(frozen=True, eq=False)  # one object, one item
class Exhibit:
    """One item of evidence under the id that the model knows it by; `candidate` is None for a usage fact.

    A figure that code computed has its `metric`, and stands in several places: `cite` and `also`.
    """

    id: str
    text: str
    cite: Cite
    speaker: str | None = None
    asked: str = ""
    candidate: Candidate | None = None
    also: tuple[Cite, ...] = ()
    metric: ProposedMetric | None = None

    @property
    def cites(self) -> tuple[Cite, ...]:
        """Every place that it stands on."""
        return (self.cite, *self.also)

    @property
    def words(self) -> int:
        """How long it is."""
        return len(self.text.split())


class Exhibits:
    """All evidence of a story; ids are e1, e2... in reading order, then u1... for usage, m1... for `figures`."""

    def __init__(self, material: Material, found: Sequence[Candidate]) -> None:
        said = [_said(number, candidate) for number, candidate in enumerate(found, 1)]
        used = [Exhibit(f"u{number}", fact.sentence, FactCite(fact.id))
                for number, fact in enumerate(telling(material.facts), 1)]  # fmt: skip
        self.all: tuple[Exhibit, ...] = (*said, *used)
        self.figures: tuple[Exhibit, ...] = ()
        self._by_id: Mapping[str, Exhibit] = {exhibit.id: exhibit for exhibit in self.all}

    def offer(self, figures: Iterable[Exhibit]) -> None:
        """Take in figures that code computed."""
        self.figures = tuple(figures)
        self._by_id = {exhibit.id: exhibit for exhibit in (*self.all, *self.figures)}

    def figures_of(self, shown: Iterable[Exhibit]) -> tuple[Exhibit, ...]:
        """Return the figures that were computed from nothing but some evidence."""
        places = {cite for exhibit in shown for cite in exhibit.cites}
        return tuple(figure for figure in self.figures if places.issuperset(figure.cites))

    def named(self, ids: Iterable[str]) -> tuple[Exhibit, ...]:
        """Return the evidence of some ids, each once; ids that nobody gave are left aside."""
        known = (self._by_id.get(id_.strip().strip("[]").lower()) for id_ in ids)
        return tuple(dict.fromkeys(exhibit for exhibit in known if exhibit is not None))

    def windows(self, words: int) -> Iterator[tuple[Exhibit, ...]]:
        """Yield the evidence in stretches of at most about `words` words, in reading order."""
        window: list[Exhibit] = []
        size = 0
        for exhibit in self.all:
            if window and size + exhibit.words > words:
                yield tuple(window)
                window, size = [], 0
            window.append(exhibit)
            size += exhibit.words
        if window:
            yield tuple(window)


def lines(exhibits: Iterable[Exhibit]) -> list[str]:
    """Return evidence as lines for a prompt, a question in front of its first answer."""
    written: list[str] = []
    asked = ""
    for exhibit in exhibits:
        if exhibit.asked and exhibit.asked != asked:
            written.append(f"(asked: {exhibit.asked})")
        asked = exhibit.asked
        who = f"{exhibit.speaker}: " if exhibit.speaker else ""
        written.append(f"[{exhibit.id}] {who}{exhibit.text}")
    return written


def _said(number: int, candidate: Candidate) -> Exhibit:
    cite = SpanCite(candidate.passage.document, candidate.span.start, candidate.span.end)
    asked = candidate.asked[-_ASKED:].rpartition(". ")[2] if candidate.asked else ""
    return Exhibit(f"e{number}", candidate.text, cite, candidate.speaker, asked, candidate)
