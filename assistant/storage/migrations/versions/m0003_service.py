"""Users, jobs, replies, webhooks, charts, the audit log, files; keys sorted by code points on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.migrations.keys import KEY

revision = "0003"
down_revision = "0002"
FIRST_KEYS = {
    "accounts": ("id",),
    "documents": ("account", "id"),
    "versions": ("account", "document"),
    "passages": ("account", "document"),
    "vectors": ("embedder",),
    "usage_files": ("account", "name"),
}


def upgrade() -> None:
    """Make the tables."""
    _users()
    _tokens()
    _jobs()
    _replies()
    _hooks()
    _deliveries()
    _role_maps()
    _matrices()
    _audit()
    _blobs()
    if op.get_context().dialect.name == "postgresql":
        _close_audit_on_postgres()
        _sort_keys_by_code_points()
    else:
        _close_audit_on_sqlite()


def _users() -> None:
    op.create_table(
        "users",
        sa.Column("id", KEY, nullable=False),
        sa.Column("email", KEY, nullable=True),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
    )
    op.create_index("ix_users_email", "users", ["email"])


def _tokens() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", KEY, nullable=False),
        sa.Column("user", KEY, nullable=False),
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_tokens_users"),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
    )
    op.create_index("ix_tokens_sha256", "tokens", ["sha256"], unique=True)
    op.create_index("ix_tokens_user", "tokens", ["user", "at"])


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("owner", KEY, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("parent", KEY, nullable=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_at", "jobs", ["at", "id"])
    op.create_index("ix_jobs_owner", "jobs", ["owner", "at", "id"])
    op.create_index("ix_jobs_parent", "jobs", ["parent", "at", "id"])
    op.create_index("ix_jobs_state", "jobs", ["state", "at", "id"])


def _replies() -> None:
    op.create_table(
        "replies",
        sa.Column("key", KEY, nullable=False),
        sa.Column("request", KEY, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("status", sa.Integer, nullable=True),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_replies"),
    )
    op.create_index("ix_replies_at", "replies", ["at"])


def _hooks() -> None:
    op.create_table(
        "hooks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("events", sa.Text, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hooks"),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hook", KEY, nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("delivered_at", sa.BigInteger, nullable=True),
        sa.Column("problem", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["hook"], ["hooks.id"], name="fk_deliveries_hooks", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_delivered_at", "deliveries", ["delivered_at", "due_at"])
    op.create_index("ix_deliveries_hook", "deliveries", ["hook", "id"])


def _role_maps() -> None:
    op.create_table(
        "role_maps",
        sa.Column("account", KEY, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_role_maps"),
    )


def _matrices() -> None:
    op.create_table(
        "matrices",
        sa.Column("account", KEY, nullable=False),
        sa.Column("process", KEY, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("account", "process", name="pk_matrices"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("account", KEY, nullable=True),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_index("ix_audit_account", "audit", ["account", "seq"])
    op.create_index("ix_audit_subject", "audit", ["subject", "seq"])


def _blobs() -> None:
    op.create_table(
        "blobs",
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("kept", sa.DateTime, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_blobs"),
    )


def _close_audit_on_sqlite() -> None:
    for move in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{move.lower()} BEFORE {move} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit log can only be appended to'); END"
        )


def _close_audit_on_postgres() -> None:
    op.execute(
        "CREATE FUNCTION audit_only_appended() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log can only be appended to'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_appended()"
    )


def _sort_keys_by_code_points() -> None:
    for table, columns in FIRST_KEYS.items():
        changes = ", ".join(f'ALTER COLUMN {column} TYPE VARCHAR COLLATE "C"' for column in columns)
        op.execute(f"ALTER TABLE {table} {changes}")
