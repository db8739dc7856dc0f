"""Addresses of roots: which are local folders, and how they are shown."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["local_path", "without_password"]

_LOCAL_SCHEMES = ("file://", "local://", "file:", "local:")
_PASSWORD = re.compile(r"(://[^/:@]*):.*@")


def local_path(url: str) -> Path | None:
    """
    Return the path that *url* names, or None where it is not on local disk.

    As fsspec reads it (nothing is percent-decoded), but without loading fsspec: each start of a CLI would pay for it.
    """
    for scheme in _LOCAL_SCHEMES:
        if url.startswith(scheme) and "::" not in url:
            return Path(url.removeprefix(scheme)).expanduser().resolve()
    if Path(url).is_absolute() or not ("://" in url or "::" in url):
        return Path(url).expanduser().resolve()
    return None


def without_password(url: str) -> str:
    """Return *url* as a message or a log may show it: no password, no query (it may hold a key)."""
    if "://" not in url:
        return url
    return _PASSWORD.sub(r"\1:***@", url.partition("?")[0])
