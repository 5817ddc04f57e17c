"""Stories and what people do with them."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, Protocol

from assistant.domain.review import Comment, Decision, Override, State, StoryRecord, StoryVersion
from assistant.retrieval.store.paging import Page


class StoryFilter(NamedTuple):
    """Which stories to list; empty fields do not narrow."""

    accounts: frozenset[str] | None = None  # None: every account
    states: frozenset[State] = frozenset()
    kinds: frozenset[str] = frozenset()
    author: str | None = None


class Stories(Protocol):
    """Stories, their versions, decisions, overrides and comments."""

    def get(self, story: str) -> StoryRecord:
        """Return a story's record; NotFound when there is none."""
        ...

    def some(self, stories: Collection[str]) -> Mapping[str, StoryRecord]:
        """Return the records of those of these stories that are kept, by id."""
        ...

    def list(self, where: StoryFilter, page: Page) -> tuple[StoryRecord, ...]:
        """Return records, by id descending (newest first: ids grow with time)."""
        ...

    def counts(self, accounts: frozenset[str] | None) -> Mapping[str, Mapping[State, int]]:
        """Return how many stories each account has in each state."""
        ...

    def add(self, record: StoryRecord, version: StoryVersion) -> bool:
        """Keep a new story with its first version; False and no change when the id is there already (a retry)."""
        ...

    def save(self, record: StoryRecord, *, expected_revision: int) -> None:
        """Replace a record; EditConflict unless the kept one has the expected revision."""
        ...

    def add_version(self, version: StoryVersion) -> None:
        """Keep a further version."""
        ...

    def version(self, story: str, version: int | None = None) -> StoryVersion:
        """Return a version, the current one when none is named; NotFound."""
        ...

    def versions(self, story: str) -> tuple[StoryVersion, ...]:
        """Return all versions, oldest first."""
        ...

    def authors(self, story: str) -> tuple[str, ...]:
        """Return who wrote each version, oldest first; no content is read."""
        ...

    def remove(self, story: str) -> None:
        """Erase a story with all that hangs on it, but for the audit log."""
        ...

    def replace_content(self, version: StoryVersion) -> None:
        """Replace a kept version's content; for erasure only."""
        ...

    def decisions(self, story: str) -> tuple[Decision, ...]:
        """Return decisions, oldest first."""
        ...

    def decisions_of(self, stories: Collection[str]) -> tuple[Decision, ...]:
        """Return the decisions on several stories, oldest first."""
        ...

    def add_decision(self, decision: Decision) -> None:
        """Keep a decision."""
        ...

    def replace_decision(self, decision: Decision) -> None:
        """Replace the words of a kept decision; for erasure only."""
        ...

    def overrides(self, story: str) -> tuple[Override, ...]:
        """Return overrides, oldest first; they are never taken out but with the story."""
        ...

    def add_override(self, override: Override) -> None:
        """Keep an override."""
        ...

    def replace_override(self, override: Override) -> None:
        """Replace the words of a kept override; for erasure only."""
        ...

    def comments(self, story: str) -> tuple[Comment, ...]:
        """Return comments, oldest first."""
        ...

    def save_comment(self, comment: Comment) -> None:
        """Keep or replace a comment."""
        ...

    def citing(self, account: str, sha256: str) -> tuple[str, ...]:
        """Return the id of each story of which any version stands on the document with this hash."""
        ...
