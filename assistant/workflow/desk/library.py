"""The library: approved stories that may be used, where each is out, and which are unused or run out soon."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from assistant.domain.accounts import Account
from assistant.domain.consent import Channel, Consent, Export
from assistant.domain.consent_needs import same_person
from assistant.domain.errors import Blocked
from assistant.domain.people import RoleMap
from assistant.domain.publishing import published_on
from assistant.domain.review import StoryRecord
from assistant.domain.story import Kind, Story
from assistant.domain.users import Permission, User
from assistant.retrieval.store.paging import FIRST_PAGE, Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import story_of
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.searching import NO_FILTERS, Filters, fits_story, narrowed, search
from assistant.workflow.desk.views import OUT
from assistant.writing.kinds import shape_of

_STRETCH = 100  # records read at a time while filters take some out


class LibraryItem(NamedTuple):
    """An approved story as the library lists it.

    Attributes:
        record: with its facets: summary, outcomes, voices.
        account: whose story it is.
        channels: where it is published.
        exports: how many files of it are in use.
        used_at: when the newest of them was made; None is unused.
        ends: the first day on which a consent that it may stand on, or it itself, runs out soon.
        score: how well it answers, where it was searched for.
    """

    record: StoryRecord
    account: Account
    channels: tuple[Channel, ...]
    exports: int
    used_at: date | None
    ends: date | None
    score: float | None = None


def library(
    desk: Desk, user: User, query: str = "", filters: Filters = NO_FILTERS, page: Page = FIRST_PAGE
) -> tuple[LibraryItem, ...]:
    """Return approved stories, newest first; with a query, those that answer it, best first and `page.size` at most.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: the account of the filter is not kept, or not theirs to see.
        BadInput: the query is very long.
    """
    scores: dict[str, float] = {}
    if query.strip():
        found = search(desk, user, query, kinds=("story",), filters=filters, size=page.size)
        records = [one.story for one in found if one.story is not None]
        scores = {one.story.id: one.score for one in found if one.story is not None}
    else:
        records = _listed(desk, narrowed(desk, user, filters), filters, page)
    with desk.store.read() as work:
        accounts = {one.id: one for one in work.accounts(frozenset(one.account for one in records))}
        until = desk.today() + timedelta(days=desk.policy.notice_days)
        soon = work.consents.running_out(until, since=desk.today(), accounts=frozenset(accounts))
        return tuple(_item(work, desk, one, accounts[one.account], soon, scores.get(one.id)) for one in records)


def one_liner(desk: Desk, user: User, story: str) -> str:
    """Return an approved story in one sentence, as it is copied into a mail or a slide.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such story, or it is not theirs to see.
        Blocked: nobody has approved it.
    """
    with desk.store.read() as work:
        kept = story_of(work, user, Permission.READ, story)
        if kept.state not in OUT:
            raise Blocked(("nobody has approved it",))
        if _fits(kept.title):
            return kept.title  # as mostly: the content need not be read
        return _shortest(work.stories.version(story).content)


def _listed(desk: Desk, accounts: Mapping[str, Account] | None, filters: Filters, page: Page) -> list[StoryRecord]:
    where = StoryFilter(accounts=None if accounts is None else frozenset(accounts), states=OUT)
    found: list[StoryRecord] = []
    maps: dict[str, RoleMap | None] = {}
    after = page.after
    with desk.store.read() as work:
        while len(found) < page.size:
            some = work.stories.list(where, Page(after, _STRETCH))
            found += [one for one in some if fits_story(work, one, filters, maps)]
            if len(some) < _STRETCH:
                break
            after = some[-1].id
    return found[: page.size]


def _item(
    work: Work, desk: Desk, record: StoryRecord, account: Account, soon: Sequence[Consent], score: float | None
) -> LibraryItem:
    live: Sequence[Export] = [one for one in work.consents.exports(story=record.id) if one.pulled_at is None]
    return LibraryItem(
        record=record,
        account=account,
        channels=published_on(record, work.stories.decisions(record.id)),
        exports=len(live),
        used_at=max((one.at.date() for one in live), default=None),
        ends=_ends(desk, record, soon),
        score=score,
    )


def _ends(desk: Desk, record: StoryRecord, soon: Sequence[Consent]) -> date | None:
    voices = [name for name, _ in record.facets.voices]
    days = [
        one.end
        for one in soon
        if one.account == record.account
        and one.end is not None
        and one.end >= desk.today()
        and (one.person is None or any(same_person(one.person, name) for name in voices))
    ]
    expires = record.facets.expires
    if expires is not None and expires <= desk.today() + timedelta(days=desk.policy.notice_days):
        days.append(expires)
    return min(days, default=None)


def _fits(text: str) -> bool:
    return len(text.split()) <= shape_of(Kind.ONE_LINER).most


def _shortest(story: Story) -> str:
    """Return the shortest sentence that carries a title which is too long, where it fits; else the shortest of both."""
    carrying = [claim.text for claim in story.claims if claim.id in story.title_claims]
    return next(filter(_fits, carrying), min((story.title, *carrying), key=len))
