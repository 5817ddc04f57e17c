"""Users, what they may do, and what they sign in with; an administrator's."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.access import Administrator, Parts
from api.replies import reply
from api.sessions import https
from assistant.domain.users import Token, TokenPurpose, User, UserRole
from assistant.workflow.desk import people, signing

router = APIRouter(prefix="/api/v1/users", tags=["users"])
_NAME = Field(min_length=1, max_length=200, examples=["Cora Bell"])
_EMAIL = Field(default=None, max_length=200, examples=["cora@loomworks.example"])
_ACCOUNTS = Field(max_length=10_000, description="Ids of the accounts assigned.", examples=[["fenwick-mills"]])


class Users(BaseModel):
    """Every user."""

    items: list[User]


class Invited(BaseModel):
    """Somebody to let in."""

    name: Annotated[str, _NAME]
    role: UserRole
    email: Annotated[str | None, _EMAIL] = None
    accounts: Annotated[tuple[str, ...], _ACCOUNTS] = ()


class UserChange(BaseModel):
    """What to change of a user; what is left out stays."""

    name: Annotated[str | None, Field(min_length=1, max_length=200)] = None
    email: Annotated[str | None, _EMAIL] = None
    role: UserRole | None = None
    accounts: Annotated[tuple[str, ...] | None, _ACCOUNTS] = None
    active: bool | None = None


class TokenOut(BaseModel):
    """A secret as far as it may be shown."""

    id: str
    purpose: TokenPurpose
    label: str
    created_at: str
    expires_at: str
    revoked_at: str | None


class Tokens(BaseModel):
    """A user's secrets."""

    items: list[TokenOut]


class TokenAsked(BaseModel):
    """A new API token."""

    label: str = Field(default="", max_length=200, examples=["nightly import"])
    days: int = Field(default=90, ge=1, le=3650)


class TokenMade(BaseModel):
    """A new API token; its secret is shown only now."""

    token: TokenOut
    secret: str = Field(examples=["hQ2v..."])


class LinkMade(BaseModel):
    """A link that signs somebody in once."""

    address: str
    expires_at: str


@router.get("", summary="Every user", response_model=Users)
def users(parts: Parts, user: Administrator) -> Response:
    """List users by id."""
    return reply(Users(items=list(people.users(parts.desk, user))))


@router.post("", summary="Invite somebody", status_code=201, response_model=User)
def invite(asked: Invited, parts: Parts, user: Administrator) -> Response:
    """Add a user; they sign in by a link, a token, or with this e-mail address at the identity provider."""
    invited = people.invite(parts.desk, user, asked.name, asked.role, email=asked.email, accounts=tuple(asked.accounts))
    return reply(invited, 201, Location=f"{router.prefix}/{invited.id}")


@router.patch("/{who}", summary="Change a user", response_model=User)
def change(who: str, asked: UserChange, parts: Parts, user: Administrator) -> Response:
    """Change role, accounts, name, address, or whether they are let in; the last administrator stays one."""
    known = people.get(parts.desk, user, who)
    if asked.name is not None or "email" in asked.model_fields_set:
        email = asked.email if "email" in asked.model_fields_set else known.email
        known = people.rename(parts.desk, user, who, asked.name or known.name, email)
    if asked.accounts is not None:
        known = people.assign(parts.desk, user, who, asked.accounts)
    if asked.role is not None:
        known = people.set_role(parts.desk, user, who, asked.role)
    if asked.active is not None:
        known = (people.reactivate if asked.active else people.deactivate)(parts.desk, user, who)
    return reply(known)


@router.get("/{who}/tokens", summary="A user's tokens and sessions", response_model=Tokens)
def tokens(who: str, parts: Parts, user: Administrator) -> Response:
    """List secrets, oldest first, without the secrets themselves."""
    return reply(Tokens(items=[_out(token) for token in people.tokens(parts.desk, user, who)]))


@router.post("/{who}/tokens", summary="Make an API token", status_code=201, response_model=TokenMade)
def make_token(who: str, asked: TokenAsked, parts: Parts, user: Administrator) -> Response:
    """Return a new token; this is the only time that its secret is shown."""
    issued = signing.create_token(parts.desk, user, who, label=asked.label, days=asked.days)
    return reply(TokenMade(token=_out(issued.token), secret=issued.secret), 201)


@router.delete("/{who}/tokens/{token}", summary="Revoke a token or session", response_model=TokenOut)
def revoke(who: str, token: str, parts: Parts, user: Administrator) -> Response:
    """Let a secret open nothing more."""
    return reply(_out(signing.revoke(parts.desk, user, who, token)))


@router.post("/{who}/sign-in-link", summary="Make a link that signs somebody in once", status_code=201,
             response_model=LinkMade)  # fmt: skip
def sign_in_link(who: str, parts: Parts, user: Administrator) -> Response:
    """Return the link's path, to be sent to its user; it works once, for a quarter of an hour."""
    issued = signing.sign_in_link(parts.desk, user, who)
    base = parts.settings.public_url.rstrip("/") if https(parts.settings) and parts.settings.public_url else ""
    address = f"{base}/sign-in/link/{issued.secret}"
    return reply(LinkMade(address=address, expires_at=issued.token.expires_at.isoformat()), 201)


def _out(token: Token) -> TokenOut:
    return TokenOut.model_validate(token.model_dump(mode="json", include=set(TokenOut.model_fields)))
