"""Upgrading from inside of a host's own revision, in the host's transaction."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from multibuh_backends.sql.schema import CURRENT, METADATA, VERSION
from tests.multibuh_backends.sql.postgresql.catalog import a_schema, connected, made
from tests.servers.postgresql import Database

ENV = """
from alembic import context
from sqlalchemy import create_engine

engine = create_engine(context.config.get_main_option("url"))
with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
"""
REVISION = """
from alembic import context, op
from multibuh_backends.sql import upgrade as upgrade_multibuh
import sqlalchemy as sa

revision, down_revision = "host1", None

def upgrade():
    op.create_table("host_before", sa.Column("id", sa.Integer))
    upgrade_multibuh(op.get_bind(), schema="multibuh")
    op.create_table("host_after", sa.Column("id", sa.Integer))
    assert context.get_context() is op.get_context()
    if context.config.get_main_option("fail") == "yes":
        raise RuntimeError("after all")
"""


class TestInAHost:
    """A host's own revision upgrades ours."""

    def test_one_transaction_makes_both(self, database: Database, tmp_path: Path) -> None:
        """Our tables and the host's appear together, and Alembic's own proxies stay the host's."""
        _prepare(database)
        command.upgrade(_a_host(tmp_path, database.url, fail="no"), "head")
        with connected(database.url) as connection:
            assert {row[1] for row in made(connection, "public")} == {"alembic_version", "host_after", "host_before"}
            assert {row[1] for row in made(connection, "multibuh")} == {VERSION.name, *METADATA.tables}
            assert connection.scalar(text("SELECT version_num FROM multibuh.multibuh_version")) == CURRENT

    def test_one_failure_takes_back_both(self, database: Database, tmp_path: Path) -> None:
        """What fails after our part, in the host's transaction, leaves nothing of it."""
        _prepare(database)
        with pytest.raises(RuntimeError, match="after all"):
            command.upgrade(_a_host(tmp_path, database.url, fail="yes"), "head")
        with connected(database.url) as connection:
            assert made(connection, "multibuh") == set()


def _prepare(database: Database) -> None:
    with connected(database.url) as connection:
        a_schema(connection, "multibuh")
        connection.commit()


def _a_host(folder: Path, url: str, *, fail: str) -> Config:
    """Return the configuration of a host that has one revision."""
    (folder / "versions").mkdir()
    (folder / "env.py").write_text(ENV, encoding="utf-8")
    (folder / "versions" / "host1.py").write_text(REVISION, encoding="utf-8")
    config = Config()
    for name, value in {"script_location": str(folder), "path_separator": "os", "url": url, "fail": fail}.items():
        config.set_main_option(name, value.replace("%", "%%"))
    return config
