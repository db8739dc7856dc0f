"""Units of work, as far as SQLite shapes them."""

from __future__ import annotations

import pickle
import threading
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.sql.sqlite.errors import translated
from multibuh_core import (
    CorruptionError,
    FormatError,
    OutcomeUnknownError,
    StorageError,
    UnavailableError,
    UnsupportedOperationError,
)
from multibuh_core.actor import Viewer
from multibuh_core.revision import Action
from tests.multibuh_backends.sql.stores import FIRM, a_guide, a_store, anna, by_hand, patient_for

VIEWER = Viewer("anna")


class TestUnits:
    """Units of work."""

    def test_second_writing_unit_in_a_thread_is_refused_at_once(self, tmp_path: Path) -> None:
        """A thread that would wait for itself is told so, and its open unit goes on."""
        with a_store(tmp_path) as backend, backend.begin(FIRM, viewer=VIEWER, writes=True) as work:
            with pytest.raises(UnsupportedOperationError, match="В этом потоке уже открыта запись"):
                backend.begin(FIRM, viewer=VIEWER, writes=True)
            work.commit()
            with backend.begin(FIRM, viewer=VIEWER, writes=True):
                pass

    def test_reading_beside_an_open_writing_unit_does_not_wait(self, tmp_path: Path) -> None:
        """The same thread may read the committed state while it writes."""
        with a_store(tmp_path) as backend, backend.begin(FIRM, viewer=VIEWER, writes=True):
            assert anna(backend).organizations.list() == ()

    def test_waiting_for_a_thread_ends(self, tmp_path: Path) -> None:
        """A unit that another thread keeps out for longer than the patience raises UnavailableError, writes nothing."""
        failures: list[BaseException] = []

        def write() -> None:
            try:
                anna(backend).organizations.add("ООО «Ромашка»")
            except UnavailableError as error:
                failures.append(error)

        with patient_for(tmp_path, 0.1) as backend:
            with backend.begin(FIRM, viewer=VIEWER, writes=True):
                other = threading.Thread(target=write)
                other.start()
                other.join()
            assert [str(failure) for failure in failures] == [
                "База занята другой записью дольше 0.1 с: ничего не записано, повторите."
            ]
            assert anna(backend).organizations.list() == ()

    def test_waiting_for_a_process_ends(self, tmp_path: Path) -> None:
        """So it is when somebody else holds the file, and it works again as soon as they let go."""
        with patient_for(tmp_path, 0.1) as backend, by_hand(tmp_path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            with pytest.raises(UnavailableError, match=r"дольше 0\.1 с"):
                anna(backend).organizations.add("ООО «Ромашка»")
            connection.execute("ROLLBACK")
            assert anna(backend).organizations.add("ООО «Ромашка»").version == 1

    def test_busy_file_is_waited_for(self, tmp_path: Path) -> None:
        """A writer that comes while another process writes waits for it, and is not refused."""
        with a_store(tmp_path) as backend, by_hand(tmp_path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            release = threading.Timer(0.2, connection.execute, ("ROLLBACK",))
            release.start()
            assert anna(backend).organizations.add("ООО «Ромашка»").version == 1
            release.join()

    def test_reading_unit_does_not_write(self, tmp_path: Path) -> None:
        """What is begun for reading takes no write, not even a blind one."""
        with a_store(tmp_path) as backend:
            guide = a_guide(anna(backend))
            with backend.begin(FIRM, viewer=VIEWER) as work:
                commit = work.directories.history(guide.id)[0].commit
                for write in (
                    lambda: work.directories.put(guide, action=Action.UPDATED, commit=commit),
                    lambda: work.directories.publish(guide, commit=commit),
                    lambda: work.directories.hand_over(of="anna", to="boris", commit=commit),
                ):
                    with pytest.raises(UnsupportedOperationError, match="открыта для чтения"):
                        write()

    def test_unit_that_is_over_reads_nothing(self, tmp_path: Path) -> None:
        """Its connection is somebody else's by then."""
        with a_store(tmp_path) as backend:
            with backend.begin(FIRM, viewer=VIEWER) as work:
                organizations, cards = work.organizations, work.cards
            for read in (organizations.list, lambda: cards.read("x"), work.commit):
                with pytest.raises(UnsupportedOperationError, match="уже завершена"):
                    read()

    def test_closed_backend_refuses(self, tmp_path: Path) -> None:
        """After `close` nothing is opened again; closing twice does nothing."""
        backend = a_store(tmp_path)
        backend.close()
        backend.close()
        with pytest.raises(UnsupportedOperationError, match="Хранилище закрыто"):
            anna(backend).organizations.list()

    def test_unit_that_outlives_close_ends_well(self, tmp_path: Path) -> None:
        """A unit that is open when the backend is closed may still commit; then its connection is closed too."""
        backend = a_store(tmp_path)
        with backend.begin(FIRM, viewer=VIEWER, writes=True) as work:
            backend.close()
            work.commit()
        assert backend._database._connections._open == set()


class _DriverError(Exception):
    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.sqlite_errorcode = code


TOLD = {
    3: UnavailableError,
    5: UnavailableError,
    6: UnavailableError,
    8: UnavailableError,
    10: UnavailableError,
    11: CorruptionError,
    13: UnavailableError,
    14: UnavailableError,
    26: FormatError,
    1: StorageError,
}


class TestDriverErrors:
    """What the driver raises."""

    @pytest.mark.parametrize("code", TOLD)
    def test_error_is_told_without_the_drivers_words(self, code: int) -> None:
        """Each failure of SQLite, whatever its extended code, becomes one of ours, and quotes nothing of it."""
        error = translated(_DriverError("near «тайна»", code | 3 << 8))
        assert isinstance(error, TOLD[code])
        assert "тайна" not in str(error)
        assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own

    def test_text_that_is_no_utf8_is_damage(self, tmp_path: Path) -> None:
        """Damaged bytes are told as damage, without the bytes."""
        with a_store(tmp_path) as backend:
            client = anna(backend).organizations.add("ООО «Тайна»")
            with by_hand(tmp_path) as connection:
                connection.execute("UPDATE multibuh_organizations SET name = CAST(x'd0d0' || name AS TEXT)")
            with pytest.raises(CorruptionError) as caught:
                anna(backend).cards.read(client.id)
        assert "Тайна" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__

    @pytest.mark.parametrize(
        ("code", "expected", "told"),
        [
            (10 | 4 << 8, OutcomeUnknownError, "записано всё или ничего"),
            (10 | 3 << 8, UnavailableError, "ничего не записано"),
            (13, UnavailableError, "нет места"),
        ],
        ids=["sync", "write", "full"],
    )
    def test_failed_disk_at_commit(self, tmp_path: Path, code: int, expected: type[StorageError], told: str) -> None:
        """Where the sync fails the unit may be written all the same, and it is told so; where the writing fails, no."""
        with a_store(tmp_path) as backend, backend.begin(FIRM, viewer=VIEWER, writes=True) as work:
            driver = work._inside.driver
            real: Any = driver.connection

            class Failing(driver.error):  # type: ignore[misc,name-defined]
                sqlite_errorcode = code

            class Disk:
                in_transaction = True

                def execute(self, sql: str, values: object = ()) -> object:
                    if sql == "COMMIT":
                        raise Failing
                    return real.execute(sql, values)

            driver.connection = Disk()  # type: ignore[assignment]
            with pytest.raises(expected, match=told):
                work.commit()
            driver.connection = real
            assert real.in_transaction is False
