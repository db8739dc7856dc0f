"""The proxy does to an exchange what the tests ask of it, and to no other."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections.abc import Iterator

import pytest

from tests.servers.proxy import Fault, Proxy


class Echo(socketserver.BaseRequestHandler):
    """Answers each line, and remembers it."""

    heard: list[bytes]

    def handle(self) -> None:
        """Answer until the client goes."""
        while data := self.request.recv(1000):
            self.heard.append(data)
            self.request.sendall(b"answer %d to " % len(self.heard) + data)


@pytest.fixture
def heard() -> list[bytes]:
    """Give the list of what the server hears."""
    return []


@pytest.fixture
def proxy(heard: list[bytes]) -> Iterator[Proxy]:
    """Give a proxy before a server that answers lines."""
    handler = type("Handler", (Echo,), {"heard": heard})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        with Proxy(server.server_address, late=0.2) as proxy:
            yield proxy
        server.shutdown()


def asked(client: socket.socket, line: bytes) -> bytes:
    """Send a line and return the answer, nothing where the connection is closed."""
    client.sendall(line)
    return client.recv(1000)


def comes_to(heard: list[bytes], lines: list[bytes]) -> bool:
    """Return whether that, and no more, is what the server hears; a connection may be cut before it has."""
    until = time.monotonic() + 5
    while heard != lines and time.monotonic() < until:
        time.sleep(0.01)
    return heard == lines


EXPECTED = {
    Fault.CUT_REQUEST: (b"", [b"one\r\n"]),
    Fault.TORN_REQUEST: (b"", [b"one\r\n", b"two\r"]),
    Fault.CUT_ANSWER: (b"", [b"one\r\n", b"two\r\n"]),
    Fault.TORN_ANSWER: (b"answer 2 to two\r", [b"one\r\n", b"two\r\n"]),
    Fault.DOUBLED: (b"answer 3 to two\r\n", [b"one\r\n", b"two\r\n", b"two\r\n"]),
    Fault.LATE_REQUEST: (b"", [b"one\r\n"]),
    Fault.LATE_ANSWER: (b"answer 2 to two\r\n", [b"one\r\n", b"two\r\n"]),
}


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name)
def test_one_exchange_is_spoiled(proxy: Proxy, heard: list[bytes], fault: Fault) -> None:
    """The exchange of the number is spoiled, the one before it is not; each is counted."""
    proxy.spoil(fault, 1)
    with socket.create_connection(proxy.address) as client:
        assert asked(client, b"one\r\n") == b"answer 1 to one\r\n"
        began = time.monotonic()
        answer, lines = EXPECTED[fault]
        assert asked(client, b"two\r\n") == answer
        assert (time.monotonic() - began > 0.19) is (fault is Fault.LATE_ANSWER)
        assert comes_to(heard, lines)
        if fault in {Fault.DOUBLED, Fault.LATE_ANSWER}:
            assert asked(client, b"three\r\n").endswith(b"to three\r\n")
    assert proxy.exchanges[:2] == ["one", "two"]
    if fault is Fault.LATE_REQUEST:
        time.sleep(0.5)
        assert heard == [b"one\r\n", b"two\r\n"]


def test_plan_sees_what_is_sent(proxy: Proxy) -> None:
    """A plan picks exchanges by their first line, in whichever connection."""
    proxy.reset(lambda _, line: Fault.CUT_REQUEST if line == "spoil me" else None)
    for line, answer in ((b"spoil me\r\n", b""), (b"not me\r\n", b"answer 1 to not me\r\n")):
        with socket.create_connection(proxy.address) as client:
            assert asked(client, line) == answer


def test_closed_proxy_cuts_all(proxy: Proxy) -> None:
    """A server that is to be out of reach is so for what is connected and for what is not."""
    with socket.create_connection(proxy.address) as client:
        assert asked(client, b"one\r\n")
        proxy.close()
        assert client.recv(1000) == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(proxy.address)
