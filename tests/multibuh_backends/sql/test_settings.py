"""The settings of SQLite are in force on every connection."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from multibuh_backends.sql import SqlBackend
from multibuh_core import FormatError, UnsupportedOperationError
from multibuh_core.actor import Viewer
from tests.multibuh_backends.sql.stores import FIRM, a_driver, a_store, anna, by_hand, patient_for, pragma

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

    @pytest.mark.parametrize("name", WANTED)
    def test_setting_is_in_force_on_every_connection(self, tmp_path: Path, name: str) -> None:
        """However many connections a backend opens, each has the settings that keep it from losing what was written."""
        with a_store(tmp_path) as backend:
            drivers = [a_driver(backend) for _ in range(3)]
            assert [pragma(driver, name) for driver in drivers] == [WANTED[name]] * 3

    def test_file_is_not_mapped_into_memory(self, tmp_path: Path) -> None:
        """A fault of the disk is an error and not the end of the process: no page is read through a mapping."""
        with a_store(tmp_path) as backend:
            assert pragma(a_driver(backend), "mmap_size") in {0, None}

    def test_locked_file_is_waited_for(self, tmp_path: Path) -> None:
        """A connection made while another process has the file for itself, as when it switches to WAL, waits for it."""
        a_store(tmp_path).close()
        with closing(patient_for(tmp_path, 30)) as backend, by_hand(tmp_path) as other:
            backend._database._connections.close_resting()
            other.execute("PRAGMA journal_mode=DELETE")
            other.execute("BEGIN EXCLUSIVE")
            release = threading.Timer(0.2, other.execute, ["ROLLBACK"])
            release.start()
            assert pragma(a_driver(backend), "journal_mode") == "wal"
            release.join()

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
            found = {name: pragma(driver, name) for name in WANTED}
            driver.connection.close()
        engine.dispose()
        assert found == WANTED

    def test_host_database_without_tables_is_refused(self, tmp_path: Path) -> None:
        """Without create=True a host's database in which there is no store is told so, and gets no tables."""
        engine = create_engine(f"sqlite:///{tmp_path}/host.db")
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE clients (name TEXT)")
        with pytest.raises(FormatError, match="принадлежит другой программе"):
            SqlBackend(engine, attachments=str(tmp_path / "files"))
        with engine.begin() as connection:
            assert connection.exec_driver_sql("SELECT name FROM sqlite_master").all() == [("clients",)]
        engine.dispose()

    def test_store_beside_a_hosts_tables(self, tmp_path: Path) -> None:
        """With create=True the tables are made beside the host's, which stay as they are."""
        engine = create_engine(f"sqlite:///{tmp_path}/host.db")
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE clients (name TEXT)")
        for _ in range(2):
            with SqlBackend(engine, attachments=str(tmp_path / "files"), create=True) as backend:
                anna(backend).organizations.add("ООО «Ромашка»")
        with SqlBackend(engine, attachments=str(tmp_path / "files")) as backend:
            assert len(anna(backend).organizations.list()) == 2
            assert list(backend.verify()) == []
        engine.dispose()

    def test_schema_is_refused(self, tmp_path: Path) -> None:
        """SQLite has no schemas to put the tables in."""
        with pytest.raises(UnsupportedOperationError, match="У SQLite нет схем"):
            SqlBackend(create_engine(f"sqlite:///{tmp_path}/host.db"), attachments=str(tmp_path), schema="firm")

    def test_resting_connection_holds_no_state(self, tmp_path: Path) -> None:
        """A connection that was given back is in no transaction, so that nobody reads an old state through it."""
        with a_store(tmp_path) as backend:
            with backend.begin(FIRM, viewer=Viewer("anna"), writes=True):
                pass
            with backend.begin(FIRM, viewer=Viewer("anna")):
                pass
            resting = backend._database._connections._resting
            assert [driver.connection.in_transaction for driver in resting] == [False]  # type: ignore[attr-defined]
