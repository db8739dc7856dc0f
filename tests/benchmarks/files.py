"""S9 and S10 on files: one write beside the same bytes by hand, and opening from a checkpoint beside decoding it."""

from __future__ import annotations

import itertools
import json
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

from multibuh_backends import connect
from multibuh_backends.files import FilesBackend
from multibuh_core import OVERWRITE, Actor, Visibility, Workspace
from multibuh_core.imports.uncollected import uncollected
from tests.benchmarks.figures import Figure
from tests.benchmarks.rounds import medians
from tests.benchmarks.stores import FIRM, filled

__all__ = ["files"]


class CreateByHand:
    """The same bytes made once, lasting: written aside, synced, linked to the next number, the folder synced."""

    def __init__(self, place: Path, data: bytes) -> None:
        place.mkdir()
        self._place = place
        self._data = data
        self._numbers = itertools.count(1)

    def create(self, _: object) -> None:
        """Create the next object."""
        aside = self._place / secrets.token_hex(16)
        file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(file, self._data)
        os.fsync(file)
        os.close(file)
        (self._place / f"{next(self._numbers):012d}.json").hardlink_to(aside)
        aside.unlink()
        folder = os.open(self._place, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def files(place: Path, *, quick: bool) -> list[Figure]:
    """Measure one durable write, and the opening of a store of many entries."""
    organizations = 500 if quick else 20_000
    url = f"file://{place / 'store'}"
    with connect(url, create=True) as backend:
        assert isinstance(backend, FilesBackend)
        ids = filled(backend, organizations=organizations, directories=5)
        firm = backend._firms[FIRM]
        firm._checkpoints.write(firm.state, firm.state.number, firm._head)
    return [
        _write(place, url, ids, quick=quick),
        _open(place, url, ids, quick=quick),
        _open_many_commits(place, quick=quick),
    ]


def _write(place: Path, url: str, ids: list[str], *, quick: bool) -> Figure:
    with connect(url) as backend:
        anna = Workspace(backend, firm=FIRM, actor=Actor("anna"))
        directory, number = anna.directories.list()[0].id, itertools.count()
        written = sorted((place / "store").glob("firms/*/log/*"))

        def ours(organization: str) -> None:
            text = f"Через нас {next(number)}: банк по вторникам"
            anna.entries.write(directory, organization, text, expected_version=OVERWRITE)

        ours(ids[0])
        (one,) = set((place / "store").glob("firms/*/log/*")) - set(written)
        by_hand = CreateByHand(place / "by-hand", one.read_bytes())
        times = medians(
            {"ours": ours, "floor": by_hand.create}, ids, rounds=11 if quick else 41, sample=20 if quick else 50
        )
    return Figure(
        work="S9 entries.write, files",
        size=f"{len(ids) * 5:,} entries",
        ours=times["ours"],
        floor=times["floor"],
        goal=1.3,
        note="local disk",
    )


def _open(place: Path, url: str, ids: list[str], *, quick: bool) -> Figure:
    """Open the store and read one card, as whoever opens it does; decode the same bytes for comparison."""
    path = max((place / "store").glob("firms/*/checkpoints/*"))
    copy = place / "store-as-filled"
    _leave_the_log_at(path, place / "store", copy)

    def ours(_: object) -> None:
        with connect(url.replace(str(place / "store"), str(copy))) as backend:
            Workspace(backend, firm=FIRM, actor=Actor("anna")).cards.read(ids[0])

    def floor(_: object) -> Any:
        with uncollected():  # as ours does
            return json.loads(path.read_bytes())

    times = medians({"ours": ours, "floor": floor}, [None], rounds=5 if quick else 15, sample=1)
    return Figure(
        work="S10 opening from a checkpoint",
        size=f"{len(ids) * 5:,} entries",
        ours=times["ours"],
        floor=times["floor"],
        goal=3,
        note="floor: json.loads of its bytes",
    )


def _open_many_commits(place: Path, *, quick: bool) -> Figure:
    """Open a store of very many commits: what is not in the last checkpoint is read commit by commit."""
    commits = 1_000 if quick else 10_000
    store = place / "many"
    with connect(f"file://{store}", create=True) as backend:
        anna = Workspace(backend, firm=FIRM, actor=Actor("anna"))
        guide = anna.directories.create("Карта", visibility=Visibility.COLLECTIVE).id
        client = anna.organizations.add("ООО «Ромашка»").id
        for number in range(commits - 2):
            anna.entries.write(guide, client, f"Банк по вторникам, {number}", expected_version=OVERWRITE)
    path = max(store.glob("firms/*/checkpoints/*"))
    behind = [one for one in sorted(store.glob("firms/*/log/*")) if one.name > path.name]

    def ours(_: object) -> None:
        with connect(f"file://{store}") as backend:
            Workspace(backend, firm=FIRM, actor=Actor("anna")).cards.read(client)

    def floor(_: object) -> Any:
        return [json.loads(one.read_bytes()) for one in (path, *behind)]

    times = medians({"ours": ours, "floor": floor}, [None], rounds=5 if quick else 15, sample=1)
    return Figure(
        work="S10 opening after many commits",
        size=f"{commits:,} commits",
        ours=times["ours"],
        floor=times["floor"],
        goal=3,
        note=f"floor: json.loads of a checkpoint and {len(behind)} commits",
    )


def _leave_the_log_at(checkpoint: Path, store: Path, copy: Path) -> None:
    """Copy a store without the commits behind a checkpoint."""
    shutil.copytree(store, copy)
    for commit in copy.glob("firms/*/log/*"):
        if commit.name > checkpoint.name:
            commit.unlink()
