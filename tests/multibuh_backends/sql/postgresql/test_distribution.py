"""The script for Citus names the tables that are there, as PostgreSQL reads names."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from multibuh_backends.sql import upgrade
from multibuh_backends.sql.distribution import distribution_script
from multibuh_backends.sql.schema.postgresql import postgresql_tables
from tests.multibuh_backends.sql.postgresql.catalog import HOSTILE, a_schema, connected, made
from tests.servers.postgresql import Database

CITUS = """
CREATE TABLE calls (name regclass, beside regclass);
CREATE FUNCTION create_reference_table(name regclass) RETURNS void LANGUAGE sql
    AS 'INSERT INTO calls VALUES (name, NULL)';
CREATE FUNCTION create_distributed_table(name regclass, by text, colocate_with text) RETURNS void LANGUAGE sql
    AS 'INSERT INTO calls VALUES (name, CASE colocate_with WHEN ''none'' THEN NULL ELSE colocate_with::regclass END)';
"""
"""Functions of the same signatures, which write down what they are called with."""


def test_every_table_is_named_once(database: Database) -> None:
    """PostgreSQL finds each table by the script's name for it, in a schema that has to be quoted; all beside one."""
    with connected(database.url) as connection:
        upgrade(connection, schema=a_schema(connection, HOSTILE))
        connection.exec_driver_sql(CITUS)
        psql: Any = connection.connection.driver_connection  # SQLAlchemy would look for placeholders
        psql.execute(distribution_script(postgresql_tables(HOSTILE)))
        calls = connection.execute(
            text(
                "SELECT c.relname, c.relnamespace::regnamespace::text, beside::text "
                "FROM calls JOIN pg_class c ON c.oid = name"
            )
        ).all()
        tables = {row[1] for row in made(connection, HOSTILE)}
    assert sorted(name for name, _, _ in calls) == sorted(tables)
    assert len({schema for _, schema, _ in calls}) == 1
    assert len({beside for _, _, beside in calls if beside}) == 1
