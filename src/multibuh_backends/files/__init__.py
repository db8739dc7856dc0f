"""A folder or a bucket as a transactional store: one append-only log of commits per firm."""

from multibuh_backends.files.backend import FilesBackend

__all__ = ["FilesBackend"]
