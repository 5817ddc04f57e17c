"""Stories with their versions, what people said and decided, consents, exports."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.migrations.keys import KEY

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _stories()
    _story_versions()
    _story_sources()
    _decisions()
    _overrides()
    _comments()
    _consents()
    _exports()


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account", KEY, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("author", KEY, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_account", "stories", ["account", "state"])
    op.create_index("ix_stories_author", "stories", ["author", "id"])
    op.create_index("ix_stories_state", "stories", ["state", "id"])


def _story_versions() -> None:
    op.create_table(
        "story_versions",
        sa.Column("story", KEY, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_story_versions_stories", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story", "version", name="pk_story_versions"),
    )


def _story_sources() -> None:
    op.create_table(
        "story_sources",
        sa.Column("story", KEY, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", KEY, nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_story_sources_stories", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story", "version", "sha256", name="pk_story_sources"),
    )
    op.create_index("ix_story_sources_sha256", "story_sources", ["sha256"])


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("story", KEY, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_decisions_stories", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_story", "decisions", ["story", "at", "id"])


def _overrides() -> None:
    op.create_table(
        "overrides",
        sa.Column("id", KEY, nullable=False),
        sa.Column("story", KEY, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_overrides_stories", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_overrides"),
    )
    op.create_index("ix_overrides_story", "overrides", ["story", "at", "id"])


def _comments() -> None:
    op.create_table(
        "comments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("story", KEY, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_comments_stories", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
    )
    op.create_index("ix_comments_story", "comments", ["story", "at", "id"])


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account", KEY, nullable=False),
        sa.Column("person", KEY, nullable=True),
        sa.Column("end", sa.Date, nullable=True),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_account", "consents", ["account", "id"])
    op.create_index("ix_consents_end", "consents", ["end"])


def _exports() -> None:
    op.create_table(
        "exports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("story", KEY, nullable=False),
        sa.Column("account", KEY, nullable=False),
        sa.Column("file", KEY, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_exports_stories", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
    )
    op.create_index("ix_exports_account", "exports", ["account", "at"])
    op.create_index("ix_exports_story", "exports", ["story", "at"])
