"""`raci suggest`: a matrix for a process, fitted to an account; nothing is kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from assistant.domain.accounts import Account
from assistant.domain.base import Frozen
from assistant.domain.documents import Document, NamedBytes, Side
from assistant.domain.evidence import Citation
from assistant.domain.people import Contact, MappedPerson
from assistant.domain.raci import CellCitation, LogEntry, Matrix, MatrixPerson
from assistant.domain.rights import Policy
from assistant.domain.story import StoryDocument
from assistant.domain.tomlfile import text_of
from assistant.mapping.chartering.loading import packaged_files, read_charter
from assistant.mapping.material import RoleMaterial
from assistant.mapping.raci.material import Material, Owning
from assistant.mapping.raci.people import OWNING, calls
from assistant.mapping.raci.persons import by_person
from assistant.mapping.raci.policy import read_policy
from assistant.mapping.raci.process import read_process
from assistant.mapping.raci.segments import Segment, segment_of
from assistant.mapping.raci.suggesting import suggest
from assistant.mapping.rolemap import map_roles, unseen
from assistant.mapping.services import default_catalogue
from assistant.workflow.asked import Asked
from assistant.workflow.drafting import Notes, Progress, Redact, Usage, read_notes, read_usage
from ingest.contacts import read_contacts


class RaciRequest(Frozen):
    """What a matrix is asked for with (contract: `raci suggest`)."""

    process: str = "renewal"  # a packaged one, where no file is given
    process_file: NamedBytes | None = None
    notes: tuple[NamedBytes, ...] = ()
    usage: tuple[NamedBytes, ...] = ()
    people: tuple[NamedBytes, ...] = ()
    charters: tuple[NamedBytes, ...] = ()  # over the packaged ones
    policy: NamedBytes | None = None
    account: Account | None = None
    segment: str | None = None
    by: Literal["function", "person"] = "function"
    redact: Redact = "suggest"
    engine: Literal["auto", "extractive", "openai"] = "auto"
    model: str | None = None
    base_url: str | None = None


@dataclass(frozen=True)
class Read:
    """What a request brought, read."""

    notes: Notes
    usage: Usage
    lists: tuple[Document, ...] = ()
    contacts: tuple[Contact, ...] = ()


def suggest_raci(
    request: RaciRequest,
    progress: Progress,
    clock: datetime,
    asked: Asked | None = None,
    notify: Callable[[str], None] = lambda _: None,
) -> Matrix:
    """Suggest a matrix from what a request brings; nothing is kept.

    Args:
        request: what is asked for.
        progress: is told each step.
        clock: when this is done, for the log.
        asked: a model that reads the notes besides the rules; None for the rules alone.
        notify: is told, in one line each, what a user should know of the model's proposals.

    Raises:
        BadInput: a file cannot be used, or names what is not known.
        ModelFailed: the model was to be asked and does not answer.
    """
    return suggest_from(request, _read(request, progress), progress, clock, asked, notify)


def suggest_from(
    request: RaciRequest,
    read: Read,
    progress: Progress,
    clock: datetime,
    asked: Asked | None = None,
    notify: Callable[[str], None] = lambda _: None,
) -> Matrix:
    """Suggest a matrix from notes and usage that were read already; see `suggest_raci`.

    Raises:
        BadInput: the request names what is not known, or a charter or policy cannot be used.
        ModelFailed: the model was to be asked and does not answer.
    """
    process = read_process(request.process, request.process_file)
    policy = read_policy(request.policy)
    segment = _segment(request, policy)
    files = {**_charter_files(packaged_files()), **_charter_files(request.charters)}
    mapped = _mapped(read)
    people = _people(mapped)
    progress("suggesting")
    material = Material(
        process=process,
        policy=policy,
        segment=segment.name,
        charters={name: read_charter(file) for name, file in files.items()},
        charter_files=files,
        people=people,
        calls=calls(people),
        passages=read.notes.passages,
        facts=read.usage.facts,
        owning=_owning(mapped),
        account=read.notes.account.name,
        unseen={document.id: unseen(document) for document in read.notes.documents},
    )
    matrix, remarks = suggest(material, segment, asked.letters if asked else None)
    for remark in remarks:
        notify(remark)
    if request.by == "person":
        matrix = by_person(matrix)
    log = (LogEntry(at=clock, by="outcome-stories", what="suggested"),)
    return matrix.model_copy(
        update={
            "documents": _cited(matrix, read, [*files.values(), *([request.policy] if request.policy else [])]),
            "usage_facts": _facts(matrix, read.usage),
            "log": log,
        }
    )


def _segment(request: RaciRequest, policy: Policy) -> Segment:
    if request.segment is not None:
        return segment_of(policy, request.segment, strict=True)
    return segment_of(policy, request.account.segment if request.account else None, strict=False)


def _charter_files(files: Iterable[NamedBytes]) -> dict[str, NamedBytes]:
    return {read_charter(file).name: file for file in files}


def _read(request: RaciRequest, progress: Progress) -> Read:
    notes = Notes(account=request.account or Account(), documents=(), passages=())
    if request.notes:
        notes = read_notes(request.notes, request.account, request.redact, progress)
    lists = [read_contacts(file, id=file.name) for file in request.people]
    return Read(
        notes=notes,
        usage=read_usage(request.usage, notes, progress),
        lists=tuple(each.document for each in lists),
        contacts=tuple(contact for each in lists for contact in each.contacts),
    )


def _mapped(read: Read) -> tuple[MappedPerson, ...]:
    """Return everybody whom the account file, the notes and the lists name, as the role map has them."""
    given = RoleMaterial(read.notes.account, read.notes.documents, read.lists, read.contacts)
    return map_roles(given, default_catalogue()).people


def _people(mapped: Iterable[MappedPerson]) -> tuple[MatrixPerson, ...]:
    return tuple(
        MatrixPerson(
            id=person.id,
            name=person.name,
            title=person.title,
            company=person.company,
            side=person.side,
            roles=tuple(held.role for held in person.roles),
        )
        for person in mapped
    )


def _owning(mapped: Iterable[MappedPerson]) -> tuple[Owning, ...]:
    """Return what shows that customers own or built the solution, the surest first; a title alone shows nothing."""
    held = [
        (role.confidence, Owning(f"{person.name}, {role.role.replace('_', ' ')}: {role.why}", _cell(role.citations[0])))
        for person in mapped
        if person.side is Side.CUSTOMER
        for role in person.roles
        if role.role in OWNING and role.basis != "title"
    ]
    return tuple(owning for _, owning in sorted(held, key=lambda each: -each[0]))


def _cell(cited: Citation) -> CellCitation:
    return CellCitation.model_validate(cited.model_dump(exclude={"evidence"}))


def _cited(matrix: Matrix, read: Read, files: Sequence[NamedBytes]) -> tuple[StoryDocument, ...]:
    """Return every document of the request, and the charters and policy that are cited."""
    named = {c.document for row in matrix.rows for cell in row.cells.values() for c in cell.citations}
    handed = [
        StoryDocument(id=d.id, sha256=d.sha256, media_type=d.media_type, text=d.text, language=d.language)
        for d in (*read.notes.documents, *read.lists)
    ]
    return (*handed, *(_as_document(file) for file in files if file.name in named))


def _as_document(file: NamedBytes) -> StoryDocument:
    from hashlib import sha256

    return StoryDocument(
        id=file.name,
        sha256=sha256(file.data).hexdigest(),
        media_type="application/toml",
        text=text_of(file),
    )


def _facts(matrix: Matrix, usage: Usage) -> tuple[Any, ...]:
    named = {c.usage_fact for row in matrix.rows for cell in row.cells.values() for c in cell.citations}
    return tuple(fact for fact in usage.facts if fact.id in named)
