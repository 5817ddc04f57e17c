"""Accounts, documents with their versions and passages, vectors by text, usage files."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
    )
    op.create_table(
        "documents",
        sa.Column("account", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("account", "id", name="pk_documents"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_documents_accounts"),
    )
    _versions()
    _passages()
    op.create_table(
        "vectors",
        sa.Column("text_key", sa.String(64), nullable=False),
        sa.Column("embedder", sa.String, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("text_key", "embedder", name="pk_vectors"),
    )
    op.create_table(
        "usage_files",
        sa.Column("account", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("account", "name", name="pk_usage_files"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_usage_files_accounts"),
    )
    op.create_index("ix_usage_files_sha256", "usage_files", ["sha256"])


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("account", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("account", "document", "version", name="pk_versions"),
        _of_document("versions"),
    )
    op.create_index("ix_versions_sha256", "versions", ["sha256"])


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("account", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text_key", sa.String(64), nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("account", "document", "place", name="pk_passages"),
        _of_document("passages"),
    )
    op.create_index("ix_passages_text_key", "passages", ["text_key"])


def _of_document(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account", "document"],
        ["documents.account", "documents.id"],
        name=f"fk_{table}_documents",
        ondelete="CASCADE",
    )
