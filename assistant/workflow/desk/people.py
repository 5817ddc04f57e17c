"""Who uses the service: invited, given a role and accounts, and let go again by an administrator."""

from assistant.domain.errors import BadInput, NotAllowed
from assistant.domain.users import Permission, Token, User, UserRole
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import permit
from assistant.workflow.desk.auditing import Detail, record
from assistant.workflow.desk.desk import Desk

_LONGEST = 200  # code points of a name or an address


def users(desk: Desk, user: User) -> tuple[User, ...]:
    """Return every user, by id.

    Raises:
        NotAllowed: the role does not look after users.
    """
    permit(user, Permission.ADMINISTER)
    with desk.store.read() as work:
        return work.users.list()


def get(desk: Desk, user: User, who: str) -> User:
    """Return a user.

    Raises:
        NotAllowed: the role does not look after users.
        NotFound: no such user.
    """
    permit(user, Permission.ADMINISTER)
    with desk.store.read() as work:
        return work.users.get(who)


def names(desk: Desk) -> dict[str, str]:
    """Return the name of each user by id, to show beside what they did."""
    with desk.store.read() as work:
        return {known.id: known.name for known in work.users.list()}


def invite(
    desk: Desk, user: User, name: str, role: UserRole, *, email: str | None = None, accounts: tuple[str, ...] = ()
) -> User:
    """Add somebody; how they sign in is settled by `signing.create_token`, a link, or the identity provider.

    Raises:
        NotAllowed: the role does not look after users.
        BadInput: the name is blank, or the address is taken or none.
        NotFound: an account is not kept.
    """
    permit(user, Permission.ADMINISTER)
    added = User(
        id=desk.new_id("user"),
        name=_named(name),
        email=_address(email),
        role=role,
        accounts=_once(accounts),
        created_at=desk.clock(),
    )
    with desk.store.write() as work:
        if added.email is not None and work.users.by_email(added.email) is not None:
            raise BadInput("email", "somebody has this address already", mend="change that user instead")
        _known(work, added.accounts)
        work.users.save(added)
        record(work, desk, user, "user.invited", f"user:{added.id}", role=role.value)
    return added


def set_role(desk: Desk, user: User, who: str, role: UserRole) -> User:
    """Change what somebody is to the service.

    Raises:
        NotAllowed: the role does not look after users, or no administrator would be left.
        NotFound: no such user.
    """
    return _changed(desk, user, who, "user.role_set", {"role": role}, role=role.value)


def assign(desk: Desk, user: User, who: str, accounts: tuple[str, ...]) -> User:
    """Give somebody these accounts and no others.

    Raises:
        NotAllowed: the role does not look after users.
        NotFound: no such user or account.
    """
    return _changed(desk, user, who, "user.assigned", {"accounts": _once(accounts)}, accounts=len(accounts))


def rename(desk: Desk, user: User, who: str, name: str, email: str | None) -> User:
    """Change somebody's name and address.

    Raises:
        NotAllowed: the role does not look after users.
        NotFound: no such user.
        BadInput: the name is blank, or the address is taken or none.
    """
    return _changed(desk, user, who, "user.renamed", {"name": _named(name), "email": _address(email)})


def deactivate(desk: Desk, user: User, who: str) -> User:
    """Let somebody in no more; every secret of theirs is revoked at once.

    Raises:
        NotAllowed: the role does not look after users, or no administrator would be left.
        NotFound: no such user.
    """
    return _changed(desk, user, who, "user.deactivated", {"active": False})


def reactivate(desk: Desk, user: User, who: str) -> User:
    """Let somebody in again, with new secrets.

    Raises:
        NotAllowed: the role does not look after users.
        NotFound: no such user.
    """
    return _changed(desk, user, who, "user.reactivated", {"active": True})


def tokens(desk: Desk, user: User, who: str) -> tuple[Token, ...]:
    """Return somebody's API tokens and sessions, oldest first; secrets are not among what is kept.

    Raises:
        NotAllowed: the role does not look after users.
        NotFound: no such user.
    """
    permit(user, Permission.ADMINISTER)
    with desk.store.read() as work:
        return work.users.tokens(work.users.get(who).id)


def _changed(desk: Desk, user: User, who: str, action: str, update: dict[str, object], **told: Detail) -> User:
    permit(user, Permission.ADMINISTER)
    with desk.store.write() as work:
        known = work.users.get(who)
        changed = known.model_copy(update=update)
        _known(work, changed.accounts)
        _keep_an_administrator(work, known, changed)
        other = work.users.by_email(changed.email) if changed.email else None
        if other is not None and other.id != who:
            raise BadInput("email", "somebody else has this address", mend="give another")
        work.users.save(changed)
        if known.active and not changed.active:
            _revoke_all(work, desk, who)
        record(work, desk, user, action, f"user:{who}", **told)
    return changed


def _keep_an_administrator(work: Work, known: User, changed: User) -> None:
    if not known.may(Permission.ADMINISTER) or changed.may(Permission.ADMINISTER):
        return
    if not any(other.may(Permission.ADMINISTER) for other in work.users.list() if other.id != known.id):
        raise NotAllowed("this is the last administrator; make somebody else one first")


def _revoke_all(work: Work, desk: Desk, who: str) -> None:
    now = desk.clock()
    for token in work.users.tokens(who):
        if token.holds(now):
            work.users.save_token(token.model_copy(update={"revoked_at": now}))


def _known(work: Work, accounts: tuple[str, ...]) -> None:
    for account in accounts:
        work.account(account)


def _named(name: str) -> str:
    shown = " ".join(name.split())
    if not shown or len(shown) > _LONGEST:
        raise BadInput("name", "the name is blank or very long", mend=f"give a name of at most {_LONGEST} characters")
    return shown


def _address(email: str | None) -> str | None:
    given = (email or "").strip()
    if not given:
        return None
    local, mark, domain = given.partition("@")
    if not (local and mark and "." in domain) or len(given) > _LONGEST or any(map(str.isspace, given)):
        raise BadInput("email", "this is no e-mail address", mend="write it like name@example.com")
    return given


def _once(accounts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(accounts))
