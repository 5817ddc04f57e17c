"""What waits for somebody when they come in."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from assistant.domain.jobs import Job, JobState
from assistant.domain.review import Move, State, StoryRecord
from assistant.domain.users import Permission, User
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import visible
from assistant.workflow.desk.accounts import DONE
from assistant.workflow.desk.desk import Desk

_MOST = 50  # of each sort of thing that waits


class Task(NamedTuple):
    """One thing that waits.

    `kind` is review (somebody else's story to decide on), approved (to publish), draft (yours to go on with),
    consent (one that ends soon), or renewal (one that comes up before enough stories are approved).
    """

    kind: Literal["review", "approved", "draft", "consent", "renewal"]
    account: str
    title: str
    why: str
    story: str | None = None
    due: date | None = None


class Home(NamedTuple):
    """What waits for a user, the most urgent first, and their jobs that are still running."""

    tasks: tuple[Task, ...]
    jobs: tuple[Job, ...]


def home(desk: Desk, user: User) -> Home:
    """Return what waits for a user.

    Raises:
        NotAllowed: the role reads nothing.
    """
    mine = visible(user)
    with desk.store.read() as work:
        tasks = [
            *_reviews(work, desk, user, mine),
            *_approved(work, user, mine),
            *_drafts(work, user, mine),
            *_consents(work, desk, mine),
            *_renewals(work, desk, mine),
        ]
        running = frozenset({JobState.QUEUED, JobState.RUNNING})
        jobs = work.jobs.list(owner=user.id, states=running, page=Page(size=_MOST))
    return Home(tuple(tasks), jobs)


def _reviews(work: Work, desk: Desk, user: User, mine: frozenset[str] | None) -> Iterator[Task]:
    if not user.may(Permission.DECIDE):
        return
    for one in _stories(work, mine, State.IN_REVIEW):
        if not (desk.policy.four_eyes and one.author == user.id):
            yield Task("review", one.account, one.title, "waits for somebody to decide on it", one.id)


def _approved(work: Work, user: User, mine: frozenset[str] | None) -> Iterator[Task]:
    if user.may(Permission.PUBLISH):
        for one in _stories(work, mine, State.APPROVED):
            yield Task("approved", one.account, one.title, "is approved and not published anywhere", one.id)


def _drafts(work: Work, user: User, mine: frozenset[str] | None) -> Iterator[Task]:
    drafts = _stories(work, mine, State.DRAFT, author=user.id)
    decided = work.stories.decisions_of([one.id for one in drafts])
    asked = {each.story: each for each in decided if each.move is Move.ASK_FOR_CHANGES}  # the last one of each
    for one in drafts:
        why = (
            f"changes were asked for: {asked[one.id].reason}" if one.id in asked else "is your draft, not in review yet"
        )
        yield Task("draft", one.account, one.title, why, one.id)


def _consents(work: Work, desk: Desk, mine: frozenset[str] | None) -> Iterator[Task]:
    until = desk.today() + timedelta(days=desk.policy.notice_days)
    for one in work.consents.running_out(until, since=desk.today(), accounts=mine)[:_MOST]:
        who = one.person or "the company"
        why = f"the consent of {who} to the {one.item.value} ({one.channel.value}) ends"
        yield Task("consent", one.account, who, why, due=one.end)


def _renewals(work: Work, desk: Desk, mine: frozenset[str] | None) -> Iterator[Task]:
    today = desk.today()
    until = today + timedelta(days=desk.policy.notice_days)
    near = [one for one in work.accounts(mine) if one.renewal_date and today <= one.renewal_date <= until]
    counts = work.stories.counts(frozenset(one.id for one in near))
    for one in near[:_MOST]:
        approved = sum(counts.get(one.id, {}).get(state, 0) for state in DONE)
        if approved < desk.policy.target:
            why = f"renews soon with {approved} of {desk.policy.target} approved stories"
            yield Task("renewal", one.id, one.name or one.id, why, due=one.renewal_date)


def _stories(
    work: Work, mine: frozenset[str] | None, state: State, author: str | None = None
) -> tuple[StoryRecord, ...]:
    return work.stories.list(StoryFilter(accounts=mine, states=frozenset({state}), author=author), Page(size=_MOST))
