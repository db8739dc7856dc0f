"""Digests: what finds a bit that flipped inside a stored text, where SQLite's own check sees nothing wrong."""

from __future__ import annotations

from hashlib import sha256

__all__ = ["digest_of"]


def digest_of(*fields: str | int | None) -> bytes:
    """
    Return the SHA-256 of a row's fields in UTF-8, joined by U+0000, which none of them can contain.

    A missing value counts as empty: a column that may be missing is never empty, but for a commit's channel, and that
    is missing only where its import is not. Lone surrogates are what `verify` reads of damaged bytes, and stand for
    them.
    """
    parts = [field if type(field) is str else "" if field is None else str(field) for field in fields]
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).digest()
