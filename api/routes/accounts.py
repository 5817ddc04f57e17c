"""Accounts: what is known of each, against lost edits by ETag."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Response
from pydantic import BaseModel, Field

from api import etags
from api.access import Parts, Reader, Writer
from api.listing import Listing, Pages
from api.problems import PreconditionRequired
from api.replies import reply
from api.routes.draft import account_given
from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput, EditConflict, NotFound, StoreConflict
from assistant.domain.review import State
from assistant.workflow.desk import accounts
from assistant.workflow.desk.accounts import AccountView

router = APIRouter(prefix="/api/v1/accounts", tags=["accounts"])
_EXAMPLE = Body(examples=[{"name": "Fenwick Mills", "industry": "textiles", "renewal_date": "2027-03-31"}])


class AccountOut(BaseModel):
    """An account, with how many of its stories are approved against how many there should be."""

    account: Account
    stories: dict[State, int] = Field(description="How many stories stand where.", examples=[{"approved": 2}])
    approved: int
    target: int


@router.get("", summary="The accounts you see", response_model=Listing[AccountOut])
def list_accounts(parts: Parts, user: Reader, pages: Pages, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """List accounts by id; with `q`, those whose name, industry or segment has it."""
    found = accounts.list_accounts(parts.desk, user, query=q, page=pages.page)
    shown, following = pages.of(found, lambda view: view.account.id)
    return reply(Listing[AccountOut](items=[_out(view) for view in shown], next=following))


@router.post("", summary="Add an account", status_code=201, response_model=AccountOut)
def add_account(account: Annotated[Account, _EXAMPLE], parts: Parts, user: Writer) -> Response:
    """Keep a new account; its id is made of its name unless given. A CSM who adds one is assigned to it."""
    return _saved(accounts.save_account(parts.desk, user, account_given(account) or account, check=_is_new), 201)


@router.get("/{account}", summary="An account", response_model=AccountOut)
def get_account(account: str, parts: Parts, user: Reader) -> Response:
    """Return what is known of an account; the ETag is what a change has to name."""
    return _saved(accounts.get_account(parts.desk, user, account))


@router.put("/{account}", summary="Replace what is known of an account", response_model=AccountOut)
def put_account(
    account: str, known: Annotated[Account, _EXAMPLE], parts: Parts, user: Writer, tag: etags.Tag
) -> Response:
    """Replace an account as a whole; needs If-Match."""
    if tag is None:
        raise PreconditionRequired("this change needs If-Match with the ETag of the account as you read it")
    if known.id not in (account, Account().id):
        raise BadInput("id", "an account keeps its id", mend="leave it out")
    changed = known.model_copy(update={"id": account})
    return _saved(accounts.save_account(parts.desk, user, changed, check=lambda kept: _is_as_read(kept, tag)))


def _is_new(kept: Account | None) -> None:
    if kept is not None:
        raise StoreConflict("an account of this id is kept already; change that one, or give another id")


def _is_as_read(kept: Account | None, tag: str) -> None:
    if kept is None:
        raise NotFound("no such account is kept here")
    if tag not in ("*", etags.of_account(kept)):
        raise EditConflict("somebody else has changed this account since you read it; read it again")


def _saved(view: AccountView, status: int = 200) -> Response:
    return reply(_out(view), status, ETag=etags.of_account(view.account), Location=f"{router.prefix}/{view.account.id}")


def _out(view: AccountView) -> AccountOut:
    return AccountOut(account=view.account, stories=dict(view.stories), approved=view.approved, target=view.target)
