"""What a story says, taken out of its JSON once for all the scorers of stories."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """A story, and views of it."""

    story: Json

    @cached_property
    def claims(self) -> list[Json]:
        """Every claim that asserts something, in reading order."""
        return [claim for claim in self.every_claim if claim["verdict"] is not None]

    @cached_property
    def every_claim(self) -> list[Json]:
        """Every claim, links too."""
        return [claim for section in self.story["sections"] for claim in section["claims"]]

    @cached_property
    def documents(self) -> dict[str, str]:
        """The documents' texts by id."""
        return {document["id"]: document["text"] for document in self.story["documents"]}

    @cached_property
    def evidence(self) -> dict[str, Json]:
        """The evidence by id."""
        return {item["id"]: item for item in self.story["evidence"]}

    @property
    def statements(self) -> Iterator[str]:
        """Everything that a reader reads as told: title, summary, headings, claims, quotations."""
        yield self.story["title"]
        yield self.story["summary"]
        yield from (section["heading"] for section in self.story["sections"])
        yield from (claim["text"] for claim in self.every_claim)
        yield from (quote["text"] for quote in self.story["quotes"])

    @cached_property
    def units(self) -> list[tuple[str, ...]]:
        """Stretches in which a fact may be told: each claim, each two in a row, the title, the summary."""
        texts = [[claim["text"] for claim in section["claims"]] for section in self.story["sections"]]
        alone = [(text,) for each in texts for text in each]
        pairs = [pair for each in texts for pair in pairwise(each)]
        return [(self.story["title"],), (self.story["summary"],), *alone, *pairs]

    def cited(self, claim: Json) -> str:
        """Return what a claim cites: the whole of its evidence, so that a fair wording finds its words."""
        ids = dict.fromkeys(citation["evidence"] for citation in claim["citations"])
        return "\n".join(self.evidence[each]["text"] for each in ids if each in self.evidence)

    def formulas(self, claim: Json) -> str:
        """Return the formulas and results of the metrics that a claim lists."""
        listed = [metric for metric in self.story["metrics"] if metric["id"] in claim["metrics"]]
        parts = (
            f"{metric.get('formula') or ''} {_shown(metric.get('before'))} {_shown(metric.get('after'))}"
            f" {_shown((metric.get('change') or {}).get('value'))}"
            for metric in listed
        )
        return " ; ".join(parts)


def _shown(value: float | None) -> str:
    return "" if value is None else f"{abs(value):g}"
