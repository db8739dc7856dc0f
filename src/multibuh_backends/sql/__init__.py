"""SQL by SQLAlchemy Core: SQLite, embedded; PostgreSQL, also in a host's own database."""

from multibuh_backends.sql.backend import SqlBackend
from multibuh_backends.sql.ownership import owns_table
from multibuh_backends.sql.upgrades import upgrade

__all__ = ["SqlBackend", "owns_table", "upgrade"]
