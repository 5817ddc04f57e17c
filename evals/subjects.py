"""What is evaluated: the product, asked by the road that the commands take, answering with the contract's JSON."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.domain.story import Kind

if TYPE_CHECKING:
    from assistant.retrieval.protocols import AskModel
    from assistant.workflow.drafting import DraftParts

Json = dict[str, Any]


@dataclass(frozen=True)
class Files:
    """What an account brings."""

    notes: tuple[NamedBytes, ...]
    usage: tuple[NamedBytes, ...] = ()
    people: tuple[NamedBytes, ...] = ()
    account: Account | None = None


@dataclass(frozen=True)
class Text:
    """A text with a name."""

    id: str
    text: str


class Subject(Protocol):
    """Something that can do what the product does; scorers see its answers only."""

    @property
    def name(self) -> str:
        """What reports call it: the engine, and its model where it has one."""
        ...

    def draft(self, files: Files, kind: Kind = Kind.STORY) -> Json:
        """Return an `outcome-story/1`."""
        ...

    def baseline(self, files: Files, kind: Kind = Kind.STORY) -> Json:
        """Return a draft to compare others with; it may have been made before, and what it took counts nowhere."""
        ...

    def roles(self, files: Files) -> Json:
        """Return a role map as `roles --json` has it."""
        ...

    def raci(self, files: Files, process: str) -> Json:
        """Return a suggestion as `raci suggest --format json` has it."""
        ...

    def verify(self, text: str, sources: Sequence[Text]) -> Json:
        """Return what `verify --json` says of a text."""
        ...

    def search(self, query: str, passages: Sequence[Text], k: int) -> tuple[str, ...]:
        """Return the ids of at most `k` passages, best first."""
        ...

    def redact(self, text: str) -> list[Json]:
        """Return what looks like personal data: `{"start", "end", "kind"}`."""
        ...


def _quiet(_: str) -> None:
    """Tell nobody."""


@dataclass(eq=False)
class BuiltIn:
    """The product itself: the built-in engine, or the one that asks the model given."""

    model: "AskModel | None" = None
    _indexes: dict[tuple[Text, ...], Any] = field(default_factory=dict, repr=False)
    _drafts: dict[tuple[Any, ...], Json] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The engine, and its model where it has one."""
        return f"openai {self.model.model}" if self.model else "extractive"

    @cached_property
    def _parts(self) -> "DraftParts":
        from assistant.bootstrap import draft_parts

        return draft_parts(progress=_quiet, model=self.model)

    def draft(self, files: Files, kind: Kind = Kind.STORY) -> Json:
        """Return an `outcome-story/1`."""
        from assistant.workflow.drafting import DraftRequest, draft_story

        request = DraftRequest(notes=files.notes, usage=files.usage, account=files.account, kind=kind)
        return draft_story(request, self._parts).model_dump(mode="json")

    def baseline(self, files: Files, kind: Kind = Kind.STORY) -> Json:
        """Return a draft, kept for the next time that it is asked for."""
        account = files.account.model_dump_json() if files.account else ""
        key = (files.notes, files.usage, account, kind)
        if key not in self._drafts:
            self._drafts[key] = self.draft(files, kind)
        return self._drafts[key]

    def roles(self, files: Files) -> Json:
        """Return a role map."""
        from assistant.bootstrap import roles
        from assistant.workflow.roles import RolesRequest

        request = RolesRequest(notes=files.notes, usage=files.usage, people=files.people, account=files.account)
        return roles(request, progress=_quiet).model_dump(mode="json")

    def raci(self, files: Files, process: str) -> Json:
        """Return a suggestion, dated to the epoch so that it is the same at every run."""
        from datetime import UTC, datetime

        from assistant.workflow.raci import RaciRequest, suggest_raci

        request = RaciRequest(
            process=process, notes=files.notes, usage=files.usage, people=files.people, account=files.account
        )
        return suggest_raci(request, _quiet, datetime.fromtimestamp(0, UTC)).model_dump(mode="json")

    def verify(self, text: str, sources: Sequence[Text]) -> Json:
        """Return what the checker says of a text."""
        from assistant.grounding.sources import SourceText
        from assistant.workflow.verification import verify

        return verify(text, [SourceText(source.id, source.text) for source in sources])

    def search(self, query: str, passages: Sequence[Text], k: int) -> tuple[str, ...]:
        """Return the ids of the passages found; the same passages are indexed once."""
        key = tuple(passages)
        if key not in self._indexes:
            self._indexes[key] = self._retriever(key)
        return tuple(hit.passage.document for hit in self._indexes[key].search(query, k))

    def redact(self, text: str) -> list[Json]:
        """Return what looks like personal data."""
        from assistant.workflow.drafting import read_notes

        (document,) = read_notes([NamedBytes("notes.txt", text.encode())], None, "suggest", _quiet).documents
        return [found.model_dump(mode="json") for found in document.redactions]

    def _retriever(self, passages: tuple[Text, ...]) -> Any:
        from assistant.domain.documents import BlockKind, Passage, Rank
        from assistant.domain.spans import Span
        from assistant.retrieval.retriever import Retriever

        found = [
            Passage(
                document=each.id,
                start=0,
                end=len(each.text),
                text=each.text,
                sentences=(Span(0, len(each.text)),),
                kind=BlockKind.SPEECH,
                rank=Rank.TRANSCRIPT,
            )
            for each in passages
        ]
        return Retriever(found, self._parts.index_of(found))


@dataclass
class Stopwatch:
    """Seconds from when it was made."""

    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Seconds so far."""
        return round(time.monotonic() - self.began, 4)
