"""Documents: strict, versioned, canonical; and the library's models for a host's own converter."""

from multibuh_core.serialization.converter import configure_converter, make_converter
from multibuh_core.serialization.documents import document, dumps, loads

__all__ = ["configure_converter", "document", "dumps", "loads", "make_converter"]
