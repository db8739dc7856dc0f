"""What is in a firm's state, gone through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from multibuh_core.ports import Blob

if TYPE_CHECKING:
    from multibuh_backends.files.logged import Logged
    from multibuh_backends.memory.firm import FirmState, Written
    from multibuh_backends.memory.versions import Versions

__all__ = ["named_blobs", "revisions_of", "written"]


def written(versions: Versions[Written], number: int) -> list[Logged]:
    """Return an entry's versions up to a commit: here all that memory keeps as `Written` is `Logged`."""
    return cast("list[Logged]", list(versions.until(number)))


def revisions_of(state: FirmState) -> Iterator[Logged]:
    """Give every version of every entry."""
    for by_directory in tuple(state.entries.values()):
        for versions in tuple(by_directory.values()):
            yield from written(versions, state.number)


def named_blobs(state: FirmState) -> set[Blob]:
    """Return the blobs that any revision names."""
    return {Blob(file.sha256, file.size) for one in revisions_of(state) for file in one.attachments}
