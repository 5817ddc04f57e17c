"""Stories in tables; what people said of them is in `remarks`."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Select, Text, cast, delete, func, insert, select, type_coerce, update

from assistant.domain.errors import EditConflict, NotFound
from assistant.domain.review import State, StoryRecord, StoryVersion
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.storage.in_tables.remarks import TableRemarks
from assistant.storage.reading import as_one
from assistant.storage.tables.search import story_words
from assistant.storage.tables.stories import stories, story_sources, story_versions

_COLUMNS = {"id", "account", "kind", "state", "author", "version", "revision"}


class TableStories(TableRemarks):
    """See `assistant.retrieval.store.stories.Stories`."""

    def get(self, story: str) -> StoryRecord:
        """Return a story's record; NotFound when there is none."""
        return self._unit.record(StoryRecord, select(stories.c.record).where(stories.c.id == story), f"story {story!r}")

    def some(self, stories_: Collection[str]) -> Mapping[str, StoryRecord]:
        """Return the records of those of these stories that are kept, by id."""
        found = select(stories.c.record).where(stories.c.id.in_(sorted(stories_)))
        return {record.id: record for record in self._unit.records(StoryRecord, found)}

    def list(self, where: StoryFilter, page: Page) -> tuple[StoryRecord, ...]:
        """Return records, by id descending; no content is read."""
        query = _narrowed(select(stories.c.record), where)
        if page.after is not None:
            query = query.where(stories.c.id < page.after)
        return self._unit.records(StoryRecord, query.order_by(stories.c.id.desc()).limit(page.size))

    def counts(self, accounts: frozenset[str] | None) -> Mapping[str, Mapping[State, int]]:
        """Return how many stories each account has in each state."""
        query = select(stories.c.account, stories.c.state, func.count().label("stories"))
        if accounts is not None:
            query = query.where(stories.c.account.in_(sorted(accounts)))
        counts = query.group_by(stories.c.account, stories.c.state).subquery().c
        line = cast(counts.stories, Text) + " " + counts.state + " " + type_coerce(counts.account, Text)
        states = {state.value: state for state in State}
        counted: dict[str, dict[State, int]] = defaultdict(dict)
        for number, state, account in (told.split(" ", 2) for told in as_one(self._unit.db, line)):
            counted[account][states[state]] = int(number)
        return counted

    def add(self, record: StoryRecord, version: StoryVersion) -> bool:
        """Keep a new story with its first version; False and no change when the id is there already."""
        if self._unit.db.execute(select(stories.c.id).where(stories.c.id == record.id)).first():
            return False
        self._unit.db.execute(insert(stories).values(_row(record)))
        self._insert(version)
        return True

    def save(self, record: StoryRecord, *, expected_revision: int) -> None:
        """Replace a record; EditConflict unless the kept one has the expected revision."""
        same = (stories.c.id == record.id) & (stories.c.revision == expected_revision)
        if not self._unit.db.execute(update(stories).where(same).values(_row(record))).rowcount:
            self.get(record.id)
            raise EditConflict(f"story {record.id!r} was changed by somebody else; read it again")

    def add_version(self, version: StoryVersion) -> None:
        """Keep a further version; EditConflict when there is one of that number."""
        self.get(version.story)
        if self._unit.db.execute(select(story_versions.c.version).where(*_is(version))).first():
            raise EditConflict(f"story {version.story!r} has a version {version.version} already; read it again")
        self._insert(version)

    def version(self, story: str, version: int | None = None) -> StoryVersion:
        """Return a version, the current one when none is named; NotFound."""
        number = self.get(story).version if version is None else version
        here = (story_versions.c.story == story, story_versions.c.version == number)
        row = self._unit.one(_VERSION.where(*here), f"version {number} of story {story!r}")
        return _version(row.record, row.content)

    def versions(self, story: str) -> tuple[StoryVersion, ...]:
        """Return all versions, oldest first."""
        found = self._unit.db.execute(
            _VERSION.where(story_versions.c.story == story).order_by(story_versions.c.version)
        )
        return tuple(_version(row.record, row.content) for row in found)

    def authors(self, story: str) -> tuple[str, ...]:
        """Return who wrote each version, oldest first; no content is read."""
        told = select(story_versions.c.record).where(story_versions.c.story == story).order_by(story_versions.c.version)
        return tuple(json.loads(record)["author"] for record in self._unit.db.execute(told).scalars())

    def remove(self, story: str) -> None:
        """Erase a story with all that hangs on it, but for the audit log."""
        if not self._unit.db.execute(delete(stories).where(stories.c.id == story)).rowcount:
            raise NotFound(f"no story {story!r} is kept here")
        self._unit.db.execute(delete(story_words).where(story_words.c.story == story))
        self._unit.erases = True

    def replace_content(self, version: StoryVersion) -> None:
        """Replace a kept version's content; for erasure only."""
        values = {"record": _told(version), "content": version.content.model_dump_json()}
        if not self._unit.db.execute(update(story_versions).where(*_is(version)).values(values)).rowcount:
            raise NotFound(f"no version {version.version} of story {version.story!r} is kept here")
        here = (story_sources.c.story == version.story, story_sources.c.version == version.version)
        self._unit.db.execute(delete(story_sources).where(*here))
        self._insert_sources(version)
        self._unit.erases = True

    def citing(self, account: str, sha256: str) -> tuple[str, ...]:
        """Return the id of each story of which any version stands on the document with this hash."""
        query = select(stories.c.id).join(story_sources, story_sources.c.story == stories.c.id).distinct()
        found = query.where(stories.c.account == account, story_sources.c.sha256 == sha256).order_by(stories.c.id)
        return tuple(self._unit.db.execute(found).scalars())

    def _insert(self, version: StoryVersion) -> None:
        columns = {"story": version.story, "version": version.version, "record": _told(version)}
        self._unit.db.execute(insert(story_versions).values(columns | {"content": version.content.model_dump_json()}))
        self._insert_sources(version)

    def _insert_sources(self, version: StoryVersion) -> None:
        hashes = sorted({document.sha256 for document in version.content.documents})
        rows = [{"story": version.story, "version": version.version, "sha256": sha256} for sha256 in hashes]
        if rows:
            self._unit.db.execute(insert(story_sources), rows)


_VERSION = select(story_versions.c.record, story_versions.c.content)


def _version(record: str, content: str) -> StoryVersion:
    return StoryVersion.model_validate_json(f'{record[:-1]},"content":{content}}}')


def _told(version: StoryVersion) -> str:
    return version.model_dump_json(exclude={"content"})


def _is(version: StoryVersion) -> tuple[ColumnElement[bool], ...]:
    return story_versions.c.story == version.story, story_versions.c.version == version.version


def _row(record: StoryRecord) -> dict[str, object]:
    columns = record.model_dump(
        mode="json", include={"id", "account", "kind", "state", "author", "version", "revision"}
    )
    return columns | {"record": record.model_dump_json()}


def _narrowed(query: Select[tuple[str]], where: StoryFilter) -> Select[tuple[str]]:
    if where.accounts is not None:
        query = query.where(stories.c.account.in_(sorted(where.accounts)))
    if where.states:
        query = query.where(stories.c.state.in_(sorted(where.states)))
    if where.kinds:
        query = query.where(stories.c.kind.in_(sorted(where.kinds)))
    if where.author is not None:
        query = query.where(stories.c.author == where.author)
    return query
