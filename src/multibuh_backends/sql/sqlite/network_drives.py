"""Network drives: SQLite's locks do not hold there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["is_on_network_drive"]

_MOUNTS: Final = Path("/proc/mounts")
_NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "fuse.sshfs", "sshfs", "afs", "ncpfs"}
)


def is_on_network_drive(path: Path, *, mounts: Path = _MOUNTS) -> bool:
    """Tell whether a path lies on a network drive, by the longest mount point above it; False if unknown."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    place = path.resolve()
    kind, length = "", -1
    for line in lines:
        _, point, found, *_ = line.split(" ")
        folder = Path(point.encode("utf-8", "surrogateescape").decode("unicode_escape") if "\\" in point else point)
        # Of two mounts at one point the later hides the earlier.
        if place.is_relative_to(folder) and len(folder.parts) >= length:
            kind, length = found, len(folder.parts)
    return kind in _NETWORK
