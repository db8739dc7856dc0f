"""L5 and L10 among processes: a lasting store is one for all of them, any other is its process's own."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from multibuh_core.actor import Actor
from multibuh_core.errors import NotFoundError, VersionConflictError
from multibuh_core.settings import Settings
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.door import Door
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.world import FIRM, World
from multibuh_core.workspace import Workspace

PROCESSES, TURNS = 3, 25


def begin_together(place: Path, number: int) -> None:
    """Wait until all processes are there."""
    place.with_name(f"{place.name} {number}").touch()
    until = time.monotonic() + 60
    while len(list(place.parent.glob(f"{place.name} *"))) < PROCESSES:
        assert time.monotonic() < until
        time.sleep(0.005)


def add_lines(door: type[Door], place: Path, directory_id: str, organization_id: str, number: int) -> int:
    """Add lines to an entry, in a process of its own, reading again when told to; return how many were acknowledged."""
    with door().open_backend(place, Settings()) as backend:
        entries = Workspace(backend, firm=FIRM, actor=Actor(f"user {number}")).entries
        begin_together(place, number)
        done = 0
        while done < TURNS:
            try:
                seen = entries.read(directory_id, organization_id)
                text = f"{seen.text}{number}.{done}\n"
                entries.write(directory_id, organization_id, text, expected_version=seen.version)
            except VersionConflictError:
                continue
            except NotFoundError:
                break
            done += 1
        return done


class L10Processes(Kit, law="L10"):
    """Several processes at one place."""

    def test_l10_race_processes_lose_nothing_of_each_other(self, world: World) -> None:
        """Lines that processes add at once all stand, one version each; what is not lasting is not shared at all."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        work = partial(add_lines, type(self), world.place, guide, org)
        with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
            done = list(pool.map(work, range(PROCESSES)))
        expected = [TURNS if self.lasting else 0] * PROCESSES
        history = anna.entries.history(guide, org)
        assert done == expected
        assert [one.version for one in history] == list(range(1, sum(expected) + 1))
        lines = anna.entries.read(guide, org).text.split()
        assert sorted(lines) == sorted(f"{number}.{turn}" for number, many in enumerate(done) for turn in range(many))
