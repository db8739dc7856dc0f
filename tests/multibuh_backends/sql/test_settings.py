"""The settings of SQLite are in force on every connection."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from multibuh_backends.sql import SqlBackend
from multibuh_core.actor import Viewer
from tests.multibuh_backends.sql.stores import FIRM, a_driver, a_store, anna

WANTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 0,
}


class TestSettings:
    """The settings."""

    @pytest.mark.parametrize("pragma", WANTED)
    def test_setting_is_in_force_on_every_connection(self, tmp_path: Path, pragma: str) -> None:
        """However many connections a backend opens, each has the settings that keep it from losing what was written."""
        with a_store(tmp_path) as backend:
            drivers = [a_driver(backend) for _ in range(3)]
            assert [list(driver.pragma(pragma)) for driver in drivers] == [[(WANTED[pragma],)]] * 3

    def test_file_is_not_mapped_into_memory(self, tmp_path: Path) -> None:
        """A fault of the disk is an error and not the end of the process: no page is read through a mapping."""
        with a_store(tmp_path) as backend:
            assert list(a_driver(backend).pragma("mmap_size")) in ([], [(0,)])

    def test_driver_never_begins_by_itself(self, tmp_path: Path) -> None:
        """A write outside of a transaction is one of its own, not the silent beginning of one."""
        with a_store(tmp_path) as backend:
            driver = a_driver(backend)
            driver.command("UPDATE multibuh_store SET id = id")
            assert driver.connection.in_transaction is False  # type: ignore[attr-defined]

    def test_host_engine_gets_the_same_settings(self, tmp_path: Path) -> None:
        """A backend made from a host's own engine, with the driver's defaults, works by the same settings."""
        engine = create_engine(f"sqlite:///{tmp_path}/host.db")
        with SqlBackend(engine, attachments=str(tmp_path / "files"), create=True) as backend:
            assert anna(backend).organizations.add("ООО «Ромашка»").version == 1
            driver = a_driver(backend)
            found = {pragma: next(iter(driver.pragma(pragma)))[0] for pragma in WANTED}
        engine.dispose()
        assert found == WANTED

    def test_resting_connection_holds_no_state(self, tmp_path: Path) -> None:
        """A connection that was given back is in no transaction, so that nobody reads an old state through it."""
        with a_store(tmp_path) as backend:
            with backend.begin(FIRM, viewer=Viewer("anna"), writes=True):
                pass
            with backend.begin(FIRM, viewer=Viewer("anna")):
                pass
            resting = backend._database._connections._resting
            assert [driver.connection.in_transaction for driver in resting] == [False]  # type: ignore[attr-defined]
