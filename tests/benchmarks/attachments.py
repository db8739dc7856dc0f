"""S8: one large file attached and read back, beside its digest and a copy that is lasting; memory is looked at too."""

from __future__ import annotations

import hashlib
import itertools
import os
import resource
import statistics
from pathlib import Path
from typing import Final

from multibuh_backends import connect
from multibuh_core import Actor, Visibility, Workspace
from tests.benchmarks.figures import Figure
from tests.benchmarks.rounds import microseconds
from tests.benchmarks.stores import FIRM

__all__ = ["attachments"]

_CHUNK: Final = 1 << 20


def attachments(place: Path, *, quick: bool) -> list[Figure]:
    """Measure it on a folder; the bytes of every backend are kept alike."""
    size, rounds = (64 << 20, 3) if quick else (1 << 30, 5)
    file = place / "file.bin"
    with file.open("wb") as made:
        for _ in range(size // _CHUNK):
            made.write(os.urandom(_CHUNK))
    with connect(f"file://{place / 'store'}", create=True) as backend:
        anna = Workspace(backend, firm=FIRM, actor=Actor("anna"))
        guide = anna.directories.create("Карта", visibility=Visibility.COLLECTIVE).id
        client = anna.organizations.add("ООО «Ромашка»").id
        numbers = itertools.count()

        def ours() -> None:
            attached = anna.attachments.attach(guide, client, file, name=f"{next(numbers)}.bin")
            with anna.attachments.open(attached.id) as stream:
                while stream.read(_CHUNK):
                    pass
            for blob in (place / "store" / "attachments").rglob(attached.sha256):
                blob.unlink()  # so that the next round stores it anew

        before = _peak()
        times: dict[str, list[float]] = {"ours": [], "floor": []}
        for _ in range(rounds):
            times["floor"].append(microseconds(lambda: _by_hand(file, place / "copy")))
            times["ours"].append(microseconds(ours))
    found = {name: statistics.median(one) for name, one in times.items()}
    return [
        Figure(
            work="S8 attach, and read back",
            size=f"{size >> 20:,} MiB",
            ours=found["ours"],
            floor=found["floor"],
            goal=1.3,
            note=f"peak grew by {_peak() - before:.1f} MiB (goal: 64)",
        )
    ]


def _by_hand(file: Path, copy: Path) -> None:
    """Read the file for its digest; copy it, lasting, under another name."""
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while part := source.read(_CHUNK):
            digest.update(part)
    with file.open("rb") as source, copy.open("wb") as target:
        while part := source.read(_CHUNK):
            target.write(part)
        target.flush()
        os.fsync(target.fileno())
    copy.unlink()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
