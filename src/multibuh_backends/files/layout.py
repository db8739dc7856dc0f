"""Where things lie under the root of a store."""

from __future__ import annotations

import re
from typing import Final

from multibuh_backends.blobs.keys import firm_key

__all__ = [
    "ATTACHMENTS",
    "FIRMS",
    "MARKER",
    "checkpoint_key",
    "checkpoint_number",
    "checkpoints_of",
    "commit_key",
    "commit_number",
    "firm_key",
    "log_of",
    "segment_key",
    "segments_of",
    "short",
]

MARKER: Final = "multibuh.json"
"""The document that makes a folder a store."""
FIRMS: Final = "firms"
ATTACHMENTS: Final = "attachments"
"""The root of the attachments, as every backend keeps them."""

_DIGITS: Final = 12
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NUMBERED = re.compile(r"[0-9]{12}\.json", re.ASCII)


def log_of(firm: str) -> str:
    """Return the folder of a firm's commits; *firm* is a firm's key, here and below."""
    return f"{FIRMS}/{firm}/log"


def segments_of(firm: str) -> str:
    """Return the folder of the changes of large commits."""
    return f"{FIRMS}/{firm}/segments"


def checkpoints_of(firm: str) -> str:
    """Return the folder of the checkpoints: a cache, of which nothing is lost."""
    return f"{FIRMS}/{firm}/checkpoints"


def commit_key(firm: str, number: int) -> str:
    """Return the key of one commit; the first bears number 1. Keys sort as the numbers do."""
    return f"{log_of(firm)}/{_numbered(number)}"


def checkpoint_key(firm: str, number: int) -> str:
    """Return the key of the checkpoint that holds the state after a commit."""
    return f"{checkpoints_of(firm)}/{_numbered(number)}"


def segment_key(firm: str, digest: str) -> str:
    """Return the key of a segment, which bears the SHA-256 of its bytes."""
    return f"{segments_of(firm)}/{digest}.json"


def commit_number(name: str) -> int | None:
    """Return the number that a name in the log bears; None where it is no commit's name."""
    return int(name[:_DIGITS]) if _NUMBERED.fullmatch(name) else None


checkpoint_number = commit_number


def short(key: str) -> str:
    """Return a key as a message shows it: of a digest its first characters, by which it is found."""
    return _DIGEST.sub(lambda found: f"{found[0][:12]}…", key)


def _numbered(number: int) -> str:
    return f"{number:0{_DIGITS}d}.json"
