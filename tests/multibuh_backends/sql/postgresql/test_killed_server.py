"""kill -9 of the whole server: what was acknowledged is there when it is started again."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from multibuh_backends.sql.postgresql import connections
from tests.multibuh_backends.sql.postgresql.writers import a_place_on, at_work, some_writers, wait_for_all
from tests.servers.postgresql import a_server

ROUNDS: Final = {"ci": 3, "nightly": 20}
WRITERS: Final = 6


def test_what_was_acknowledged_is_there(tmp_path: Path) -> None:
    """Killed under load again and again, it has each write that a writer was told of; the same backend goes on."""
    with a_server() as server, a_place_on(server, tmp_path).open() as store:
        writers = some_writers(store, WRITERS)
        for _ in range(ROUNDS.get(settings.get_current_profile_name(), 1)):
            with at_work(writers):
                wait_for_all(writers)
                time.sleep(random.uniform(0, 0.1))
                server.kill()
                server.start()
                wait_for_all(writers)
            assert [fault for one in writers for fault in one.faults()] == []
        assert list(store.verify()) == []


def test_server_that_acknowledges_too_soon_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other can fail: a server that acknowledges what only its memory has is found out."""
    monkeypatch.setattr(connections, "RECONNECTING", 0.1)
    too_soon = {"synchronous_commit": "off", "wal_writer_delay": 10_000}
    with a_server(settings=too_soon) as server, (place := a_place_on(server, tmp_path)).open() as store:
        writers = some_writers(store, WRITERS)
        with at_work(writers):
            wait_for_all(writers)
            time.sleep(0.3)
            server.kill()
        server.start()
        kept = len(place.database.run("SELECT 1 FROM multibuh_entry_revisions"))
        assert kept < sum(2 * one.acknowledged for one in writers)
