"""What an engine writes from: the account, its documents and passages, and what usage shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from assistant.domain.accounts import Account
from assistant.domain.documents import Document, Passage, Person, Side
from assistant.domain.evidence import UsageFact, UsageSeries, UsageTable
from assistant.domain.spans import Span
from assistant.domain.story import Kind

_SIDE_BY_SIDE = 200  # code points


class Scored(Protocol):
    """A passage with how well it answers a question."""

    @property
    def passage(self) -> Passage:
        """The passage."""
        ...

    @property
    def score(self) -> float:
        """How well it answers; larger is better."""
        ...


class Search(Protocol):
    """Finds passages for a question; `assistant.retrieval.Retriever.search` is one."""

    def __call__(self, query: str, k: int) -> Sequence[Scored]:
        """Return at most `k` passages, best first."""
        ...


@dataclass(frozen=True)
class Material:
    """Everything a story of one account may draw on.

    Attributes:
        kind: the kind of story asked for.
        account: what was given about the account.
        documents: the notes, as ingested.
        passages: their passages, in document order; only these may be cited as evidence.
        facts: usage facts; each may be cited by its id.
        series: usage over time, handed on to the story.
        tables: the usage files, handed on to the story.
        search: finds passages for a question; None ranks by cue words alone.
        language: ISO 639-1 code of the language that most of the notes are in.
        wanted: the language that the story is asked for in; None is that of the notes.
    """

    kind: Kind
    account: Account
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    facts: tuple[UsageFact, ...] = ()
    series: tuple[UsageSeries, ...] = ()
    tables: tuple[UsageTable, ...] = ()
    search: Search | None = None
    language: str = "en"
    wanted: str | None = None

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Text of each document by its id."""
        return {document.id: document.text for document in self.documents}

    @cached_property
    def account_name(self) -> str | None:
        """Name of the account as given, else as the notes' header names it."""
        named = (document.header.account for document in self.documents if document.header.account)
        return self.account.name or next(named, None)

    @property
    def translates(self) -> bool:
        """Whether the story is asked for in another language than the notes have."""
        return self.wanted not in (None, self.language)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody the account file or a document names, one each, in order of first mention.

        What the account file says of a person wins over what a document says.
        """
        found: dict[str, Person] = {}
        documents = (person for document in self.documents for person in (*document.header.people, *document.people))
        for person in (*self.account.people, *documents):
            known = found.get(person.name.casefold())
            found[person.name.casefold()] = person if known is None else _joined(known, person)
        return tuple(found.values())

    def person(self, name: str | None) -> Person | None:
        """Return the person of that name, or None."""
        return self._by_name.get(name.casefold()) if name else None

    def title_place(self, name: str) -> tuple[str, Span] | None:
        """Return the document and the place where a document gives a person's title, or None."""
        for document in self.documents:
            for person in (*document.header.people, *document.people):
                if person.title_span is not None and person.name.casefold() == name.casefold():
                    return document.id, _with_name(person, person.title_span)
        return None

    @cached_property
    def _by_name(self) -> Mapping[str, Person]:
        return {person.name.casefold(): person for person in self.people}


def _with_name(person: Person, title: Span) -> Span:
    """Return the stretch that holds a title together with the name, where they stand side by side."""
    if person.span is None:
        return title
    both = Span(min(person.span.start, title.start), max(person.span.end, title.end))
    return both if both.end - both.start <= _SIDE_BY_SIDE else title


def _joined(known: Person, other: Person) -> Person:
    """Fill what the first mention of a person leaves open from a later one."""
    return known.model_copy(
        update={
            "title": known.title or other.title,
            "company": known.company or other.company,
            "email": known.email or other.email,
            "side": other.side if known.side is Side.UNKNOWN else known.side,
            "span": known.span or other.span,
            "title_span": known.title_span or (None if known.title else other.title_span),
        },
    )
