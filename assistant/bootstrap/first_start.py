"""Letting the first people in: a link for a browser on this machine, and tokens from the command line."""

from typing import NamedTuple

from assistant.domain.users import Token, TokenPurpose, User, UserRole
from assistant.workflow.desk import people, signing
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.signing import Issued

FIRST = "First administrator"


class Known(NamedTuple):
    """A user with their API tokens."""

    user: User
    tokens: tuple[Token, ...]


def first_link(desk: Desk) -> Issued | None:
    """Return a link's secret for the first administrator, made where there is none; None once anybody has signed in."""
    with desk.store.read() as work:
        users = work.users.list()
        purposes = {token.purpose for user in users for token in work.users.tokens(user.id)}
    if TokenPurpose.SESSION in purposes:
        return None
    admin = next((user for user in users if user.role is UserRole.ADMIN and user.active), None)
    return signing.sign_in_link(desk, operator(desk), (admin or _added(desk, FIRST, UserRole.ADMIN, ())).id)


def token_for(desk: Desk, role: UserRole, *, name: str, accounts: tuple[str, ...], days: int | None) -> Issued:
    """Return a new API token of a new user with that role.

    Raises:
        BadInput: the name is blank, or the days are out of bounds.
        NotFound: an account is not kept.
    """
    user = _added(desk, name, role, accounts)
    return signing.create_token(desk, operator(desk), user.id, label="made on the command line", days=days)


def all_tokens(desk: Desk) -> tuple[Known, ...]:
    """Return every user with their API tokens, by id."""
    by = operator(desk)
    return tuple(
        Known(user, tuple(t for t in people.tokens(desk, by, user.id) if t.purpose is TokenPurpose.BEARER))
        for user in people.users(desk, by)
    )


def operator(desk: Desk) -> User:
    """Return who acts when somebody works on the machine itself: not a kept user, and named so in the audit log."""
    return User(id="system", name="command line", role=UserRole.ADMIN, created_at=desk.clock())


def _added(desk: Desk, name: str, role: UserRole, accounts: tuple[str, ...]) -> User:
    return people.invite(desk, operator(desk), name, role, accounts=accounts)
