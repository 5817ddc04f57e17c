"""Users and the hashes of their secrets."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from assistant.storage.tables.base import Key, metadata

users = Table(
    "users",
    metadata,
    Column("id", Key, primary_key=True),
    Column("email", Key),  # case folded
    Column("record", Text, nullable=False),
    Index("ix_users_email", "email"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Key, primary_key=True),
    Column("user", Key, ForeignKey("users.id"), nullable=False),
    Column("sha256", Key, nullable=False),
    Column("at", BigInteger, nullable=False),  # microseconds since 1970
    Column("record", Text, nullable=False),
    Index("ix_tokens_user", "user", "at"),
    Index("ix_tokens_sha256", "sha256", unique=True),
)
