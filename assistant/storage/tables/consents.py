"""Consents, and files that went out."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Table, Text

from assistant.storage.tables.base import Key, metadata

consents = Table(
    "consents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("account", Key, nullable=False),
    Column("person", Key),
    Column("end", Date),  # the last day; None until withdrawn
    Column("withdrawn", Boolean, nullable=False),
    Column("record", Text, nullable=False),
    Index("ix_consents_account", "account", "id"),
    Index("ix_consents_end", "end"),
)

exports = Table(
    "exports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("story", Key, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("account", Key, nullable=False),
    Column("file", Key, nullable=False),  # SHA-256 that names its bytes
    Column("at", BigInteger, nullable=False),  # microseconds since 1970
    Column("record", Text, nullable=False),
    Index("ix_exports_story", "story", "at"),
    Index("ix_exports_account", "account", "at"),
)
