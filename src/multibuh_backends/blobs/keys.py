"""Keys: where in the attachments' root things lie."""

from __future__ import annotations

import re
import secrets
from hashlib import sha256
from typing import Final

__all__ = [
    "INCOMING",
    "MARKER",
    "blob_parts",
    "firm_key",
    "is_digest",
    "is_temporary",
    "new_temporary",
    "removal_notice",
]

MARKER: Final = "store.json"
"""The document that makes a folder a store's root."""
INCOMING: Final = ".multibuh-incoming"
"""The folder of what is being written and has no digest yet."""

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_TEMPORARY = re.compile(r"[0-9a-f]{32}\.part|[0-9a-f]{128}\.going", re.ASCII)


def firm_key(firm_id: str) -> str:
    """
    Return the name of a firm's folder: a digest of its id.

    Ids that differ in case, look like paths or hold any Unicode stay apart on every filesystem (L8).
    """
    return sha256(firm_id.encode("utf-8", "surrogatepass")).hexdigest()


def blob_parts(firm: str, digest: str) -> tuple[str, str, str]:
    """Return the folders and the name of a blob; *firm* is a firm's key."""
    return firm, digest[:2], digest


def is_digest(name: str) -> bool:
    """Return whether *name* is a SHA-256 as this store writes it: what is not is never made part of a path."""
    return _DIGEST.fullmatch(name) is not None


def new_temporary() -> str:
    """Return a name, never given before, for what is being written."""
    return f"{secrets.token_hex(16)}.part"


def removal_notice(firm: str, digest: str) -> str:
    """Return the name of the notice that a blob is being removed."""
    return f"{firm}{digest}.going"


def is_temporary(name: str) -> bool:
    """Return whether *name* is one of the two above: nothing else in the folder is ever removed."""
    return _TEMPORARY.fullmatch(name) is not None
