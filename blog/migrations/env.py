"""What Alembic runs: the connection is handed in by `run.py`, which holds the transaction."""

from alembic import context

from blog.migrations.models import is_compared, metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    include_name=is_compared,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_server_default=True,
)
context.run_migrations()
