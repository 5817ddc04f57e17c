"""How far stories cover the accounts: approved ones against the target, voices not heard, renewals coming up."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from assistant.domain.accounts import Account
from assistant.domain.documents import Side
from assistant.domain.people import Role, RoleMap
from assistant.domain.review import State
from assistant.domain.users import Permission, User
from assistant.retrieval.store.paging import FIRST_PAGE, Page
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import account_of, visible
from assistant.workflow.desk.accounts import DONE, matches
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.passages import AskNext, Voices


class AccountCoverage(NamedTuple):
    """How far stories cover an account.

    Attributes:
        account: which.
        stories: how many are in each state.
        approved: how many are approved or published, of `target`.
        unheard: roles that nobody who holds them has spoken for in an interview; None before there is a role map.
        ask_next: whom to interview next.
        renews_in: days to the renewal, negative when it is past; None when no date is known.
    """

    account: Account
    stories: Mapping[State, int]
    approved: int
    target: int
    unheard: tuple[Role, ...] | None
    ask_next: tuple[AskNext, ...]
    renews_in: int | None

    @property
    def missing(self) -> int:
        """How many approved stories are missing."""
        return max(0, self.target - self.approved)


def coverage(desk: Desk, user: User, page: Page = FIRST_PAGE, *, query: str = "") -> tuple[AccountCoverage, ...]:
    """Return the coverage of the accounts that a user sees, by id; with a query, of those that have it.

    Raises:
        NotAllowed: the role reads nothing.
    """
    ids = visible(user)
    wanted = query.casefold().strip()
    with desk.store.read() as work:
        later = (one for one in work.accounts(ids) if page.after is None or one.id > page.after)
        accounts = [one for one in later if matches(one, wanted)][: page.size]
        counts = work.stories.counts(frozenset(one.id for one in accounts))
        voices = _voices(work, desk, frozenset(one.id for one in accounts))
    return tuple(_covered(desk, one, counts.get(one.id, {}), voices.get(one.id)) for one in accounts)


def account_coverage(desk: Desk, user: User, account: str) -> AccountCoverage:
    """Return the coverage of one account.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such account, or it is not theirs to see.
    """
    with desk.store.read() as work:
        known = account_of(work, user, Permission.READ, account)
        counts = work.stories.counts(frozenset({account}))
        voices = _voices(work, desk, frozenset({account}))
    return _covered(desk, known, counts.get(account, {}), voices.get(account))


def _voices(work: Work, desk: Desk, accounts: frozenset[str]) -> Mapping[str, Voices]:
    """Return what the role maps of accounts say of their voices; none for an account that has no map."""

    def read(account: str) -> Voices:
        roles = work.charts.role_map(account) or RoleMap()
        return Voices(tuple(_unheard(roles)), tuple(_ask_next(roles)))

    made = work.charts.role_maps_made(accounts)
    return {account: desk.shelf.voices(account, at, read) for account, at in made.items()}


def _covered(desk: Desk, account: Account, counts: Mapping[State, int], voices: Voices | None) -> AccountCoverage:
    return AccountCoverage(
        account=account,
        stories=counts,
        approved=sum(counts.get(state, 0) for state in DONE),
        target=desk.policy.target,
        unheard=None if voices is None else voices.unheard,
        ask_next=() if voices is None else voices.ask_next,
        renews_in=_days(account.renewal_date, desk.today()),
    )


def _unheard(roles: RoleMap) -> Iterator[Role]:
    """Yield the roles that nobody holds, and those whose holders have never spoken in what is kept."""
    heard = {item.speaker.casefold() for item in roles.evidence if item.speaker}
    spoken: dict[Role, bool] = {gap.role: False for gap in roles.gaps}
    for person in roles.people:
        speaks = any(name.casefold() in heard for name in (person.name, *person.also_called))
        for held in person.roles:
            if person.side is not Side.VENDOR:
                spoken[held.role] = spoken.get(held.role, False) or speaks
    yield from (role for role in Role if spoken.get(role) is False and role not in (Role.DETRACTOR, Role.OTHER))


def _ask_next(roles: RoleMap) -> Iterator[AskNext]:
    names = {person.id: person.name for person in roles.people}
    for one in roles.interview_next:
        yield AskNext(names.get(one.person, one.person), one.why)


def _days(renewal: date | None, today: date) -> int | None:
    return None if renewal is None else (renewal - today).days
