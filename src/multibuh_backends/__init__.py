"""The backends: memory, SQL; and what reads spreadsheets."""

from multibuh_backends.connect import connect

__all__ = ["connect"]
