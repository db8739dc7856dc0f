"""The backend in memory: the readable specification of all others."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from multibuh_backends.memory.blobs import MemoryBlobs
from multibuh_backends.memory.cards import MemoryCards
from multibuh_backends.memory.firm import FirmState
from multibuh_backends.memory.unit import MemoryUnit
from multibuh_core.errors import UnavailableError, UnsupportedOperationError
from multibuh_core.settings import Settings

if TYPE_CHECKING:
    from multibuh_core.actor import Viewer
    from multibuh_core.ports import History

__all__ = ["MemoryBackend"]

PATIENCE: Final = 30.0


class MemoryBackend:
    """All firms in the memory of one process. Writing units follow one another, reading ones never wait."""

    lasting: Final = False

    def __init__(self, settings: Settings | None = None, *, patience: float = PATIENCE) -> None:
        """
        Open an empty store.

        Args:
            settings: The clock, the ids and the policy.
            patience: How many seconds a writing unit waits for another one to end.
        """
        self.settings: Final = Settings() if settings is None else settings
        self._patience = patience
        self._firms: dict[str, FirmState] = {}
        self._blobs: dict[str, MemoryBlobs] = {}
        self._writer = threading.Lock()
        self._writing_thread: int | None = None

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> MemoryUnit:
        """Begin a unit of work of one firm."""
        if not writes:
            return MemoryUnit(self._state(firm), viewer, when_over=None)
        if self._writing_thread == threading.get_ident():
            message = "В этом потоке уже открыта запись: завершите её транзакцию, прежде чем начинать новую."
            raise UnsupportedOperationError(message)
        if not self._writer.acquire(timeout=self._patience):
            message = f"Хранилище занято другой записью дольше {self._patience:g} с: ничего не записано, повторите."
            raise UnavailableError(message)
        self._writing_thread = threading.get_ident()
        return MemoryUnit(self._state(firm), viewer, when_over=self._written)

    def cards(self, firm: str, *, viewer: Viewer) -> MemoryCards:
        """Return a reader of cards, each of the state at that moment."""
        return MemoryCards(self._state(firm), viewer)

    def blobs(self, firm: str) -> MemoryBlobs:
        """Return the bytes of one firm."""
        return self._blobs.setdefault(firm, MemoryBlobs())

    def verify(self) -> Iterator[str]:
        """Tell each attachment whose bytes are missing; memory has no other fault to find."""
        for firm in tuple(self._firms):
            for digest in sorted(self._named(firm)):
                if digest not in self.blobs(firm):
                    yield f"Фирма «{firm}»: нет содержимого вложения sha256 {digest}."

    def gc(self, *, older_than: timedelta = timedelta(hours=24)) -> int:
        """Remove the blobs that no revision names and that were last stored over *older_than* ago."""
        return sum(blobs.remove_unnamed(self._named(firm), older_than) for firm, blobs in tuple(self._blobs.items()))

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give all of one firm, whoever may see it, as of the last commit."""
        from multibuh_backends.memory.copying import histories  # the operator's: a card does not wait for it

        state = self._state(firm)
        return histories(state, state.number)

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write all of a firm that has nothing yet, as one commit or not at all."""
        from multibuh_backends.memory.copying import OPERATOR, stage
        from multibuh_core.copying import checked_histories, firm_exists

        with self.begin(firm, viewer=OPERATOR, writes=True) as unit:
            if unit.firm.number:
                raise firm_exists(firm)
            stage(unit, checked_histories(histories))
            unit.commit()

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _state(self, firm: str) -> FirmState:
        state = self._firms.get(firm)
        return self._firms.setdefault(firm, FirmState()) if state is None else state

    def _named(self, firm: str) -> set[str]:
        state = self._state(firm)
        return {
            attachment.sha256
            for by_directory in tuple(state.entries.values())
            for versions in tuple(by_directory.values())
            for written in versions.until(state.number)
            for attachment in written.attachments
        }

    def _written(self) -> None:
        self._writing_thread = None
        self._writer.release()
