"""A backend for multibuh: a folder with one JSON file per firm, replaced whole by each commit."""

from multibuh_shelf.backend import ShelfBackend
from multibuh_shelf.opening import open_shelf

__all__ = ["ShelfBackend", "open_shelf"]
