"""A store inside of a host's own transaction."""

from multibuh_backends.sql.postgresql.joined.backend import JoinedBackend

__all__ = ["JoinedBackend"]
