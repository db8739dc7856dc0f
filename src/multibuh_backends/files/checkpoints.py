"""The checkpoints of one firm: a cache that opening begins from, made now and then, of which nothing is lost."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from multibuh_backends.files.checkpoint_reading import checkpoint_in
from multibuh_backends.files.checkpoint_writing import checkpoint_out
from multibuh_backends.files.layout import checkpoint_key, checkpoint_number, checkpoints_of, short
from multibuh_backends.memory.firm import FirmState
from multibuh_core.errors import StorageError, shown
from multibuh_core.imports.uncollected import uncollected

if TYPE_CHECKING:
    from multibuh_backends.files.log import FirmLog

__all__ = ["Checkpoints"]

_AT_LEAST: Final = 256
"""Changes between two checkpoints."""
_SHARE: Final = 64
"""And one more for so many organizations: a large state is not written for a small step."""
_LOG: Final = logging.getLogger(__name__)


class Checkpoints:
    """What one process reads and writes of them."""

    def __init__(self, log: FirmLog) -> None:
        self._log = log
        self._grown: dict[int, int] = {}
        self._false: set[int] = set()

    def load(self) -> tuple[FirmState, str]:
        """
        Return the state of the newest checkpoint that can be read and is one of this log, and the seal of its commit.

        Where there is none it is an empty state and an empty text: the log is then read from its beginning. One that is
        none of this log, as in a copy whose log was copied first, is removed when the next is written.
        """
        for number in reversed(self.numbers()):
            key = checkpoint_key(self._log.key, number)
            try:
                data = self._log.objects.get(key)
                if data is None:
                    continue
                with uncollected():
                    state, head = checkpoint_in(data, self._log, firm=self._log.firm, number=number, key=key)
                if self._log.seal(number) == head:
                    return state, head
                self._false.add(number)
                _LOG.warning("checkpoint %s is not used: it is ahead of the log", shown(short(key)))
            except StorageError as error:
                _LOG.warning("checkpoint %s is not used: %s", shown(short(key)), error)
        return FirmState(), ""

    def numbers(self) -> list[int]:
        """Return the commits after which there is one, oldest first."""
        names = self._log.objects.names(checkpoints_of(self._log.key))
        return [number for number in map(checkpoint_number, names) if number is not None]

    def grow(self, number: int, changes: int) -> None:
        """Take notice of a commit and of how many changes it made."""
        self._grown[number] = changes

    def keep_up(self, state: FirmState, number: int, head: str) -> None:
        """Write one if it is time, and no other process has; a failure is told to the log alone."""
        if not self._is_due(state):
            return
        try:
            newest = max((one for one in self.numbers() if one not in self._false), default=0)
            self._grown = {one: changes for one, changes in self._grown.copy().items() if one > newest}
            if self._is_due(state):
                self.write(state, number, head)
        except StorageError as error:
            _LOG.warning("no checkpoint of firm %s after commit %d: %s", shown(self._log.firm), number, error)
        self._grown = {}

    def _is_due(self, state: FirmState) -> bool:
        return sum(self._grown.copy().values()) >= max(_AT_LEAST, len(state.organizations) // _SHARE)

    def write(self, state: FirmState, number: int, head: str) -> None:
        """
        Write the checkpoint of a state as of a commit.

        Raises:
            UnavailableError: If it could not be written.
        """
        data = checkpoint_out(state, firm=self._log.firm, number=number, head=head)
        self._log.objects.put(checkpoint_key(self._log.key, number), data)
        false, self._false = self._false - {number}, set()
        for old in (*false, *[one for one in self.numbers() if one not in false][:-2]):
            self._log.objects.remove(checkpoint_key(self._log.key, old))
