"""The making of a store, cut short: it is begun anew, and what is then written in it is lasting."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from multibuh_backends.files import FilesBackend
from multibuh_core.errors import UnavailableError
from tests.multibuh_backends.blobs.faulty_disk import Killed
from tests.multibuh_backends.files.disks import FailingDisk, QuickDisk, faults_at, quick_folder
from tests.multibuh_backends.files.doors import connected
from tests.multibuh_backends.files.platter import Platter, lay_down
from tests.multibuh_backends.files.power_disk import FailingPowerDisk, PowerDisk
from tests.multibuh_backends.files.stores import user

SHARES: Final = {"ci": 1.0, "nightly": 1.0}
"""Of all faults at all calls."""
BELOW: Final = Path("new", "store")
"""Two folders are made."""


def names(backend: FilesBackend) -> list[str]:
    """Return the names of the organizations, in a store that is sound."""
    assert list(backend.verify()) == []
    return [one.name for one in user(backend).organizations.list()]


def calls() -> list[str]:
    """Return the names of the disk's calls where none fails."""
    disk = FailingDisk()
    with quick_folder() as folder:
        connected(folder / BELOW, disk)
    return [call[0] for call in disk.calls]


def require_lasting(platter: Platter, known: set[str], expected: list[str], *, create: bool = False) -> None:
    """Cut the power: what is left is a store in which these are."""
    for tree in platter.left(3, known):
        with quick_folder() as left:
            lay_down(left, tree)
            backend = connected(left / BELOW, QuickDisk(), create=create)
            assert names(backend) == expected
            user(backend).organizations.add("Следующая")


class TestCreation:
    """A store that is just being made."""

    def test_creation_is_begun_anew(self) -> None:
        """Whatever call fails, or is the last of a process: the error is clear, and the next try makes the store."""
        share = SHARES.get(settings.get_current_profile_name(), 0.2)
        for k, call in enumerate(calls()):
            for fault in faults_at(call):
                if random.random() < share:
                    with quick_folder() as folder:
                        disk = FailingDisk(k, fault)
                        with suppress(UnavailableError, Killed):
                            connected(folder / BELOW, disk)
                        disk._heal()
                        user(connected(folder / BELOW, QuickDisk())).organizations.add("Первая")
                        assert names(connected(folder / BELOW, QuickDisk(), create=False)) == ["Первая"]

    def test_store_that_was_made_is_lasting(self) -> None:
        """The power may go at any call; once the making has returned, the store is there."""
        with quick_folder() as folder:
            platter, known = Platter(folder), set[str]()
            connected(folder / BELOW, PowerDisk(platter, lambda: require_lasting(platter, known, [], create=True)))
            require_lasting(platter, set(), [])

    @pytest.mark.parametrize("fault", ["before", "killed before"])
    def test_store_that_another_began_is_made_lasting(self, fault: str) -> None:
        """Whoever opens a store whose making was cut short, and writes in it, loses nothing with the power."""
        for k, call in enumerate(calls()):
            if call == "sync_folder":
                with quick_folder() as folder:
                    platter = Platter(folder)
                    with suppress(UnavailableError, Killed):
                        connected(folder / BELOW, FailingPowerDisk(platter, k, fault))
                    backend = connected(folder / BELOW, PowerDisk(platter))
                    user(backend).organizations.add("Первая")
                    require_lasting(platter, set(), ["Первая"])
