"""One firm in this process: the log, folded into a state; and how a unit's changes become the next commit."""

from __future__ import annotations

import random
import threading
import time
from typing import TYPE_CHECKING, Final, Protocol

from multibuh_backends.files.applying import apply, logged
from multibuh_backends.files.checkpoints import Checkpoints
from multibuh_backends.files.log import FirmLog
from multibuh_backends.files.objects import Creation
from multibuh_backends.files.pending import Pending
from multibuh_backends.memory.firm import FirmState
from multibuh_core.errors import (
    CorruptionError,
    MovedError,
    OutcomeUnknownError,
    UnavailableError,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multibuh_backends.files.commits import CommitDocument
    from multibuh_backends.files.objects import Objects
    from multibuh_backends.files.rows import Change

__all__ = ["Firm", "Rebased"]

_LONGEST_PAUSE: Final = 0.064


class Rebased(Protocol):
    """A unit that wants to commit."""

    @property
    def changes(self) -> Sequence[Change]:
        """What it has staged."""

    def rests_upon(self, others: Sequence[Change]) -> bool:
        """Return whether what it has staged rests upon something that others have changed meanwhile."""

    def rebase(self) -> None:
        """
        Stage the same anew upon the present state.

        Raises:
            MovedError: If something that it rests on has moved.
        """


class Firm:
    """The state of one firm as of the last commit that this process has seen. Thread-safe."""

    def __init__(self, objects: Objects, firm_id: str, *, patience: float) -> None:
        self.log = FirmLog(objects, firm_id)
        self.state = FirmState()
        self._writer = threading.Lock()
        self._checkpoints = Checkpoints(self.log)
        self._patience = patience
        self._head = ""
        self._others: list[Change] | None = None
        """What others have changed since the unit that writes has begun."""
        self._lasting = 0
        self._listed = 0
        self._is_open = False
        self._accepting = threading.Lock()

    def begin_writing(self, *, patience: float) -> bool:
        """Wait until no other unit of this process writes; return False after *patience* seconds in vain."""
        return self._writer.acquire(timeout=patience)

    def begun(self) -> FirmState:
        """Return the state that a unit writes upon; what others change from now on is kept until it has ended."""
        state = self.current()
        with self._accepting:
            self._others = []
        return state

    def end_writing(self) -> None:
        """Let the next unit write."""
        with self._accepting:
            self._others = None
        self._writer.release()

    def current(self) -> FirmState:
        """
        Return the state after every commit that had returned, in whichever process, before this call.

        One request where there is nothing new: for the commit that would be the next.

        Raises:
            CorruptionError: If a commit is damaged, or missing before another: nothing is built upon a gap.
        """
        if not self._is_open:
            self._open()
        while (document := self._next()) is not None:
            changes = list(self.log.changes(document))
            self._accept(document.number, document.previous, document.seal, changes)
        return self.state

    def _next(self) -> CommitDocument | None:
        number = self.state.number + 1
        return self.log.required(number) if number <= self._listed else self.log.read(number)

    def commit(self, unit: Rebased) -> None:
        """
        Make what a unit staged the next commit of the log, and see it applied.

        Raises:
            MovedError: If something that it rests on has moved; nothing was written.
            UnavailableError: If nothing was written.
            OutcomeUnknownError: If the answer was lost, and the log could not be read back.
        """
        until = time.monotonic() + self._patience
        pauses = _pauses()
        pending, is_packed = Pending(self.log), False
        while True:
            number, previous, others = self._next_place()
            if others and unit.rests_upon(others):
                unit.rebase()
                is_packed = False
            if not unit.changes:
                self.settle()
                return
            if not is_packed:
                pending.take(unit.changes)
                is_packed = True
            if self._has_landed(pending, unit, number, previous, until):
                break
            if time.monotonic() > until:
                raise MovedError
            time.sleep(next(pauses))
            self.current()
        with self._accepting:
            number, head = self.state.number, self._head
        self._lasting = number
        self._checkpoints.keep_up(self.state, number, head)

    def settle(self) -> None:
        """
        Return once what this process has seen is lasting: another may have died before it had made its commit so.

        Raises:
            UnavailableError: If the store is out of reach.
        """
        number = self.state.number
        if number > self._lasting:
            self.log.settle(number)
            self._lasting = number

    def _next_place(self) -> tuple[int, str, list[Change]]:
        """
        Return the number of the next commit, the seal before it, and what others have changed since the last look.

        At one moment: whoever reads may take in another's commit at any time, of which a unit has then to know.
        """
        with self._accepting:
            others, self._others = self._others or [], []
            return self.state.number + 1, self._head, others

    def _has_landed(self, pending: Pending, unit: Rebased, number: int, previous: str, until: float) -> bool:
        """Try to make a unit that commit; where the answer says anything but "made", look at what stands there."""
        creation, seal = pending.create(number, previous)
        pauses = _pauses()
        while (
            creation is Creation.UNKNOWN
        ):  # the same again does no harm, and tells: another number would be another commit
            if time.monotonic() > until:
                raise _undecided()
            time.sleep(next(pauses))
            try:
                creation, seal = pending.create(number, previous)
            except UnavailableError:
                raise _undecided() from None
        if creation is Creation.TAKEN and not self._is_own(number, pending):
            return False
        self._accept(number, previous, seal, list(logged(unit.changes, self.log, number)))
        return True

    def _is_own(self, number: int, pending: Pending) -> bool:
        try:
            found = self.log.read(number)
        except UnavailableError:
            raise _undecided() from None
        if found is None:
            raise _undecided()
        return found.unit == pending.unit

    def _accept(self, number: int, previous: str, seal: str, changes: Sequence[Change]) -> None:
        with self._accepting:
            if number != self.state.number + 1:  # another thread was quicker
                return
            if previous != self._head:
                message = (
                    f"Журнал фирмы {shown(self.log.firm)} не сходится у фиксации {number}: её предшественник другой. "
                    "Восстановите папку из копии."
                )
                raise CorruptionError(message)
            apply(self.state, number, changes)
            self._head = seal
            self.state.number = number
            self._checkpoints.grow(number, len(changes))
            if self._others is not None:
                self._others += changes

    def _open(self) -> None:
        with self._accepting:
            if not self._is_open:
                self.state, self._head = self._checkpoints.load()
                self._listed = self.log.last_listed(self.state.number)
                self._is_open = True


def _pauses() -> Iterator[float]:
    """Give pauses of random length, in seconds, for as long as somebody wants them."""
    longest = 0.001
    while True:
        yield random.uniform(0, longest)  # noqa: S311 - a pause, no secret
        longest = min(2 * longest, _LONGEST_PAUSE)


def _undecided() -> OutcomeUnknownError:
    return OutcomeUnknownError(
        "Ответ хранилища потерян: записано всё или ничего. Прочитайте данные, прежде чем повторять."
    )
