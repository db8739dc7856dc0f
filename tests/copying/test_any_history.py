"""Whatever a firm has been through, it is the same after a journey through every kind of store."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis.stateful import run_state_machine_as_test

from multibuh_backends import connect
from multibuh_core.copying import copy_firm
from multibuh_core.ports import Backend
from multibuh_core.settings import Settings
from multibuh_core.testing.laws.whole_firm import all_seen_in
from multibuh_core.testing.machine.in_step import Machine
from multibuh_core.testing.profiles import examples, profile
from multibuh_core.testing.store import open_store
from tests.copying.stores import Stores
from tests.servers.postgresql import Databases

JOURNEY = ("sqlite", "memory", "postgresql", "files", "sqlite")


class _Memory:
    """Where the histories take place."""

    lasting = False

    def open_backend(self, _place: Path, settings: Settings) -> Backend:
        """Open a new one."""
        return connect("memory:", settings=settings)


class _Copied(Machine):
    """A history that ends with a journey."""

    places: Path
    databases: Databases

    def teardown(self) -> None:
        """Look at all as the machine does, then copy what each firm has become from store to store."""
        super().teardown()
        if sys.exc_info()[0] is not None:
            return
        place = Path(mkdtemp(dir=self.places))
        with ExitStack() as opened:
            source = self.sides.store.world.backend
            make = Stores(self.databases, _no_bucket, opened).make
            stores = [make(kind, place / str(at)) for at, kind in enumerate(JOURNEY)]
            for firm in (f"{name}-{self.sides.tag}" for name in ("alpha", "beta")):
                histories, seen = list(source.read_firm(firm)), all_seen_in(source, firm)
                for target in stores if histories else ():
                    copy_firm(source, target, firm)
                    assert list(target.read_firm(firm)) == histories
                    assert all_seen_in(target, firm) == seen
                    source = target
                source = self.sides.store.world.backend
            assert [list(store.verify()) for store in stores] == [[]] * len(stores)
        shutil.rmtree(place)


def test_any_history_survives_a_journey(databases: Databases, tmp_path: Path) -> None:
    """Random histories of several users are copied through every kind of store; nobody sees a difference anywhere."""
    with open_store(_Memory(), tmp_path / "store") as store:

        def machine() -> Any:
            made = _Copied(store)
            made.places, made.databases = tmp_path, databases
            return made

        run_state_machine_as_test(machine, settings=examples(profile().histories // 4, steps=profile().steps))


def _no_bucket() -> tuple[str, int]:
    pytest.fail("No journey leads there")
