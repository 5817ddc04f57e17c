"""How somebody is known: secrets are shown once, kept by their hash, run out, and can be revoked."""

import hashlib
import secrets
from datetime import timedelta
from typing import NamedTuple

from assistant.domain.errors import BadInput, NotAllowed, NotFound
from assistant.domain.users import Permission, Token, TokenPurpose, User
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import permit
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.desk import Desk

_BYTES = 32  # of chance in a secret
_MOST_DAYS = 3650


class Issued(NamedTuple):
    """A new secret: this is the only time that it is shown."""

    token: Token
    secret: str


class SignedIn(NamedTuple):
    """Who a secret belongs to."""

    user: User
    token: Token


def create_token(desk: Desk, user: User, who: str, *, label: str = "", days: int | None = None) -> Issued:
    """Give somebody an API token.

    Args:
        desk: where it is kept.
        user: an administrator.
        who: id of the user it is for.
        label: what it is for, in the administrator's words.
        days: how long it lasts; the house's rule where none is said.

    Raises:
        NotAllowed: the role does not look after tokens, or the user is no longer active.
        NotFound: no such user.
        BadInput: it would last no day, or longer than ten years.
    """
    permit(user, Permission.ADMINISTER)
    lasting = desk.policy.token_days if days is None else days
    if not 0 < lasting <= _MOST_DAYS:
        raise BadInput("days", "a token lasts from 1 to 3650 days", mend="give a number of days between them")
    return _issued(desk, user, who, TokenPurpose.BEARER, timedelta(days=lasting), label)


def sign_in_link(desk: Desk, user: User, who: str) -> Issued:
    """Make a secret for a link that signs somebody in once.

    Raises:
        NotAllowed: the role does not look after tokens, or the user is no longer active.
        NotFound: no such user.
    """
    permit(user, Permission.ADMINISTER)
    return _issued(desk, user, who, TokenPurpose.SIGN_IN, desk.policy.sign_in, "")


def open_session(desk: Desk, who: str) -> Issued:
    """Begin a browser's session for somebody whom an identity provider vouches for.

    Raises:
        NotAllowed: the user is no longer active.
        NotFound: no such user.
    """
    return _issued(desk, who, who, TokenPurpose.SESSION, desk.policy.session, "")


def use_link(desk: Desk, secret: str) -> Issued | None:
    """Begin a session with the secret of a link, which works no more from then on; None when it does not hold."""
    with desk.store.write() as work:
        found = _found(work, desk, secret, TokenPurpose.SIGN_IN)
        if found is None:
            return None
        work.users.save_token(found.token.model_copy(update={"revoked_at": desk.clock()}))
        issued = _made(desk, found.user.id, TokenPurpose.SESSION, desk.policy.session, "")
        work.users.save_token(issued.token)
        record(work, desk, found.user, "user.signed_in", f"user:{found.user.id}", by="link")
    return issued


def sign_in(desk: Desk, secret: str, purpose: TokenPurpose = TokenPurpose.BEARER) -> SignedIn | None:
    """Return whom a secret belongs to; None when it is none, has run out or was revoked, or the user is inactive."""
    with desk.store.read() as work:
        return _found(work, desk, secret, purpose)


def member(desk: Desk, email: str) -> User | None:
    """Return the active user with that address, as an identity provider names it."""
    with desk.store.read() as work:
        found = work.users.by_email(email)
    return found if found is not None and found.active else None


def revoke(desk: Desk, user: User, who: str, token: str) -> Token:
    """Let a secret open nothing more; once is enough.

    Raises:
        NotAllowed: the role does not look after tokens.
        NotFound: the user has no such token.
    """
    permit(user, Permission.ADMINISTER)
    with desk.store.write() as work:
        known = next((each for each in work.users.tokens(who) if each.id == token), None)
        if known is None:
            raise NotFound(f"no token {token!r} is kept here")
        if known.revoked_at is None:
            known = known.model_copy(update={"revoked_at": desk.clock()})
            work.users.save_token(known)
            record(work, desk, user, "token.revoked", f"token:{token}", user=who)
    return known


def end_session(desk: Desk, secret: str) -> None:
    """Sign out: the session opens nothing more."""
    with desk.store.write() as work:
        found = _found(work, desk, secret, TokenPurpose.SESSION)
        if found is not None:
            work.users.save_token(found.token.model_copy(update={"revoked_at": desk.clock()}))


def _issued(desk: Desk, by: User | str, who: str, purpose: TokenPurpose, lasting: timedelta, label: str) -> Issued:
    issued = _made(desk, who, purpose, lasting, " ".join(label.split()))
    with desk.store.write() as work:
        if not work.users.get(who).active:
            raise NotAllowed("this user is no longer active; make them so first")
        work.users.save_token(issued.token)
        action = "user.signed_in" if purpose is TokenPurpose.SESSION else "token.created"
        record(work, desk, by, action, f"token:{issued.token.id}", user=who, purpose=purpose.value)
    return issued


def _made(desk: Desk, who: str, purpose: TokenPurpose, lasting: timedelta, label: str) -> Issued:
    now, secret = desk.clock(), secrets.token_urlsafe(_BYTES)
    token = Token(
        id=desk.new_id("token"),
        user=who,
        purpose=purpose,
        label=label,
        sha256=_hash(secret),
        created_at=now,
        expires_at=now + lasting,
    )
    return Issued(token, secret)


def _found(work: Work, desk: Desk, secret: str, purpose: TokenPurpose) -> SignedIn | None:
    token = work.users.token(_hash(secret))
    if token is None or token.purpose is not purpose or not token.holds(desk.clock()):
        return None
    user = work.users.get(token.user)
    return SignedIn(user, token) if user.active else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
