"""What every use case of the service is handed: the stores, a clock, a maker of ids, and the house's policy."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from assistant.retrieval.kept import Repository
from assistant.retrieval.protocols import Indexes, StageCache
from assistant.retrieval.store.passage_search import PassageSearch
from assistant.retrieval.store.story_index import StoryIndex
from assistant.retrieval.store.work import Store
from assistant.workflow.desk.passages import PassageShelf
from assistant.workflow.drafting import DraftParts


@dataclass(frozen=True)
class Policy:
    """What a house decides for itself.

    Attributes:
        four_eyes: whoever approves or overrides is not who wrote or last edited the story.
        target: approved stories that each account should have (domain handbook, section 6).
        notice_days: how early consents and exports that run out, and renewals, are told of.
        token_days: how long an API token lasts unless told otherwise.
        session: how long a browser's session lasts.
        sign_in: how long a sign-in link lasts.
    """

    four_eyes: bool = True
    target: int = 3
    notice_days: int = 30
    token_days: int = 90
    session: timedelta = timedelta(hours=12)
    sign_in: timedelta = timedelta(minutes=30)


@dataclass(frozen=True)
class Desk:
    """Everything the use cases work with.

    Attributes:
        store: what people do with stories.
        repository: accounts' documents, passages and usage files.
        indexes: vectors of passages; None where there is no embedder, and search is by words alone.
        story_index: approved stories by words and meaning; None searches them by words alone.
        parts: what the guide is written and edited claims are checked with.
        clock: the time now, with its zone.
        new_id: makes an id for "story", "consent", ...; ids grow with time.
        policy: what the house decides for itself.
        passage_search: passages of every account at once; None searches them account by account.
        stages: a model's answers for unfinished stories, which hold text of notes and go with an erasure.
        shelf: passages made ready for search, kept between searches.
    """

    store: Store
    repository: Repository
    indexes: Indexes | None
    story_index: StoryIndex | None
    parts: DraftParts
    clock: Callable[[], datetime]
    new_id: Callable[[str], str]
    policy: Policy = field(default_factory=Policy)
    passage_search: PassageSearch | None = None
    stages: StageCache | None = None
    shelf: PassageShelf = field(default_factory=PassageShelf)

    def today(self) -> date:
        """Return the day it is, by the clock's own zone; consents run by it."""
        return self.clock().date()
