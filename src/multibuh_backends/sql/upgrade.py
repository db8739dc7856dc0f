"""Bringing an earlier version's tables up to date, by Alembic; loaded only when that is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config

from multibuh_backends.sql.schema import VERSION

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["MIGRATIONS", "upgrade_tables"]

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def upgrade_tables(engine: Engine, *, to: str = "head") -> None:
    """Run the migrations that are missing, in one transaction: all of them or none."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        config.attributes["version_table"] = VERSION.name
        command.upgrade(config, to)
