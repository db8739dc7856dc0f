"""What other processes do in the tests; they share nothing with the test's own but the folder."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

from multibuh_core import OutcomeUnknownError, UnavailableError, VersionConflictError
from multibuh_core.imports import DirectoryColumn, ImportMapping, Row, Table
from tests.multibuh_backends.sql.stores import a_store, anna

__all__ = ["count_up", "import_a_table", "kill", "open_store", "outgrow_the_disk", "started", "write_pairs"]


def started(function: Any, arguments: Sequence[Any]) -> Any:
    """Start a process that runs a function of this module."""
    context: Any = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload([__name__])  # what they import is imported once
    process = context.Process(target=function, args=tuple(arguments), daemon=True)
    process.start()
    return process


def count_up(folder: Path, directory_id: str, organization_id: str, times: int) -> None:
    """Add one to the number in an entry, many times: half of them in a transaction, half by version and again."""
    with a_store(folder) as backend:
        user = anna(backend)
        for turn in range(times):
            if turn % 2:
                with user.transaction() as together:
                    entry = together.entries.read(directory_id, organization_id)
                    number = str(int(entry.text) + 1)
                    together.entries.write(directory_id, organization_id, number, expected_version=entry.version)
                continue
            while True:
                entry = user.entries.read(directory_id, organization_id)
                number = str(int(entry.text) + 1)
                try:
                    user.entries.write(directory_id, organization_id, number, expected_version=entry.version)
                except VersionConflictError:
                    continue
                break


def write_pairs(folder: Path, directory_ids: Sequence[str], organization_id: str, first: int) -> None:
    """Write the same growing number into two entries, in one transaction, until killed; tell each that is there."""
    with a_store(folder) as backend, Path(folder, "acknowledged").open("a", encoding="ascii") as told:
        user = anna(backend)
        for number in range(first, first + 100_000):
            with user.transaction() as together:
                for directory_id in directory_ids:
                    entry = together.entries.read(directory_id, organization_id)
                    together.entries.write(directory_id, organization_id, str(number), expected_version=entry.version)
            told.write(f"{number}\n")
            told.flush()


def import_a_table(folder: Path, rows: int) -> None:
    """Import a table of so many organizations by two directories, and tell in a file how far the writing is."""
    table = Table(
        headers=("Название", "Карта", "Банк"),
        rows=tuple(Row(number + 2, (f"Клиент {number}", f"карта {number}", "банк")) for number in range(rows)),
    )
    columns = [DirectoryColumn("Карта"), DirectoryColumn("Банк")]
    with a_store(folder) as backend, Path(folder, "progress").open("a", encoding="ascii") as told:

        def tell(done: int, _: int) -> None:
            told.write(f"{done}\n")
            told.flush()

        user = anna(backend)
        plan = user.imports.plan(table, ImportMapping(name="Название", directories=columns), source="клиенты")
        user.imports.apply(plan, progress=tell)
        Path(folder, "applied").touch()


def open_store(folder: Path, turn: int) -> None:
    """Make or open a store at the same moment as others, and add an organization to it."""
    Path(folder, f"ready-{turn}").touch()
    while not Path(folder, "go").exists():
        pass
    with a_store(folder) as backend:
        anna(backend).organizations.add(f"Клиент {turn}")


def outgrow_the_disk(folder: Path, directory_id: str, organization_ids: Sequence[str]) -> None:
    """Write until no file may grow any more, be told so, see the old state whole, and go on once there is space."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    with a_store(folder) as backend:
        user = anna(backend)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, most))
        written: list[str] = []
        try:
            for organization_id in organization_ids:
                user.entries.write(directory_id, organization_id, organization_id * 500, expected_version=0)
                written.append(organization_id)
        except (UnavailableError, OutcomeUnknownError):  # a driver that does not say more leaves it open
            assert written
        assert [entry.organization_id for entry in user.entries.list(directory_id=directory_id)] == written
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        for organization_id in organization_ids[len(written) :]:
            user.entries.write(directory_id, organization_id, organization_id * 500, expected_version=0)
        assert len(written) < len(organization_ids)


def kill(process: Any) -> None:
    """End a process as a power cut would, as far as it knows."""
    process.kill()  # SIGKILL; nothing, if it has ended by itself
    process.join()
