"""What a unit costs: requests are counted, not assumed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from multibuh_backends.files import FilesBackend
from multibuh_core import OVERWRITE
from multibuh_core.actor import Viewer
from tests.multibuh_backends.files.stores import FIRM, a_guide, a_store, user


class Counted:
    """Objects that note what is asked of them."""

    def __init__(self, objects: Any) -> None:
        self._objects = objects
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._objects, name)

        def noted(*arguments: Any, **said: Any) -> Any:
            self.asked.append(name)
            return method(*arguments, **said)

        return noted


@contextmanager
def counted(backend: FilesBackend) -> Iterator[list[str]]:
    """Give the list of what the firm's log asks of its objects from now on."""
    log = backend._firm(FIRM).log
    counting = Counted(log.objects)
    log.objects = counting  # type: ignore[assignment]
    yield counting.asked
    log.objects = counting._objects


class TestRequests:
    """A firm that is open already."""

    def test_unit_that_reads_looks_once_for_a_newer_commit(self, tmp_path: Path) -> None:
        """A reading unit, and a card, cost one request where nothing is new, whatever they read."""
        with a_store(tmp_path) as backend:
            anna = user(backend)
            org, guide = anna.organizations.add("ООО «Ромашка»").id, a_guide(anna).id
            anna.entries.write(guide, org, "текст", expected_version=0)
            with counted(backend) as asked:
                anna.cards.read(org)
            assert asked == ["get"]
            with counted(backend) as asked, backend.begin(FIRM, viewer=Viewer("anna")) as work:
                work.organizations.list()
                work.entries.list(directory_id=guide)
            assert asked == ["get"]

    def test_write_is_one_look_and_one_creation(self, tmp_path: Path) -> None:
        """A call that writes looks once, and creates once."""
        with a_store(tmp_path) as backend:
            anna = user(backend)
            org, guide = anna.organizations.add("ООО «Ромашка»").id, a_guide(anna).id
            with counted(backend) as asked:
                anna.entries.write(guide, org, "текст", expected_version=OVERWRITE)
            assert asked == ["get", "create"]

    def test_what_others_committed_costs_one_request_each(self, tmp_path: Path) -> None:
        """After commits of another process a unit costs as many requests more."""
        with a_store(tmp_path) as one, a_store(tmp_path) as other:
            user(one).organizations.list()
            for name in ("А", "Б", "В"):
                user(other).organizations.add(name)
            with counted(one) as asked:
                assert len(user(one).organizations.list()) == 3
            assert asked == ["get"] * 4

    def test_old_text_costs_one_request(self, tmp_path: Path) -> None:
        """A past version is read from its commit; the present one is in memory."""
        with a_store(tmp_path) as backend:
            anna = user(backend)
            org, guide = anna.organizations.add("ООО «Ромашка»").id, a_guide(anna).id
            for number in range(2):
                anna.entries.write(guide, org, f"текст {number}", expected_version=number)
            with counted(backend) as asked:
                assert anna.entries.read(guide, org, version=1).text == "текст 0"
            assert asked == ["get", "get"]
            with counted(backend) as asked:
                assert anna.entries.read(guide, org).text == "текст 1"
            assert asked == ["get"]
