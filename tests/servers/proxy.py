"""A proxy before a server of this machine that spoils the exchanges that a test picks."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.servers.passing import Fault, Passing

__all__ = ["Fault", "Plan", "Proxy"]

Plan = Callable[[int, str], Fault | None]
"""What becomes of an exchange, by its number, from 0, and the first line of what was sent."""


class Proxy:
    """
    Passes on what comes to *address*, whatever the protocol, and does what its plan says.

    An exchange begins with what a client sends at first, or after it has got an answer: over a connection of HTTP each
    request, over one of PostgreSQL each round trip. *exchanges* has the first line of each since `reset`.
    """

    def __init__(self, server: tuple[str, int], *, late: float = 1.0, resets: bool = False) -> None:
        """Listen; *late* is in seconds, and with *resets* connections are not closed but reset."""
        self.exchanges: list[str] = []
        self._plan: Plan = _nothing
        self._server = server
        self._late = late
        self._resets = resets
        self._counting = threading.Lock()
        self._passing: list[Passing] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self._listener.getsockname()
        threading.Thread(target=self._accept, daemon=True).start()

    def reset(self, plan: Plan | None = None) -> None:
        """Count from 0 again, by another plan."""
        with self._counting:
            self.exchanges.clear()
            self._plan = plan or _nothing

    def spoil(self, fault: Fault, *numbers: int) -> None:
        """Count from 0 again, and spoil the exchanges of these numbers, or all."""
        self.reset(lambda number, _: fault if not numbers or number in numbers else None)

    def close(self) -> None:
        """Listen no more, and cut what is connected: from now on the server is out of reach."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """Cut all connections."""
        with self._counting:
            passing = tuple(self._passing)
        for one in passing:
            one.cut()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            passing = Passing(client, self._server, self._begun, self._late)
        except OSError:
            client.close()
            return
        with self._counting:
            self._passing.append(passing)
        try:
            passing.run()
        finally:
            with self._counting:
                self._passing.remove(passing)
            passing.close(resets=self._resets)

    def _begun(self, data: bytes) -> Fault | None:
        line = data.split(b"\r\n", 1)[0][:200].decode("latin-1")
        with self._counting:
            self.exchanges.append(line)
            return self._plan(len(self.exchanges) - 1, line)


def _nothing(_number: int, _line: str) -> Fault | None:
    return None
