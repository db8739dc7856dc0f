"""What a filesystem of S3 is made with, whatever it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["FIXED", "S3", "s3_options"]

S3: Final = frozenset({"s3", "s3a"})
"""The schemes of addresses in a bucket."""

FIXED: Final = {"use_listings_cache": False, "skip_instance_cache": True, "max_concurrency": 1}
"""Cached listings hide and invent objects, cached filesystems share them; parts sent at once each need their memory."""
_CONFIG: Final = {"user_agent": "multibuh"}
"""The driver would else put together anew, for each request, what it tells of itself: a seventh of its time."""


def s3_options(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the storage options of s3fs as they are *given*, filled up with what suits what is kept here."""
    return {**FIXED, **given, "config_kwargs": {**_CONFIG, **given.get("config_kwargs", {})}}
