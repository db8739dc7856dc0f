"""One connection of a proxy: what is passed on, and how an exchange is spoiled."""

from __future__ import annotations

import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from typing import Final

__all__ = ["Fault", "Passing"]

_PART: Final = 1 << 16
_QUIET: Final = 0.05
"""A client that has sent nothing for so many seconds has sent its whole request."""
_INTERIM: Final = b"HTTP/1.1 100 "
"""Asks a client of HTTP for the rest of its request, and answers nothing yet."""


class Fault(Enum):
    """What becomes of an exchange: of what a client sends until it is answered, and of the answer."""

    CUT_REQUEST = auto()
    """The connection is cut, nothing reaches the server."""
    TORN_REQUEST = auto()
    """The connection is cut within the request: the first part that was sent comes, but for its last byte."""
    CUT_ANSWER = auto()
    """The server carries the request out, the connection is cut instead of the answer."""
    TORN_ANSWER = auto()
    """The connection is cut within the answer: the first part that the server sent comes, but for its last byte."""
    DOUBLED = auto()
    """The server gets the request twice, by two connections; the answer is that to the second."""
    LATE_REQUEST = auto()
    """The connection is cut, and the request reaches the server afterwards."""
    LATE_ANSWER = auto()
    """The answer comes late."""


class Passing:
    """A client, its connection to the server, and how far their exchange is."""

    def __init__(
        self, client: socket.socket, server: tuple[str, int], begun: Callable[[bytes], Fault | None], late: float
    ) -> None:
        """Connect to the server; *begun* is told the beginning of each exchange, and says what becomes of it."""
        self._client = client
        self._address = server
        self._server = socket.create_connection(server)
        self._begun = begun
        self._late = late
        self._fault: Fault | None = None
        self._request = b""
        self._is_answered = True

    def run(self) -> None:
        """Pass everything on until one of the two, or a fault, ends it."""
        with suppress(OSError):
            while True:
                for one in select.select([self._client, self._server], [], [])[0]:
                    data = one.recv(_PART)
                    step = self._ask if one is self._client else self._answer
                    if not data or not step(data):
                        return

    def cut(self) -> None:
        """End it from another thread."""
        with suppress(OSError):
            self._client.shutdown(socket.SHUT_RDWR)

    def close(self, *, resets: bool) -> None:
        """End both connections."""
        if resets:
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._client.close()
        self._server.close()

    def _ask(self, data: bytes) -> bool:
        """Pass on a part of a request; return whether the connection goes on."""
        if self._is_answered:
            self._fault, self._request, self._is_answered = self._begun(data), b"", False
        self._request += data
        if self._fault is Fault.CUT_REQUEST:
            return False
        if self._fault is Fault.TORN_REQUEST:
            self._server.sendall(data[:-1])
            return False
        if self._fault is Fault.LATE_REQUEST:
            self._send_late()
            return False
        self._server.sendall(data)
        return True

    def _answer(self, data: bytes) -> bool:
        """Pass on a part of an answer; return whether the connection goes on."""
        if self._is_answered or data.startswith(_INTERIM):
            self._client.sendall(data)
            return True
        if self._fault is Fault.CUT_ANSWER:
            return False
        if self._fault is Fault.TORN_ANSWER:
            self._client.sendall(data[:-1])
            return False
        if self._fault is Fault.DOUBLED:
            self._fault = None
            self._server.close()
            self._server = self._sent_again()
            return True
        if self._fault is Fault.LATE_ANSWER:
            time.sleep(self._late)
        self._is_answered = True
        self._client.sendall(data)
        return True

    def _sent_again(self) -> socket.socket:
        again = socket.create_connection(self._address)
        again.sendall(self._request)
        return again

    def _send_late(self) -> None:
        while select.select([self._client], [], [], _QUIET)[0] and (data := self._client.recv(_PART)):
            self._request += data
        threading.Timer(self._late, self._send_unheard).start()

    def _send_unheard(self) -> None:
        with suppress(OSError), self._sent_again() as server:
            server.recv(_PART)
