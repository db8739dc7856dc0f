"""SQL by SQLAlchemy Core: SQLite, embedded."""

from multibuh_backends.sql.backend import SqlBackend

__all__ = ["SqlBackend"]
