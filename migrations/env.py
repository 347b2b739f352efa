"""Runs the migrations on the connection that the program hands over; there is no ini file and no URL."""

from alembic import context

from app.domain.all_records import Model

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Model.metadata,
    render_as_batch=True,  # SQLite changes a column only by rebuilding its table
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
