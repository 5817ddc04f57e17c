"""`roles`: notes, usage data and contact lists as handed in become a map of adoption roles; nothing is kept."""

from collections.abc import Sequence
from typing import Literal

from assistant.domain.accounts import Account
from assistant.domain.base import Frozen
from assistant.domain.documents import Document, NamedBytes, Person
from assistant.domain.errors import BadInput
from assistant.domain.evidence import UsageTable
from assistant.domain.people import Contact, RoleMap
from assistant.mapping.material import RoleMaterial
from assistant.mapping.rolemap import map_roles
from assistant.mapping.services import catalogue, default_catalogue
from assistant.retrieval.protocols import Embedder
from assistant.workflow.asked import Asked
from assistant.workflow.drafting import Notes, Progress, read_notes
from ingest.contacts import ContactList, read_contacts
from ingest.usage import load
from ingest.usage.roles import levels, users


class RolesRequest(Frozen):
    """What a role map is asked for with (contract: `roles`)."""

    notes: tuple[NamedBytes, ...] = ()
    usage: tuple[NamedBytes, ...] = ()
    people: tuple[NamedBytes, ...] = ()
    services: NamedBytes | None = None
    account: Account | None = None
    engine: Literal["auto", "extractive", "openai"] = "auto"
    model: str | None = None
    base_url: str | None = None


def map_of(
    request: RolesRequest, progress: Progress, asked: Asked | None = None, embedder: Embedder | None = None
) -> RoleMap:
    """Map the people of an account to adoption roles.

    Args:
        request: what is asked for.
        progress: is told each step.
        asked: a model that reads the notes besides the rules; None for the rules alone.
        embedder: finds whom to ask about roles that nobody holds; None finds nobody.

    Raises:
        BadInput: nothing to read, a file that cannot be used, or usage of other accounts only.
        ModelFailed: the model was to be asked and does not answer.
    """
    offered = catalogue(request.services) if request.services else default_catalogue()
    if not (request.notes or request.people or request.usage):
        mend = "name notes, or give --people or --usage"
        raise BadInput("NOTES", "there is nobody to map", mend=mend)
    lists = [_contacts(file, progress) for file in request.people]
    notes = Notes(request.account or Account(), (), ())
    if request.notes:
        notes = read_notes(request.notes, request.account, "off", progress)
    contacts = tuple(contact for each in lists for contact in each.contacts)
    progress("reading usage data")
    material = _with_usage(request.usage, notes, contacts, [each.document for each in lists])
    progress("mapping people to roles")
    notices = tuple(f"{each.document.id}: {problem}" for each in lists for problem in each.problems)
    found = map_roles(material, offered, asked.roles if asked else None, embedder)
    return found.model_copy(update={"notices": (*notices, *found.notices)})


def map_notes(notes: Notes, usage: Sequence[NamedBytes], progress: Progress) -> RoleMap:
    """Map the people of documents that were read already, by the rules alone.

    Raises:
        BadInput: a usage file cannot be used, or holds other accounts only.
    """
    material = _with_usage(usage, notes, (), [])
    progress("mapping people to roles")
    return map_roles(material, default_catalogue())


def _contacts(file: NamedBytes, progress: Progress) -> ContactList:
    progress(f"reading {file.name}")
    return read_contacts(file, id=file.name)


def _with_usage(
    files: Sequence[NamedBytes], notes: Notes, contacts: tuple[Contact, ...], lists: Sequence[Document]
) -> RoleMaterial:
    documents = notes.documents
    given = RoleMaterial(notes.account, documents, tuple(lists), contacts)
    if not files:
        return given
    named = [person for document in documents for person in document.people]
    listed = [Person(name=c.name, title=c.title or None, email=c.email or None) for c in contacts if c.title]
    known = _known(named, contacts)
    with load(files, notes.account, (*named, *listed)) as data:
        facts = data.facts()
        records = _records(files, data.tables)
        rows = tuple(row for each in records for row in each.contacts)
        found = users(data, facts, known | _known((), rows))
        more = tuple(use.fact for use in found.uses if use.fact not in facts)
        return RoleMaterial(
            account=notes.account,
            documents=documents,
            lists=(*given.lists, *(each.document for each in records)),
            contacts=(*contacts, *rows),
            facts=(*facts, *more),
            tables=data.tables,
            uses=found.uses,
            levels=levels(data),
        )


def _records(files: Sequence[NamedBytes], tables: Sequence[UsageTable]) -> list[ContactList]:
    """Return the tables of users that name people: they are lists of people, by the user id of the other tables."""
    named = {
        table.file
        for table in tables
        if "name" in table.mapping and not {"time", "feature", "action"} & set(table.mapping)
    }
    return [read_contacts(file, id=file.name) for file in files if file.name in named and file.name.endswith(".csv")]


def _known(people: Sequence[Person], contacts: Sequence[Contact]) -> frozenset[str]:
    """Return the user ids, in lower case, by which usage data may know people of the notes and lists."""
    names = [person.name for person in people]
    addresses = [who for c in contacts for who in (c.email, c.user) if who]
    addresses += [person.email for person in people if person.email]
    dotted = [".".join(name.split()) for name in names] + [f"{n.split()[0][:1]}{n.split()[-1]}" for n in names if n]
    return frozenset(who.lower() for who in (*addresses, *dotted, *(a.split("@")[0] for a in addresses)))
