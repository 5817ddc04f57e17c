"""Hashes of words and sketches of vectors, which search reads."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.migrations.keys import KEY

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    _followed()
    _document_words()
    _story_words()


def _followed() -> None:
    op.create_table(
        "followed",
        sa.Column("what", KEY, nullable=False),
        sa.Column("changes", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("what", name="pk_followed"),
    )


def _document_words() -> None:
    op.create_table(
        "document_words",
        sa.Column("account", KEY, nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
        sa.Column("languages", KEY, nullable=False),
        sa.Column("lengths", sa.LargeBinary, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("texts", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["account", "document"],
            ["documents.account", "documents.id"],
            name="fk_document_words_documents",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account", "document", name="pk_document_words"),
    )
    op.create_index("ix_document_words_change", "document_words", ["change"])


def _story_words() -> None:
    op.create_table(
        "story_words",
        sa.Column("story", KEY, nullable=False),
        sa.Column("account", KEY, nullable=False),
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
        sa.Column("embedder", KEY, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("vectors", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("story", name="pk_story_words"),
    )
    op.create_index("ix_story_words_change", "story_words", ["change"])
