"""Many processes at one file: nothing is lost, nothing is half, nobody is told that the database is locked."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from tests.multibuh_backends.sql.processes import (
    count_up,
    kill,
    open_store,
    outgrow_the_disk,
    started,
    write_pairs,
)
from tests.multibuh_backends.sql.stores import a_guide, a_store, anna

WRITERS = 8
TIMES = 100
KILLS = 10


class TestProcesses:
    """Processes at one file."""

    def test_eight_writers_lose_nothing(self, tmp_path: Path) -> None:
        """Eight processes that read, add one and write, in both ways that a host has, lose nothing and see no error."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            guide, client = a_guide(user), user.organizations.add("ООО «Ромашка»")
            user.entries.write(guide.id, client.id, "0", expected_version=0)
            writers = [started(count_up, (tmp_path, guide.id, client.id, TIMES)) for _ in range(WRITERS)]
            for writer in writers:
                writer.join()
            assert [writer.exitcode for writer in writers] == [0] * WRITERS
            entry = user.entries.read(guide.id, client.id)
            assert (entry.text, entry.version) == (str(WRITERS * TIMES), WRITERS * TIMES + 1)
            assert list(backend.verify()) == []

    def test_killed_writer_leaves_all_or_nothing(self, tmp_path: Path) -> None:
        """After kill -9 at any moment what was acknowledged is there, the rest is whole or absent, the store sound."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            client = user.organizations.add("ООО «Ромашка»")
            guides = [a_guide(user).id, a_guide(user).id]
        told = tmp_path / "acknowledged"
        told.touch()
        for round_ in range(KILLS):
            before = told.read_text("ascii")
            writer = started(write_pairs, (tmp_path, guides, client.id, round_ * 100_000))
            while told.read_text("ascii") == before:
                time.sleep(0.001)
            time.sleep(random.uniform(0, 0.05))
            kill(writer)
            acknowledged = int(told.read_text("ascii").split("\n")[-2])
            with a_store(tmp_path) as backend:
                user = anna(backend)
                one, other = (user.entries.read(guide, client.id) for guide in guides)
                assert one.text == other.text
                assert int(one.text) in {acknowledged, acknowledged + 1}
                assert list(backend.verify()) == []

    @pytest.mark.skipif(os.name != "posix", reason="limits are POSIX's")
    def test_full_disk_is_told_and_survived(self, tmp_path: Path) -> None:
        """Where no file can grow, a write raises one error and is absent; with space the same backend goes on."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            guide = a_guide(user).id
            clients = [user.organizations.add(f"{number:02d}").id for number in range(30)]
        writer = started(outgrow_the_disk, (tmp_path, guide, clients))
        writer.join()
        assert writer.exitcode == 0
        with a_store(tmp_path) as backend:
            assert len(anna(backend).entries.list(directory_id=guide)) == len(clients)
            assert list(backend.verify()) == []

    def test_creators_at_once_share_one_store(self, tmp_path: Path) -> None:
        """Processes that make a store at the same moment all succeed, in one store with one set of attachments."""
        creators = [started(open_store, (tmp_path, turn)) for turn in range(4)]
        while len(list(tmp_path.glob("ready-*"))) < len(creators):
            time.sleep(0.001)
        (tmp_path / "go").touch()
        for creator in creators:
            creator.join()
        assert [creator.exitcode for creator in creators] == [0] * len(creators)
        with a_store(tmp_path) as backend:
            assert len(anna(backend).organizations.list()) == len(creators)
            assert list(backend.verify()) == []
        assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".new")] == []
