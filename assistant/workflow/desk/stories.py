"""Stories: kept when they are drafted, listed, read, and compared version by version."""

from datetime import datetime

from assistant.domain.differences import differences as told_differences
from assistant.domain.errors import NotFound, StoreConflict
from assistant.domain.facets import facets_of
from assistant.domain.review import ClaimDifference, StoryRecord, StoryVersion, content_hash
from assistant.domain.story import Story
from assistant.domain.users import Permission, User
from assistant.retrieval.store.paging import FIRST_PAGE, Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.workflow.desk.access import story_of, visible
from assistant.workflow.desk.auditing import announce, record
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.views import StoryView, people_of, view_of

EVERY = StoryFilter()


def keep_draft(desk: Desk, story: Story, *, account: str, author: str, story_id: str, at: datetime) -> StoryRecord:
    """Keep a story that a job has drafted; the same id again changes nothing, so that a job may be done twice.

    Args:
        desk: where it is kept.
        story: as drafted and checked.
        account: id of the account.
        author: id of the user who asked for it.
        story_id: given by the job.
        at: when the job was asked for.

    Raises:
        NotFound: the account is not kept.
        StoreConflict: a document that it stands on was erased in the meantime.
    """
    version = StoryVersion(
        story=story_id, version=1, author=author, created_at=at, content_hash=content_hash(story), content=story
    )
    with desk.store.write() as work:
        kept = StoryRecord(
            id=story_id,
            account=account,
            kind=story.kind,
            title=story.title,
            author=author,
            created_at=at,
            updated_at=at,
            facets=facets_of(story, work.account(account)),
        )
        _refuse_erased(desk, account, story)
        if not work.stories.add(kept, version):
            return work.stories.get(story_id)
        record(work, desk, author, "story.drafted", f"story:{story_id}", account, version=1)
        announce(work, desk, "story.drafted", kept)
    return kept


def list_stories(
    desk: Desk, user: User, where: StoryFilter = EVERY, page: Page = FIRST_PAGE
) -> tuple[StoryRecord, ...]:
    """Return the stories of the accounts that a user sees, newest first.

    Raises:
        NotAllowed: the role reads nothing.
    """
    mine = visible(user)
    accounts = where.accounts if mine is None else mine if where.accounts is None else mine & where.accounts
    with desk.store.read() as work:
        return work.stories.list(where._replace(accounts=accounts), page)


def read_story(desk: Desk, user: User, story: str, version: int | None = None) -> StoryView:
    """Return a story with all that hangs on it.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such story or version, or its account is not theirs to see.
    """
    with desk.store.read() as work:
        kept = story_of(work, user, Permission.READ, story)
    people = people_of(desk, kept.account)
    with desk.store.read() as work:
        return view_of(work, desk, user, work.stories.get(story), people, version)


def versions(desk: Desk, user: User, story: str) -> tuple[StoryVersion, ...]:
    """Return every version, oldest first.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such story, or its account is not theirs to see.
    """
    with desk.store.read() as work:
        return work.stories.versions(story_of(work, user, Permission.READ, story).id)


def differences(desk: Desk, user: User, story: str, before: int, after: int) -> tuple[ClaimDifference, ...]:
    """Tell claim by claim what changed from one version to another.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such story or version, or its account is not theirs to see.
    """
    with desk.store.read() as work:
        id_ = story_of(work, user, Permission.READ, story).id
        old, new = work.stories.version(id_, before), work.stories.version(id_, after)
    return told_differences(old.content, new.content)


def _refuse_erased(desk: Desk, account: str, story: Story) -> None:
    """A story must not bring back what was erased while it was written; any version that is kept will do."""
    for document in story.documents:
        try:
            there = desk.repository.history(account, document.id)
        except NotFound:
            there = ()
        if all((one.sha256, one.text) != (document.sha256, document.text) for one in there):
            raise StoreConflict("a document that this story stands on is no longer kept; draft it again")
