"""Copies of a database and its attachments, made by the commands of the operators' page while others write."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs
import pytest

from multibuh_backends.sql import SqlBackend
from multibuh_core import FormatError, Visibility
from tests.multibuh_backends.sql.postgresql.operating_page import OWNER, Operator, an_operator, block
from tests.multibuh_backends.sql.postgresql.stores import open_at, user
from tests.multibuh_backends.sql.postgresql.writers import wait_until
from tests.servers.postgresql import SUPERUSER, Server
from tests.servers.postgresql_server import running

WRITERS: Final = 3
FEW: Final = 5


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[Operator]:
    """Give an operator whose store is used."""
    with an_operator(tmp_path) as operator:
        yield operator


@pytest.fixture
def store(operator: Operator) -> Iterator[SqlBackend]:
    """Give the store as the application has it."""
    with operator.open() as backend:
        yield backend


@attrs.define
class Attaching:
    """Attaches one file after another, each of new bytes, to an entry of its own."""

    store: SqlBackend
    guide: str
    client: str
    attached: int = 0

    def attach(self) -> None:
        """Attach the next one."""
        number = self.attached + 1
        content = f"{self.client} {number}".encode()
        user(self.store).attachments.attach(self.guide, self.client, content, name=f"{number}.txt")
        self.attached = number

    def found_in(self, copy: SqlBackend) -> int:
        """Return how many of them a copy has: the first ones, each with its bytes."""
        anna = user(copy)
        files = {one.name: one for one in anna.entries.read(self.guide, self.client).attachments}
        for number in range(1, len(files) + 1):
            content = anna.attachments.open(files[f"{number}.txt"].id).read()
            assert content == f"{self.client} {number}".encode()
        return len(files)


def some(store: SqlBackend) -> list[Attaching]:
    """Return several who have attached nothing."""
    anna = user(store)
    guide = anna.directories.create("Карта", visibility=Visibility.COLLECTIVE).id
    return [Attaching(store, guide, anna.organizations.add(f"Клиент {one}").id) for one in range(WRITERS)]


@contextmanager
def at_work(people: list[Attaching]) -> Iterator[None]:
    """Let them attach, from a little before the body until a little after it."""
    is_over = threading.Event()

    def work(one: Attaching) -> None:
        while not is_over.is_set():
            one.attach()

    with ThreadPoolExecutor(len(people)) as threads:
        working = [threads.submit(work, one) for one in people]
        try:
            _wait_for_more(people)
            yield
            _wait_for_more(people)
        finally:
            is_over.set()
        for one in working:
            one.result()


def _wait_for_more(people: list[Attaching]) -> None:
    before = [one.attached for one in people]
    wait_until(lambda: all(one.attached >= then + FEW for one, then in zip(people, before, strict=True)))


def check_copy(copy: SqlBackend, people: list[Attaching], before: list[int]) -> None:
    """Hold a copy against what had been acknowledged when it was begun, and what there is now."""
    assert list(copy.verify()) == []
    for one, then in zip(people, before, strict=True):
        assert then <= one.found_in(copy) < one.attached


class TestDump:
    """By pg_dump."""

    def test_copy_of_a_store_in_use_is_whole(self, operator: Operator, store: SqlBackend) -> None:
        """The database first, then the attachments: restored it has no fault, and all from before the dump."""
        people = some(store)
        with at_work(people):
            before = [one.attached for one in people]
            operator.commands("pg_dump")
        assert operator.commands("pg_restore") == "Неполадок нет.\n"
        with self.restored(operator) as copy:
            check_copy(copy, people, before)
            assert copy.gc() == 0  # what the copy does not name is not a day old
            assert copy.store_id == store.store_id
            people[0].store = copy
            people[0].attached = people[0].found_in(copy)
            people[0].attach()
            assert list(copy.verify()) == []

    def test_rights_are_in_the_dump(self, operator: Operator) -> None:
        """The application works in the restored database, once it may connect, and has the same rights there."""
        operator.commands("pg_dump")
        operator.commands("pg_restore")
        with open_at(operator.url("multibuh_app", "monday"), operator.folder / "multibuh" / "monday") as copy:
            assert user(copy).organizations.add("ООО «Ромашка»").version == 1

    def test_wrong_order_is_told(self, operator: Operator, store: SqlBackend) -> None:
        """Where the attachments were copied first, each file that came in between is told by its digest."""
        people = some(store)
        people[0].attach()
        dump, files = _dump_and_files(block("pg_dump"))
        operator.shell(files)
        people[0].attach()
        operator.shell(dump)
        operator.commands("pg_restore", fails=True)
        with self.restored(operator) as copy:
            (fault,) = copy.verify()
        assert fault.startswith("Фирма «fintrust»: Байтов вложения нет в хранилище (SHA-256 ")

    def test_attachments_of_another_store_are_refused(self, operator: Operator, tmp_path: Path) -> None:
        """Who restores the one and not the other beside it is told before anything is read."""
        operator.server.run(f"CREATE DATABASE other OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'")
        with (
            open_at(operator.url(OWNER, "other"), tmp_path / "other", create=True),
            pytest.raises(FormatError, match="принадлежат другому хранилищу"),
        ):
            open_at(operator.url(OWNER, "other"), operator.attachments)

    def restored(self, operator: Operator) -> SqlBackend:
        """Open what was restored."""
        return open_at(operator.url(OWNER, "monday"), operator.folder / "multibuh" / "monday")


def test_base_backup_of_a_store_in_use_is_whole(operator: Operator, store: SqlBackend) -> None:
    """A server that is started from the copy has no fault, and all that was there when the copying began."""
    people = some(store)
    with at_work(people):
        before = [one.attached for one in people]
        operator.commands("pg_basebackup")

    def make(folder: Path) -> Server:
        shutil.copytree(operator.folder / "copies" / "tuesday" / "data", folder / "data", symlinks=True)
        owner = folder.stat()
        for path in (folder / "data", *Path(folder, "data").rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)
        return Server(folder, settings={"fsync": "off"})

    with (
        running(make) as server,
        open_at(server.url("firm", SUPERUSER), operator.folder / "copies" / "tuesday" / "attachments") as copy,
    ):
        check_copy(copy, people, before)


def _dump_and_files(commands: str) -> tuple[str, str]:
    """Return the two steps of a copy apart."""
    first, _, second = commands.partition("cp ")
    return first, f"{first.partition(chr(10))[0]}\ncp {second}"
