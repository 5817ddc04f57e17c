"""Users: who they are, what they may do, which accounts they see, and what they sign in with."""

from typing import Any

from fastapi import APIRouter, Response

from api.access import Administrator, Parts
from api.pages.forms import Fields, Sent
from api.pages.intake import account_for
from api.pages.screen import Screen, Shown
from assistant.bootstrap.service import ServiceParts
from assistant.domain.errors import BadInput, NotAllowed
from assistant.domain.users import TokenPurpose, User, UserRole
from assistant.retrieval.store.paging import Page
from assistant.workflow.desk import accounts, people, signing
from assistant.workflow.desk.searching import EVERYTHING

router = APIRouter(prefix="/users", include_in_schema=False)


@router.get("")
def page(parts: Parts, user: Administrator, screen: Shown) -> Response:
    """Show everybody, and the form to add somebody."""
    return _page(parts, user, screen)


@router.post("")
def invite(parts: Parts, user: Administrator, screen: Shown, sent: Sent) -> Response:
    """Add somebody."""
    try:
        role, email = _role(sent), sent.text("email") or None
        made = people.invite(parts.desk, user, sent.text("name"), role, email=email)
    except BadInput as problem:
        return _page(parts, user, screen, problem=problem, typed=sent.text)
    return screen.go(f"/users/{made.id}", "invited")


@router.get("/{who}")
def one(who: str, parts: Parts, user: Administrator, screen: Shown) -> Response:
    """Show one user with their tokens."""
    return _one(parts, user, screen, who)


@router.post("/{who}")
def change(who: str, parts: Parts, user: Administrator, screen: Shown, sent: Sent) -> Response:
    """Change the name, the address, the role and the accounts of a user."""
    known = people.get(parts.desk, user, who)
    name, email = sent.text("name"), sent.text("email") or None
    try:
        role, assigned = _role(sent), _accounts(parts, user, sent)
        if (name, email) != (known.name, known.email):
            people.rename(parts.desk, user, who, name, email)
        if role is not known.role:
            people.set_role(parts.desk, user, who, role)
        if assigned != known.accounts:
            people.assign(parts.desk, user, who, assigned)
    except (BadInput, NotAllowed) as problem:
        return _one(parts, user, screen, who, status=422, problem=problem, typed=sent.text)
    return screen.go(f"/users/{who}", "saved")


@router.post("/{who}/active")
def active(who: str, parts: Parts, user: Administrator, screen: Shown, sent: Sent) -> Response:
    """Let somebody in again, or keep them out and end all that they are signed in with."""
    act = people.reactivate if sent.text("active") == "yes" else people.deactivate
    act(parts.desk, user, who)
    return screen.go(f"/users/{who}", "saved")


@router.post("/{who}/tokens")
def token(who: str, parts: Parts, user: Administrator, screen: Shown, sent: Sent) -> Response:
    """Make a token; its secret is shown this once."""
    label, days = sent.text("label"), sent.number("days")
    try:
        issued = signing.create_token(parts.desk, user, who, label=label, days=days)
    except BadInput as problem:
        return _one(parts, user, screen, who, status=422, problem=problem, typed=sent.text)
    return _one(parts, user, screen, who, secret=issued.secret)


@router.post("/{who}/link")
def link(who: str, parts: Parts, user: Administrator, screen: Shown) -> Response:
    """Make a link that signs them in, once."""
    issued = signing.sign_in_link(parts.desk, user, who)
    return _one(parts, user, screen, who, link=f"/sign-in/link/{issued.secret}")


@router.post("/{who}/tokens/{id_}/revoke")
def revoke(who: str, id_: str, parts: Parts, user: Administrator, screen: Shown) -> Response:
    """Make a token work no longer."""
    signing.revoke(parts.desk, user, who, id_)
    return screen.go(f"/users/{who}", "revoked")


def _page(parts: ServiceParts, user: User, screen: Screen, **given: Any) -> Response:
    shown = {"problem": None, "typed": lambda _: ""} | given
    status = 422 if shown["problem"] else 200
    everybody = people.users(parts.desk, user)
    return screen.show("admin/users.html.j2", here="users", status=status, users=everybody, roles=UserRole, **shown)


def _one(parts: ServiceParts, user: User, screen: Screen, who: str, **given: Any) -> Response:
    every = people.tokens(parts.desk, user, who)
    person = people.get(parts.desk, user, who)
    known = accounts.list_accounts(parts.desk, user, page=Page(size=EVERYTHING))
    return screen.show(
        "admin/user.html.j2",
        here="users",
        person=person,
        assigned=[one.account for one in known if one.account.id in person.accounts],
        others=[one.account for one in known if one.account.id not in person.accounts],
        tokens=[each for each in every if each.purpose is TokenPurpose.BEARER],
        roles=UserRole,
        now=parts.clock(),
        **({"secret": "", "link": "", "problem": None, "typed": lambda _: ""} | given),
    )


def _role(sent: Fields) -> UserRole:
    try:
        return UserRole(sent.text("role"))
    except ValueError:
        raise BadInput("The role", "there is none of that name", mend="choose one of the page") from None


def _accounts(parts: ServiceParts, user: User, sent: Fields) -> tuple[str, ...]:
    """Return the accounts that are ticked, and the one that is added.

    Raises:
        BadInput: none is called what was typed.
    """
    added = sent.text("added")
    found = account_for(parts, user, added)
    if added and found is None:
        raise BadInput("Add an account", f"none is called {added!r}", mend="choose one of the list")
    return tuple(dict.fromkeys((*sent.texts("accounts"), *((found.id,) if found else ()))))
