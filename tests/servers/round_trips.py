"""The round trips between clients and a server of PostgreSQL, counted on the wire and not assumed."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

import attrs

from tests.servers.postgresql import SUPERUSER, Server

__all__ = ["RoundTrips", "Trip"]

_PART: Final = 1 << 16
_GRACE: Final = 0.002
"""So many seconds an answer is kept back: what the client still sends meanwhile it sends without waiting for it."""
_START: Final = 3 << 16
"""The least code of a message that starts a session; those with greater ones, as for TLS, come before it."""
_ASKS_FIRST: Final = 1234 << 16
_TERMINATE: Final = "X"


@attrs.frozen
class Trip:
    """One round trip: all that a client sent before it waited for an answer."""

    messages: str
    """The types of the messages, as ``Q`` or, for a statement that is prepared, ``BDES``."""
    statements: tuple[str, ...]
    """The SQL of what was run; several statements in one text stand as one. None where it was only prepared."""


class RoundTrips:
    """Passes all on between clients and the server, and counts; see `of`."""

    def __init__(self, server: Server) -> None:
        """Listen."""
        self._server = str(server.folder / f".s.PGSQL.{server.port}")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._counting = threading.Lock()
        self._trips: list[Trip] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, database: str) -> str:
        """Return the address of a database by way of the counter, as the superuser."""
        host, port = self._listener.getsockname()
        return f"postgresql+psycopg://{SUPERUSER}@{host}:{port}/{database}"

    def of(self, work: Callable[[], object]) -> tuple[Trip, ...]:
        """
        Return the round trips of some work, of all connections.

        The driver prepares a statement when it has run it a few times, and connecting has round trips of its own: for
        what a call costs again and again, let the same work be done ten times before.
        """
        with self._counting:
            self._trips.clear()
        work()
        with self._counting:
            return tuple(self._trips)

    def close(self) -> None:
        """Listen no more; connections last until a client closes them."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

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
        with suppress(OSError), client, socket.socket(socket.AF_UNIX) as server:
            server.connect(self._server)
            session = _Session()
            while True:
                if client in select.select([client, server], [], [])[0]:
                    session.pass_on(client, server)
                    continue
                answer = server.recv(_PART)
                while select.select([client], [], [], _GRACE)[0]:
                    session.pass_on(client, server)
                self._count(session.trip())
                client.sendall(answer)
                if not answer:
                    return

    def _count(self, trip: Trip | None) -> None:
        if trip is not None and trip.messages != _TERMINATE:
            with self._counting:
                self._trips.append(trip)


class _Session:
    """What a client has sent, in messages: https://www.postgresql.org/docs/current/protocol-message-formats.html."""

    def __init__(self) -> None:
        self._data = b""
        self._has_started = False
        self._messages = ""
        self._statements: list[str] = []
        self._prepared: dict[bytes, str] = {}
        self._portals: dict[bytes, str] = {}

    def pass_on(self, client: socket.socket, server: socket.socket) -> None:
        """
        Pass on a part of what is sent.

        Raises:
            ConnectionError: If the client has closed.
        """
        if not (sent := client.recv(_PART)):
            raise ConnectionAbortedError
        server.sendall(sent)
        self._data += sent
        self._take_messages()

    def trip(self) -> Trip | None:
        """Return the trip that an answer ends; None for a further part of the answer."""
        if not self._messages:
            return None
        trip = Trip(self._messages, tuple(self._statements))
        self._messages = ""
        self._statements.clear()
        return trip

    def _take_messages(self) -> None:
        while True:
            head = int(self._has_started)
            length = int.from_bytes(self._data[head : head + 4])
            if len(self._data) < head + 4 or len(self._data) < head + length:
                return
            kind, body = self._data[:head].decode(), self._data[head + 4 : head + length]
            self._data = self._data[head + length :]
            self._read(kind, body)

    def _read(self, kind: str, body: bytes) -> None:
        first, _, rest = body.partition(b"\0")
        second, _, _ = rest.partition(b"\0")
        if not self._has_started:
            self._has_started = _START <= int.from_bytes(body[:4]) < _ASKS_FIRST
            kind = "-"  # it has no type
        elif kind == "Q":
            self._statements.append(first.decode())
        elif kind == "P":
            self._prepared[first] = second.decode()
        elif kind == "B":
            self._portals[first] = self._prepared[second]
        elif kind == "E":
            self._statements.append(self._portals[first])
        self._messages += kind
