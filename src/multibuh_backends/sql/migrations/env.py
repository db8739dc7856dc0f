"""Runs the migrations on the connection that `upgrade_tables` gives, in its transaction."""

from __future__ import annotations

from alembic import context

from multibuh_backends.sql.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=context.config.attributes["version_table"],
    transactional_ddl=True,  # SQLite's is, when the driver does not begin and commit by itself
)
with context.begin_transaction():
    context.run_migrations()
