"""Stories in memory."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from assistant.domain.errors import EditConflict, NotFound
from assistant.domain.review import Comment, Decision, Override, State, StoryRecord, StoryVersion
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.storage.in_memory.shelves import Shelves


class MemoryStories:
    """See `assistant.retrieval.store.stories.Stories`."""

    def __init__(self, shelves: Shelves) -> None:
        self._at = shelves

    def get(self, story: str) -> StoryRecord:
        """Return a story's record; NotFound when there is none."""
        return self._at.stories.get(story, f"story {story!r}")

    def some(self, stories: Collection[str]) -> Mapping[str, StoryRecord]:
        """Return the records of those of these stories that are kept, by id."""
        return {story: self.get(story) for story in stories if story in self._at.stories.rows}

    def list(self, where: StoryFilter, page: Page) -> tuple[StoryRecord, ...]:
        """Return records, by id descending."""
        rows = self._at.stories.rows
        ids = sorted((key for key, row in rows.items() if _wanted(row, where)), reverse=True)
        return tuple(rows[key] for key in ids if page.after is None or key < page.after)[: page.size]

    def counts(self, accounts: frozenset[str] | None) -> Mapping[str, Mapping[State, int]]:
        """Return how many stories each account has in each state."""
        counted: dict[str, Counter[State]] = defaultdict(Counter)
        for row in self._at.stories.rows.values():
            if accounts is None or row.account in accounts:
                counted[row.account][row.state] += 1
        return counted

    def add(self, record: StoryRecord, version: StoryVersion) -> bool:
        """Keep a new story with its first version; False and no change when the id is there already."""
        if record.id in self._at.stories.rows:
            return False
        self._at.stories.put(record.id, record)
        self._at.versions.put((version.story, version.version), version)
        return True

    def save(self, record: StoryRecord, *, expected_revision: int) -> None:
        """Replace a record; EditConflict unless the kept one has the expected revision."""
        if self.get(record.id).revision != expected_revision:
            raise EditConflict(f"story {record.id!r} was changed by somebody else; read it again")
        self._at.stories.put(record.id, record)

    def add_version(self, version: StoryVersion) -> None:
        """Keep a further version; EditConflict when there is one of that number."""
        self.get(version.story)
        if (version.story, version.version) in self._at.versions.rows:
            raise EditConflict(f"story {version.story!r} has a version {version.version} already; read it again")
        self._at.versions.put((version.story, version.version), version)

    def version(self, story: str, version: int | None = None) -> StoryVersion:
        """Return a version, the current one when none is named; NotFound."""
        number = self.get(story).version if version is None else version
        return self._at.versions.get((story, number), f"version {number} of story {story!r}")

    def versions(self, story: str) -> tuple[StoryVersion, ...]:
        """Return all versions, oldest first."""
        found = [row for row in self._at.versions.rows.values() if row.story == story]
        return tuple(sorted(found, key=lambda row: row.version))

    def authors(self, story: str) -> tuple[str, ...]:
        """Return who wrote each version, oldest first."""
        return tuple(version.author for version in self.versions(story))

    def remove(self, story: str) -> None:
        """Erase a story with all that hangs on it, but for the audit log."""
        if story not in self._at.stories.rows:
            raise NotFound(f"no story {story!r} is kept here")
        self._at.stories.drop(story)
        self._at.versions.drop(*(key for key in self._at.versions.rows if key[0] == story))
        self._at.decisions.drop(*(row.id for row in self.decisions(story)))
        self._at.overrides.drop(*(row.id for row in self.overrides(story)))
        self._at.comments.drop(*(row.id for row in self.comments(story)))
        self._at.exports.drop(*(key for key, row in self._at.exports.rows.items() if row.story == story))

    def replace_content(self, version: StoryVersion) -> None:
        """Replace a kept version's content; for erasure only."""
        self.version(version.story, version.version)
        self._at.versions.put((version.story, version.version), version)

    def decisions(self, story: str) -> tuple[Decision, ...]:
        """Return decisions, oldest first."""
        return self.decisions_of({story})

    def decisions_of(self, stories: Collection[str]) -> tuple[Decision, ...]:
        """Return the decisions on several stories, oldest first."""
        found = [row for row in self._at.decisions.rows.values() if row.story in stories]
        return tuple(sorted(found, key=lambda row: (row.at, row.id)))

    def add_decision(self, decision: Decision) -> None:
        """Keep a decision; one of the same id stays as it is."""
        self.get(decision.story)
        if decision.id not in self._at.decisions.rows:
            self._at.decisions.put(decision.id, decision)

    def replace_decision(self, decision: Decision) -> None:
        """Replace the words of a kept decision; for erasure only. NotFound."""
        self._at.decisions.get(decision.id, f"decision {decision.id!r}")
        self._at.decisions.put(decision.id, decision)

    def overrides(self, story: str) -> tuple[Override, ...]:
        """Return overrides, oldest first."""
        found = [row for row in self._at.overrides.rows.values() if row.story == story]
        return tuple(sorted(found, key=lambda row: (row.at, row.id)))

    def add_override(self, override: Override) -> None:
        """Keep an override; one of the same id stays as it is."""
        self.get(override.story)
        if override.id not in self._at.overrides.rows:
            self._at.overrides.put(override.id, override)

    def replace_override(self, override: Override) -> None:
        """Replace the words of a kept override; for erasure only. NotFound."""
        self._at.overrides.get(override.id, f"override {override.id!r}")
        self._at.overrides.put(override.id, override)

    def comments(self, story: str) -> tuple[Comment, ...]:
        """Return comments, oldest first."""
        found = [row for row in self._at.comments.rows.values() if row.story == story]
        return tuple(sorted(found, key=lambda row: (row.at, row.id)))

    def save_comment(self, comment: Comment) -> None:
        """Keep or replace a comment."""
        self.get(comment.story)
        self._at.comments.put(comment.id, comment)

    def citing(self, account: str, sha256: str) -> tuple[str, ...]:
        """Return the id of each story of which any version stands on the document with this hash."""
        found = {
            row.story
            for row in self._at.versions.rows.values()
            if any(document.sha256 == sha256 for document in row.content.documents)
        }
        return tuple(sorted(key for key in found if self._at.stories.rows[key].account == account))


def _wanted(row: StoryRecord, where: StoryFilter) -> bool:
    return (
        (where.accounts is None or row.account in where.accounts)
        and (not where.states or row.state in where.states)
        and (not where.kinds or row.kind in where.kinds)
        and (where.author is None or row.author == where.author)
    )
