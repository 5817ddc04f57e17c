"""What notes say of an account's people: role map, responsibility matrices with their states, the next guide."""

from collections.abc import Callable
from dataclasses import replace

from assistant.domain.accounts import Account
from assistant.domain.errors import NotFound
from assistant.domain.guide import Guide
from assistant.domain.people import RoleMap
from assistant.domain.raci import Matrix, State
from assistant.domain.story import Kind, StoryDocument
from assistant.domain.users import Permission, User
from assistant.retrieval.store.work import Work
from assistant.workflow import keeping
from assistant.workflow.desk.access import account_of
from assistant.workflow.desk.accounts import kept_account
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.interviews import kept_documents
from assistant.workflow.desk.usages import usage, usage_files
from assistant.workflow.drafting import DraftParts, Notes
from assistant.workflow.guiding import guide_from
from assistant.workflow.raci import RaciRequest, Read, suggest_from
from assistant.workflow.raci_log import Step, advance
from assistant.workflow.roles import map_notes

NOTHING = RoleMap()


def role_map(desk: Desk, user: User, account: str, *, refresh: bool = False) -> RoleMap:
    """Return an account's role map, made anew when its notes have changed or when that is asked for.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such account, or it is not theirs to see.
    """
    known = kept_account(desk, user, Permission.READ, account)
    with desk.store.read() as work:
        kept = work.charts.role_map(account)
    notes = _notes(desk, known)
    shown = _shown(notes)
    if kept is None or refresh or {_key(one) for one in kept.documents} != {_key(one) for one in shown}:
        kept = map_notes(notes, usage_files(desk, account), desk.parts.progress)
        bare = tuple(one.model_copy(update={"text": ""}) for one in kept.documents)
        with desk.store.write() as work:
            account_of(work, user, Permission.READ, account)
            work.charts.save_role_map(account, kept.model_copy(update={"documents": bare}), desk.clock())
            record(work, desk, user, "role_map.made", f"account:{account}", account, people=len(kept.people))
        desk.shelf.forget(account)
    return kept.model_copy(update={"documents": shown})


def raci(desk: Desk, user: User, account: str, process: str, *, refresh: bool = False) -> Matrix:
    """Return an account's matrix for a process, suggested where there is none.

    `refresh` suggests a new one; one that people have accepted stays readable under its process and the day.

    Raises:
        NotAllowed: the role reads nothing, or writes nothing where one is to be replaced.
        NotFound: no such account, or it is not theirs to see.
        BadInput: there is no such process.
    """
    known = kept_account(desk, user, Permission.WRITE if refresh else Permission.READ, account)
    with desk.store.read() as work:
        kept = work.charts.matrix(account, process)
    if kept is not None and not refresh:
        return Matrix.model_validate(kept)
    request = RaciRequest(process=process, account=known)
    read = Read(_notes(desk, known), usage(desk, user, account))
    made = suggest_from(request, read, desk.parts.progress, desk.clock())
    with desk.store.write() as work:
        account_of(work, user, Permission.READ, account)
        _put_by(work, desk, account, process)
        _save(work, desk, account, process, made)
        record(work, desk, user, "raci.suggested", f"raci:{account}/{process}", account)
    return made


def matrices(desk: Desk, user: User, account: str) -> dict[str, Matrix]:
    """Return every matrix that is kept of an account, by process.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such account, or it is not theirs to see.
    """
    with desk.store.read() as work:
        account_of(work, user, Permission.READ, account)
        return {name: Matrix.model_validate(kept) for name, kept in work.charts.matrices(account).items()}


def accept_raci(desk: Desk, user: User, account: str, process: str, by: str, *, note: str = "") -> Matrix:
    """Record that somebody named in a matrix accepts it; it is accepted once nobody named is missing.

    Raises:
        NotAllowed: the role writes nothing.
        NotFound: no such account or matrix, or the account is not theirs to see.
        NotReady: they have nothing to do here, or it is in force already.
    """
    return _advanced(desk, user, account, process, "accept", lambda one: one.accepted(by, desk.clock(), note))


def put_in_force(desk: Desk, user: User, account: str, process: str, *, note: str = "") -> Matrix:
    """Put a matrix in force that everybody named has accepted.

    Raises:
        NotAllowed, NotFound: see `accept_raci`.
        NotReady: it has errors, or somebody named has not accepted it.
    """
    return _advanced(
        desk, user, account, process, "enforce", lambda one: advance(one, "enforce", user.name, desk.clock(), note=note)
    )


def record_right(
    desk: Desk, user: User, account: str, process: str, right: str, *, changed: bool = False, note: str = ""
) -> Matrix:
    """Record a decision on a right in a matrix's log, for peers to read: confirmed, or changed with the reason.

    Raises:
        NotAllowed, NotFound: see `accept_raci`.
        NotReady: no row carries the right.
        BadInput: it was changed without a reason.
    """
    step: Step = "change" if changed else "confirm"
    return _advanced(
        desk,
        user,
        account,
        process,
        step,
        lambda one: advance(one, step, user.name, desk.clock(), right=right, note=note),
    )


def guide(desk: Desk, user: User, account: str) -> Guide:
    """Return the guide for the next interview.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such account, or it is not theirs to see.
    """
    known = kept_account(desk, user, Permission.READ, account)
    shown = usage(desk, user, account)
    return guide_from(_notes(desk, known), shown, Kind.STORY, _parts(desk, account), began=desk.parts.clock())


def _notes(desk: Desk, account: Account) -> Notes:
    kept = kept_documents(desk, account.id)
    passages = tuple(passage for each in kept for passage in each.passages)
    return Notes(account, tuple(each.document for each in kept), passages)


def _parts(desk: Desk, account: str) -> DraftParts:
    """Rank by the vectors that are kept, so that nothing is embedded twice; by words alone where there are none."""
    if desk.indexes is None or not kept_documents(desk, account):
        return replace(desk.parts, index_of=lambda _: None)
    index = desk.indexes.index(account)
    keeping.follow(account, desk.repository, index)
    return replace(desk.parts, index_of=lambda _: index)


def _shown(notes: Notes) -> tuple[StoryDocument, ...]:
    return tuple(
        StoryDocument(id=d.id, sha256=d.sha256, media_type=d.media_type, text=d.text, language=d.language)
        for d in notes.documents
    )


def _key(document: StoryDocument) -> tuple[str, str]:
    return document.id, document.sha256


def _advanced(
    desk: Desk, user: User, account: str, process: str, step: Step, change: Callable[[Matrix], Matrix]
) -> Matrix:
    with desk.store.write() as work:
        account_of(work, user, Permission.WRITE, account)
        kept = work.charts.matrix(account, process)
        if kept is None:
            raise NotFound(f"no matrix for {process!r} is kept of this account")
        matrix = change(Matrix.model_validate(kept))
        _save(work, desk, account, process, matrix)
        record(work, desk, user, f"raci.{step}", f"raci:{account}/{process}", account, state=matrix.state.value)
    return matrix


def _put_by(work: Work, desk: Desk, account: str, process: str) -> None:
    kept = work.charts.matrix(account, process)
    if kept is not None and Matrix.model_validate(kept).state is not State.SUGGESTED:
        work.charts.save_matrix(account, f"{process} until {desk.today()}", kept, desk.clock())


def _save(work: Work, desk: Desk, account: str, process: str, matrix: Matrix) -> None:
    work.charts.save_matrix(account, process, matrix.model_dump(mode="json"), desk.clock())
