"""Erases a person: the name goes out of notes, usage, stories, remarks, charts and consents, letter by letter."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.domain.accounts import Account
from assistant.domain.consent_needs import same_person
from assistant.domain.documents import Document, NamedBytes, Passage
from assistant.domain.errors import BadInput
from assistant.domain.people import RoleMap
from assistant.domain.raci import Matrix
from assistant.domain.story import Story
from assistant.domain.text import natural
from assistant.domain.users import Permission, User
from assistant.retrieval.kept import KeptDocument
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.accounts import kept_account
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.erasing import Erased, Scrub, every_story, forgotten, scrubbed, told
from assistant.workflow.desk.interviews import kept_documents
from assistant.workflow.desk.masking import Mask
from assistant.workflow.desk.usages import usage_files

_TEXT = (".csv", ".jsonl", ".ndjson", ".tsv", ".txt")


class _Kept(NamedTuple):
    """What is kept of an account's notes, with every version."""

    account: Account
    current: tuple[KeptDocument, ...]
    history: dict[str, tuple[Document, ...]]


def erase_person(desk: Desk, user: User, account: str, name: str) -> Erased:
    """Take a person's name out of everything that is kept of an account.

    Words that they said stay, as nobody's: the name, its parts, and addresses made of it become a shape of letters
    of the same length, so that every citation still holds. Their consents go, and with them what stood on these.

    Raises:
        NotAllowed: the role erases nothing.
        NotFound: no such account, or it is not theirs to see.
        BadInput: the name is blank.
    """
    known = kept_account(desk, user, Permission.ERASE, account)
    if not any(map(str.isalpha, name)):
        raise BadInput("name", "no name is given", mend="give the person's name as the notes have it")
    current = kept_documents(desk, account)
    history = {one.document.id: desk.repository.history(account, one.document.id) for one in current}
    kept = _Kept(known, current, history)
    mask = _mask(kept, name)
    scrub = Scrub(content=lambda story: Story.model_validate(mask.data(story.model_dump(mode="json"))), words=mask.text)
    touched = scrubbed(desk, user, every_story(desk, account), scrub)
    touched = touched.plus(_notes(desk, kept, mask)).plus(_usage(desk, account, mask))
    forgotten(desk, account)
    touched = touched.plus(scrubbed(desk, user, every_story(desk, account), scrub))
    touched = touched._replace(left=(*touched.left, *_left(kept, mask, name)))
    with desk.store.write() as work:
        touched = touched.plus(_rows(work, desk, account, name, mask))
        told(work, desk, user, "person.erased", f"person:{desk.new_id('erasure')}", account, touched)
    return touched


def _mask(kept: _Kept, name: str) -> Mask:
    people = [*kept.account.people]
    for versions in kept.history.values():
        people += [person for one in versions for person in (*one.header.people, *one.people)]
    spelt = {person.name for person in people if same_person(person.name, name)} or {_spelt(name)}
    emails = {person.email for person in people if person.email and same_person(person.name, name)}
    others = {person.name for person in people if not same_person(person.name, name) and len(person.name.split()) > 1}
    texts = [one.text for versions in kept.history.values() for one in versions]
    company = [kept.account.name] if kept.account.name else []
    return Mask(sorted(spelt), emails=sorted(emails), others=[*sorted(others), *company], texts=texts)


def _spelt(name: str) -> str:
    """Return a name that nobody is known by as names are written."""
    return " ".join(word if any(map(str.isupper, word)) else word.capitalize() for word in natural(name).split())


def _notes(desk: Desk, kept: _Kept, mask: Mask) -> Erased:
    """Write every version of every document anew that names the person, oldest first, so that the newest stays so."""
    changed, versions, passages = list[KeptDocument](), 0, 0
    for one in kept.current:
        masked = [_document(version, mask) for version in kept.history[one.document.id]]
        differing = [new for new, old in zip(masked, kept.history[one.document.id], strict=True) if new != old]
        if differing:
            cut = tuple(Passage.model_validate(mask.data(each.model_dump(mode="json"))) for each in one.passages)
            changed += [KeptDocument(each, (), number) for number, each in enumerate(masked[:-1], 1)]
            changed.append(KeptDocument(masked[-1], cut, one.version))
            versions += len(differing)
            passages += sum(new != old for new, old in zip(cut, one.passages, strict=True))
    if changed:
        desk.repository.keep_documents(kept.account.id, changed)
    return Erased(versions=versions, passages=passages)


def _document(document: Document, mask: Mask) -> Document:
    return Document.model_validate(mask.data(document.model_dump(mode="json")))


def _usage(desk: Desk, account: str, mask: Mask) -> Erased:
    files, left = list[NamedBytes](), list[str]()
    for file in usage_files(desk, account):
        if not file.name.lower().endswith(_TEXT):
            left.append(f"{file.name} cannot be looked through; keep it again without the person")
            continue
        text = file.data.decode("utf-8", "surrogateescape")
        if (masked := mask.text(text)) != text:
            files.append(NamedBytes(file.name, masked.encode("utf-8", "surrogateescape")))
    if files:
        desk.repository.keep_usage(account, files)
    return Erased(left=tuple(left))


def _rows(work: Work, desk: Desk, account: str, name: str, mask: Mask) -> Erased:
    known = work.account(account)
    people = tuple(person for person in known.people if not same_person(person.name, name))
    if people != known.people:
        work.save_account(known.model_copy(update={"people": people}))
    gone = 0
    for spelt in {one.person for one in work.consents.of_account(account) if one.person is not None}:
        if same_person(spelt, name):
            gone += work.consents.remove_person(account, spelt)
    return Erased(consents=gone, charts=_charts(work, desk, account, mask))


def _charts(work: Work, desk: Desk, account: str, mask: Mask) -> int:
    changed = 0
    roles = work.charts.role_map(account)
    if roles is not None:
        masked = RoleMap.model_validate(mask.data(roles.model_dump(mode="json")))
        if masked != roles:
            work.charts.save_role_map(account, masked, desk.clock())
            changed += 1
    for process, matrix in work.charts.matrices(account).items():
        cleaned = Matrix.model_validate(mask.data(matrix)).model_dump(mode="json")
        if cleaned != matrix:
            work.charts.save_matrix(account, process, cleaned, desk.clock())
            changed += 1
    return changed


def _left(kept: _Kept, mask: Mask, name: str) -> Iterator[str]:
    named: Sequence[str] = [id_ for id_ in kept.history if mask.text(id_) != id_]
    for id_ in named:
        yield f"the name of the document {id_} tells of {name}; keep it under another name and erase this one"
    for part in mask.shared:
        yield f"“{part}” is left where it stands alone, as somebody else or the account is called so too"
