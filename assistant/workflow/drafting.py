"""`draft`: notes and usage data as handed in become a checked story.

One road: read → passages → usage facts → retrieval → engine → checks. Every step is told to
`progress`, and nothing is kept here; keeping is `assistant.workflow.keeping`.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal

from pydantic import Field

from assistant.domain.accounts import Account
from assistant.domain.base import Frozen
from assistant.domain.documents import Document, NamedBytes, Passage, Person
from assistant.domain.errors import BadInput
from assistant.domain.evidence import UsageFact, UsageSeries, UsageTable
from assistant.domain.story import Kind, Provenance, Story
from assistant.grounding.checker import Checker
from assistant.grounding.givens import Givens
from assistant.grounding.judge import Judge
from assistant.retrieval.protocols import DenseIndex
from assistant.retrieval.retriever import Retriever
from assistant.writing.assembly import assemble
from assistant.writing.engine import Engine
from assistant.writing.material import Material
from assistant.writing.proposal import Effort
from assistant.writing.style import HouseStyle
from assistant.writing.styled import style_flags
from ingest.documents import ingest
from ingest.passages import passages
from ingest.usage import Pseudonyms, load

Redact = Literal["off", "suggest", "on"]
Progress = Callable[[str], None]


class DraftRequest(Frozen):
    """What a story is asked for with (contract: `draft`)."""

    notes: tuple[NamedBytes, ...] = ()
    usage: tuple[NamedBytes, ...] = ()
    account: Account | None = None
    kind: Kind = Kind.STORY
    engine: Literal["auto", "extractive", "openai"] = "auto"
    model: str | None = None
    base_url: str | None = None
    redact: Redact = "suggest"
    data: Path | None = None
    expires: date | None = None  # the last day of a partner asset
    language: str | None = Field(default=None, pattern=r"^[a-z]{2}$")  # ISO 639-1; None is the notes' own


@dataclass(frozen=True)
class Notes:
    """Documents of one account, read and cut into passages."""

    account: Account
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Usage:
    """What the usage files of one account show."""

    facts: tuple[UsageFact, ...] = ()
    series: tuple[UsageSeries, ...] = ()
    tables: tuple[UsageTable, ...] = ()


@dataclass(frozen=True)
class DraftParts:
    """What drafting is put together from.

    Attributes:
        engine: who writes.
        index_of: makes an index of vectors over passages; None where there is no embedder.
        embedder: what provenance calls the embedder.
        version: version of this program.
        clock: seconds, monotonic.
        progress: is told each step.
        judge: a second opinion for the checker; None is the rule.
        judged: tells what the judge has taken since it was last asked; nothing where there is none.
        style: what is asked of the wording, whichever engine writes.
    """

    engine: Engine
    index_of: Callable[[Sequence[Passage]], DenseIndex | None]
    embedder: str
    version: str
    clock: Callable[[], float]
    progress: Progress
    judge: Judge | None = None
    judged: Callable[[], Effort] = Effort
    style: HouseStyle = field(default_factory=HouseStyle)


def draft_story(request: DraftRequest, parts: DraftParts) -> Story:
    """Write a story from what a request brings; nothing is kept.

    Raises:
        BadInput: there are no notes, a file cannot be used, or usage holds other accounts only.
    """
    began = parts.clock()
    notes = read_notes(request.notes, request.account, request.redact, parts.progress)
    usage = read_usage(request.usage, notes, parts.progress, request.redact)
    return write_story(
        notes, usage, request.kind, parts, began=began, expires=request.expires, language=request.language
    )


def write_story(
    notes: Notes,
    usage: Usage,
    kind: Kind,
    parts: DraftParts,
    *,
    began: float,
    expires: date | None = None,
    language: str | None = None,
) -> Story:
    """Write a story from documents already read; `began` is when the work on it started, by the clock."""
    material = replace(material_of(notes, usage, kind, parts), wanted=language)
    parts.progress("writing")
    proposal = parts.engine.write(material)
    parts.progress("checking every sentence")
    givens = givens_of(material)
    provenance = Provenance(
        engine=parts.engine.name, model=parts.engine.model, embedder=parts.embedder, version=parts.version
    )
    story = assemble(proposal, material, lambda sources: Checker(sources, givens, parts.judge), provenance)
    effort = proposal.effort.plus(parts.judged())  # the assembly may have asked the judge, too
    made = provenance.model_copy(
        update={
            "prompts": effort.prompts,
            "tokens": effort.tokens,
            "cost_usd": effort.cost_usd,
            "stages": effort.stages,
            "notes": effort.notes,
            "seconds": round(parts.clock() - began, 3),
        }
    )
    flags = (*story.flags, *style_flags(story, parts.style))
    return story.model_copy(update={"provenance": made, "expires": expires, "flags": flags})


def material_of(notes: Notes, usage: Usage, kind: Kind, parts: DraftParts) -> Material:
    """Return what an engine writes from, its passages indexed."""
    parts.progress("finding the evidence")
    retriever = Retriever(notes.passages, parts.index_of(notes.passages))
    return Material(
        kind=kind,
        account=notes.account,
        documents=notes.documents,
        passages=notes.passages,
        facts=usage.facts,
        series=usage.series,
        tables=usage.tables,
        search=retriever.search,
        language=main_language(notes.documents),
    )


def read_notes(files: Sequence[NamedBytes], account: Account | None, redact: Redact, progress: Progress) -> Notes:
    """Read notes and cut them into passages; a file that is there twice counts once.

    Where no account is given, the first header field that names one decides, for every document.

    Raises:
        BadInput: there are no notes, or one cannot be used.
    """
    if not files:
        raise BadInput("NOTES", "there are no notes to read", mend="name at least one file, or - for standard input")
    documents = []
    for file in files:
        progress(f"reading {file.name}")
        documents.append(ingest(file.name, file.data, id=file.name, account=account or Account(), redact=redact))
    named = next((document.header.account for document in documents if document.header.account), None)
    if account is None and named is not None:
        account = Account.named(named)
        documents = [
            document
            if document.header.account
            else ingest(file.name, file.data, id=file.name, account=account, redact=redact)
            for file, document in zip(files, documents, strict=True)
        ]
    distinct = tuple({document.sha256: document for document in reversed(documents)}.values())[::-1]
    return Notes(
        account=account or Account(),
        documents=distinct,
        passages=tuple(passage for document in distinct for passage in passages(document)),
    )


def read_usage(files: Sequence[NamedBytes], notes: Notes, progress: Progress, redact: Redact = "suggest") -> Usage:
    """Compute what the usage files show of the account; nothing where there are none.

    Under `redact` "on" no user is told but by a pseudonym.

    Raises:
        BadInput: a file cannot be used, or holds other accounts only.
    """
    if not files:
        return Usage()
    progress("reading usage data")
    people: tuple[Person, ...] = tuple(person for document in notes.documents for person in document.people)
    with load(files, notes.account, people, pseudonym=Pseudonyms() if redact == "on" else None) as data:
        return Usage(facts=data.facts(), series=data.series(), tables=data.tables)


def givens_of(material: Material) -> Givens:
    """Return what needs no passage: names of the account, its file and header fields, titles of its file."""
    account_name = [material.account_name] if material.account_name else []
    header = [person for document in material.documents for person in document.header.people]
    people = (*material.account.people, *header)
    return Givens(
        names=(*account_name, *(person.name for person in people)),
        titles=tuple(person.title for person in material.account.people if person.title),
    )


def main_language(documents: Sequence[Document]) -> str:
    """Return the language that most of the text is in, "en" where none could be told."""
    sizes: Counter[str] = Counter()
    for language, group in groupby(sorted(documents, key=lambda d: d.language), key=lambda d: d.language):
        sizes[language] = sum(len(document.text) for document in group)
    sizes.pop("und", None)
    return sizes.most_common(1)[0][0] if sizes else "en"
