"""Accounts, documents with their versions and passages, vectors by text, usage files."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from assistant.storage.tables.base import Key, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("record", JSON, nullable=False),
    Column("stale", Boolean, nullable=False),  # the index does not yet follow the documents
)

documents = Table(
    "documents",
    metadata,
    Column("account", Key, ForeignKey("accounts.id"), primary_key=True),
    Column("id", Key, primary_key=True),
    Column("place", Integer, nullable=False),  # order in which documents first came
    Column("version", Integer, nullable=False),  # the current one
)

versions = Table(
    "versions",
    metadata,
    Column("account", Key, primary_key=True),
    Column("document", Key, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("media_type", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("record", JSON, nullable=False),  # the document without its text
    ForeignKeyConstraint(["account", "document"], ["documents.account", "documents.id"], ondelete="CASCADE"),
)

passages = Table(
    "passages",
    metadata,
    Column("account", Key, primary_key=True),
    Column("document", Key, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text_key", String(64), nullable=False, index=True),
    Column("record", JSON, nullable=False),  # the passage without its text, which is the document's
    ForeignKeyConstraint(["account", "document"], ["documents.account", "documents.id"], ondelete="CASCADE"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("text_key", String(64), primary_key=True),
    Column("embedder", Key, primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float32, little-endian
)

usage_files = Table(
    "usage_files",
    metadata,
    Column("account", Key, ForeignKey("accounts.id"), primary_key=True),
    Column("name", Key, primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),  # names the file under `files/`
)
