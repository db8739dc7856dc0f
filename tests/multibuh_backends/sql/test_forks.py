"""Connections never cross a fork."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from multibuh_core import UnsupportedOperationError
from multibuh_core.actor import Viewer
from tests.multibuh_backends.sql.stores import FIRM, a_store, anna

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")


class TestForks:
    """A forked process."""

    def test_child_works_on_with_connections_of_its_own(self, tmp_path: Path) -> None:
        """A backend that was at rest when the process was forked serves both, parent and child."""
        with a_store(tmp_path) as backend:
            anna(backend).organizations.add("ООО «До»")
            assert _in_child(lambda: anna(backend).organizations.add("ООО «Потомок»") and None) == 0
            anna(backend).organizations.add("ООО «Родитель»")
            assert len(anna(backend).organizations.list()) == 3
            assert list(backend.verify()) == []

    def test_nothing_open_crosses(self, tmp_path: Path) -> None:
        """Whatever rests is closed before the fork, in the process whose it is."""
        with a_store(tmp_path) as backend:
            anna(backend).organizations.add("ООО «До»")
            connections = backend._database._connections
            assert len(connections._resting) == 1
            assert _in_child(lambda: None) == 0
            assert (len(connections._resting), len(connections._open)) == (0, 0)

    def test_child_of_a_backend_in_use_is_refused(self, tmp_path: Path) -> None:
        """A child forked while a unit was open can use neither the unit nor the backend; the parent goes on."""
        with a_store(tmp_path) as backend, backend.begin(FIRM, viewer=Viewer("anna"), writes=True) as work:

            def refused() -> None:
                with pytest.raises(UnsupportedOperationError, match="Процесс разделился"):
                    work.organizations.list()
                with pytest.raises(UnsupportedOperationError, match="Процесс разделился"):
                    anna(backend).organizations.list()

            assert _in_child(refused) == 0
            assert work.organizations.list() == ()
            work.commit()

    def test_fork_waits_for_nobody_who_reads(self, tmp_path: Path) -> None:
        """Forking while other threads use the backend neither hangs nor disturbs them."""
        with a_store(tmp_path) as backend:
            anna(backend).organizations.add("ООО «До»")
            failures: list[BaseException] = []
            is_over = threading.Event()

            def read() -> None:
                try:
                    while not is_over.is_set():
                        assert len(anna(backend).organizations.list()) == 1
                except BaseException as error:  # noqa: BLE001 - told by the test
                    failures.append(error)

            readers = [threading.Thread(target=read) for _ in range(2)]
            for reader in readers:
                reader.start()
            exits = [_in_child(lambda: None) for _ in range(5)]
            is_over.set()
            for reader in readers:
                reader.join()
            assert (failures, exits) == ([], [0] * 5)


def _in_child(call: Callable[[], None]) -> int:
    """Run a call in a forked child; return its exit code, 1 where the call raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that threads are running is what is tested
        pid = os.fork()
    if pid == 0:
        code = 1
        try:
            call()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
