"""A standby takes over from a server that is killed: the same backend goes on, and nothing acknowledged is lost."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from multibuh_backends.sql import SqlBackend
from multibuh_core import OutcomeUnknownError
from tests.multibuh_backends.sql.postgresql.stores import Place, user
from tests.multibuh_backends.sql.postgresql.writers import (
    a_place_on,
    at_work,
    some_writers,
    wait_for_all,
    wait_until,
)
from tests.servers.postgresql import Pair, a_server, primary_with_standby

ROUNDS: Final = {"ci": 3, "nightly": 20}
WRITERS: Final = 4
ENDS: Final = ["pg_cancel_backend", "pg_terminate_backend"]
WAITING: Final = "SELECT {}(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"


def test_synchronous_standby_loses_nothing(tmp_path: Path) -> None:
    """Whenever the first server is killed under load, all that was acknowledged is there, and one backend goes on."""
    for turn in range(ROUNDS.get(settings.get_current_profile_name(), 1)):
        with primary_with_standby(synchronous=True) as pair, opened(pair, tmp_path / str(turn)) as store:
            writers = some_writers(store, WRITERS)
            with at_work(writers):
                wait_for_all(writers)
                time.sleep(random.uniform(0, 0.2))
                pair.primary.kill()
                pair.standby.promote()
                wait_for_all(writers)
            assert [fault for one in writers for fault in one.faults()] == []
            assert list(store.verify()) == []


def test_asynchronous_standby_that_is_behind_is_caught(tmp_path: Path) -> None:
    """The other can fail: what was acknowledged and had not reached the standby is found missing."""
    with primary_with_standby(synchronous=False) as pair, opened(pair, tmp_path) as store:
        writers = some_writers(store, WRITERS)
        with at_work(writers):
            wait_for_all(writers)
        pair.wait_until_followed()
        pair.hold_back()
        with at_work(writers):
            wait_for_all(writers)
        pair.primary.kill()
        pair.standby.promote()
        assert [fault for one in writers for fault in one.faults()] != []
        assert list(store.verify()) == []


def test_wait_for_a_dead_standby_that_is_ended_is_no_success(tmp_path: Path) -> None:
    """A commit that no standby has confirmed is of unknown outcome, however its waiting is ended."""
    absent = {"synchronous_standby_names": "nobody", "synchronous_commit": "local"}
    waits = {"connect_args": {"options": "-c synchronous_commit=on"}}
    with a_server(settings=absent) as server:
        place = a_place_on(server, tmp_path)
        with place.open(engine_options=waits) as store, ThreadPoolExecutor(1) as threads:
            for end in ENDS:
                writing = threads.submit(user(store).organizations.add, end)
                wait_until(partial(server.run, WAITING.format(end)))
                with pytest.raises(OutcomeUnknownError):
                    writing.result()
            assert [one.name for one in user(store).organizations.list()] == ENDS


def opened(pair: Pair, folder: Path) -> SqlBackend:
    """Make a store on both, and open it by the address of both."""
    folder.mkdir(exist_ok=True)
    place: Place = a_place_on(pair.primary, folder)
    return place.open(pair.url(place.database.name))
