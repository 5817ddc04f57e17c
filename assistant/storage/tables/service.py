"""Jobs, idempotent replies, webhooks, charts and the audit log."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    func,
)

from assistant.storage.tables.base import Key, metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("owner", Key, nullable=False),
    Column("state", String, nullable=False),
    Column("parent", Key),
    Column("at", BigInteger, nullable=False),  # microseconds since 1970
    Column("record", Text, nullable=False),
    Index("ix_jobs_at", "at", "id"),
    Index("ix_jobs_owner", "owner", "at", "id"),
    Index("ix_jobs_parent", "parent", "at", "id"),
    Index("ix_jobs_state", "state", "at", "id"),
)

replies = Table(
    "replies",
    metadata,
    Column("key", Key, primary_key=True),
    Column("request", Key, nullable=False),
    Column("at", BigInteger, nullable=False),  # microseconds since 1970
    Column("status", Integer),  # None while the request is running
    Column("headers", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_replies_at", "at"),
)

hooks = Table(
    "hooks",
    metadata,
    Column("id", Key, primary_key=True),
    Column("active", Boolean, nullable=False),
    Column("url", Text, nullable=False),
    Column("events", Text, nullable=False),
    Column("secret", LargeBinary, nullable=False),  # encrypted
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("hook", Key, ForeignKey("hooks.id", ondelete="CASCADE"), nullable=False),
    Column("event", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("delivered_at", BigInteger),
    Column("problem", Text, nullable=False),
    Index("ix_deliveries_hook", "hook", "id"),
    Index("ix_deliveries_delivered_at", "delivered_at", "due_at"),
)

role_maps = Table(
    "role_maps",
    metadata,
    Column("account", Key, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("record", Text, nullable=False),
)

matrices = Table(
    "matrices",
    metadata,
    Column("account", Key, primary_key=True),
    Column("process", Key, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("record", Text, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("account", Key),
    Column("subject", Key, nullable=False),
    Column("record", Text, nullable=False),
    Index("ix_audit_account", "account", "seq"),
    Index("ix_audit_subject", "subject", "seq"),
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", Key, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("kept", DateTime, nullable=False, server_default=func.now()),  # by the server's clock
)
