"""Hashing: a source read to its end, each part handed on as it is hashed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from typing import BinaryIO, Final

from multibuh_core.ports.blob_store import Blob

__all__ = ["CHUNK", "handed_on"]

CHUNK: Final = 1 << 20
"""How much is held at a time, in bytes."""


def handed_on(source: BinaryIO, write: Callable[[bytes], object]) -> Blob:
    """
    Read *source* to its end, give each part to *write*, and return the address of it all.

    Full parts are hashed beside the writing, by a thread that is started for the first of them: hashing costs as much
    as copying, and neither holds the interpreter. What *source* or *write* raises passes through.
    """
    digest, size = sha256(), 0
    hashed: Future[None] | None = None
    with ThreadPoolExecutor(1) as beside:
        while (part := source.read(CHUNK)) != b"":
            if hashed is not None:
                hashed.result()
                hashed = None
            if len(part) == CHUNK:
                hashed = beside.submit(digest.update, part)
            else:
                digest.update(part)
            write(part)
            size += len(part)
    return Blob(digest.hexdigest(), size)
