"""Run by Alembic on the connection that `assistant.storage.engine` hands over."""

from alembic import context

from assistant.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    transactional_ddl=True,  # our engine begins transactions itself, so SQLite undoes a half-made step
)
with context.begin_transaction():
    context.run_migrations()
