"""Stories, their versions, and what people said and decided about them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from assistant.storage.tables.base import Key, metadata

stories = Table(
    "stories",
    metadata,
    Column("id", Key, primary_key=True),
    Column("account", Key, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("author", Key, nullable=False),
    Column("version", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Index("ix_stories_account", "account", "state"),  # alone enough to count by
    Index("ix_stories_state", "state", "id"),
    Index("ix_stories_author", "author", "id"),
)

story_versions = Table(
    "story_versions",
    metadata,
    Column("story", Key, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("record", Text, nullable=False),  # the version without its content
    Column("content", Text, nullable=False),  # last, and apart: it is a thousand times larger than the rest
)

story_sources = Table(
    "story_sources",
    metadata,
    Column("story", Key, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("sha256", Key, primary_key=True),  # of a document that the version stands on
    Index("ix_story_sources_sha256", "sha256"),
)


def _said(name: str) -> Table:
    """Make a table of what was said or decided about stories, in the order of time."""
    return Table(
        name,
        metadata,
        Column("id", Key, primary_key=True),
        Column("story", Key, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
        Column("at", BigInteger, nullable=False),  # microseconds since 1970
        Column("record", Text, nullable=False),
        Index(f"ix_{name}_story", "story", "at", "id"),
    )


decisions = _said("decisions")
overrides = _said("overrides")
comments = _said("comments")
