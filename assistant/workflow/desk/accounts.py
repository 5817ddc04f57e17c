"""Accounts: what is known of each, and how many stories of it are approved."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput
from assistant.domain.review import State
from assistant.domain.users import Permission, User, UserRole
from assistant.retrieval.store.paging import FIRST_PAGE, Page
from assistant.workflow.desk.access import account_of, permit, visible
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.desk import Desk

DONE = (State.APPROVED, State.PUBLISHED)


class AccountView(NamedTuple):
    """An account with how many stories it has in each state, and how many approved ones it should have."""

    account: Account
    stories: Mapping[State, int]
    target: int

    @property
    def approved(self) -> int:
        """How many stories are approved or published."""
        return sum(self.stories.get(state, 0) for state in DONE)


def list_accounts(desk: Desk, user: User, *, query: str = "", page: Page = FIRST_PAGE) -> tuple[AccountView, ...]:
    """Return the accounts that a user sees, by id; with a query, those whose name, industry or segment has it.

    Raises:
        NotAllowed: the role reads nothing.
    """
    ids = visible(user)
    wanted = query.casefold().strip()
    with desk.store.read() as work:
        found = [
            account
            for account in work.accounts(ids)
            if (page.after is None or account.id > page.after) and matches(account, wanted)
        ][: page.size]
        counts = work.stories.counts(frozenset(account.id for account in found))
    return tuple(AccountView(account, counts.get(account.id, {}), desk.policy.target) for account in found)


def get_account(desk: Desk, user: User, account: str) -> AccountView:
    """Return an account.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such account, or it is not theirs to see.
    """
    with desk.store.read() as work:
        known = account_of(work, user, Permission.READ, account)
        counts = work.stories.counts(frozenset({known.id}))
    return AccountView(known, counts.get(known.id, {}), desk.policy.target)


def save_account(
    desk: Desk, user: User, account: Account, *, check: Callable[[Account | None], None] = lambda _known: None
) -> AccountView:
    """Keep an account, or replace what is known of it; a CSM who adds one is assigned to it.

    Args:
        desk: where it is kept.
        user: who keeps it.
        account: as it is to be.
        check: is shown what is kept now, None where nothing is, and raises when that may not be replaced.

    Raises:
        NotAllowed: the role writes nothing.
        BadInput: it has no id or name, or its id is that of an account that is not theirs to see.
    """
    permit(user, Permission.WRITE)
    if account.name is None or account.id == Account().id:
        raise BadInput("account", "it has no name", mend="give the account's name")
    with desk.store.write() as work:
        known = {kept.id: kept for kept in work.accounts(frozenset({account.id}))}
        if known and not user.sees(account.id):
            problem = "an account of this id is kept already"
            raise BadInput("id", problem, mend="have it assigned to you, or give another id")
        check(known.get(account.id))
        work.save_account(account)
        if not known and user.role is UserRole.CSM:
            kept = work.users.get(user.id)
            work.users.save(kept.model_copy(update={"accounts": (*kept.accounts, account.id)}))
        action = "account.changed" if known else "account.added"
        record(work, desk, user, action, f"account:{account.id}", account.id)
        counts = work.stories.counts(frozenset({account.id}))
    desk.shelf.forget(account.id)
    return AccountView(account, counts.get(account.id, {}), desk.policy.target)


def kept_account(desk: Desk, user: User, permission: Permission, account: str) -> Account:
    """Return an account after asking who may; for use cases that work outside of a unit.

    Raises:
        NotAllowed: the role does not allow it.
        NotFound: no such account, or it is not theirs to see.
    """
    with desk.store.read() as work:
        return account_of(work, user, permission, account)


def matches(account: Account, wanted: str) -> bool:
    """Tell whether an account's id, name, industry or segment has what is wanted, which is in small letters."""
    said = (account.id, account.name, account.industry, account.segment)
    return not wanted or any(wanted in text.casefold() for text in said if text)
