"""One firm's file, and its state as it was last read."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Final

from multibuh_shelf.disk import replace_file, translated
from multibuh_shelf.format import firm_id_of, read_state, written_state
from multibuh_shelf.state import State

__all__ = ["FirmFile", "firm_id_in"]

_HEAD: Final = 4096
"""How long the first line may be, in bytes."""


class FirmFile:
    """The file of one firm; thread-safe: what it gives is never changed."""

    def __init__(self, path: Path, firm_id: str) -> None:
        self.path = path
        self._firm_id = firm_id
        self._last = (b"", State())

    def state(self) -> State:
        """
        Return the state as it now is on the disk, whoever wrote it; a firm without a file is empty.

        Only the first line is read, unless it is another: it holds the digest of the rest. The time and the size of a
        file would not do, for two commits may fall into one tick of its clock.
        """
        with translated():
            try:
                file = self.path.open("rb")
            except FileNotFoundError:
                return State()
            with file:
                return self._state(file)

    def _state(self, file: BinaryIO) -> State:
        head, state = self._last
        now = file.readline(_HEAD)
        if now != head:
            state = read_state(self.path.name, now, file.read(), firm_id=self._firm_id)
            self._last = (now, state)
        return state

    def replace(self, state: State) -> None:
        """Make *state* the firm's, whole or not at all; whoever calls has the turn to write."""
        head, body = written_state(self._firm_id, state)
        replace_file(self.path, head + body)
        self._last = (head, state)


def firm_id_in(path: Path) -> str:
    """Return whose file it is."""
    with translated(), path.open("rb") as file:
        return firm_id_of(path.name, file.readline(_HEAD))
