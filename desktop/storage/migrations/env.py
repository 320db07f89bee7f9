"""What Alembic runs: the migrations on the connection that the caller has opened and will commit."""

from alembic import context

from desktop.storage.rows import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's transaction holds it all
)
context.run_migrations()
