"""Writers that go on whatever becomes of the server, and remember what was acknowledged."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs

from multibuh_backends.sql import SqlBackend
from multibuh_core import OutcomeUnknownError, UnavailableError, Visibility
from tests.multibuh_backends.sql.postgresql.stores import Place, open_at, user
from tests.servers.postgresql import Databases, Server

__all__ = ["Writer", "a_place_on", "at_work", "places_on", "some_writers", "wait_for_all", "wait_until"]

_PATIENCE: Final = 30.0


@attrs.define
class Writer:
    """Writes growing numbers into two entries of its own, both in one transaction: version n of each is the text n."""

    backend: SqlBackend
    client: str
    guides: tuple[str, str]
    acknowledged: int = 0
    """The last number that was acknowledged, or found written where nobody knew."""
    unknown: int = 0
    """How often nobody knew."""
    failure: BaseException | None = None
    _is_over: threading.Event = attrs.field(factory=threading.Event)
    _thread: threading.Thread = attrs.field(factory=threading.Thread)

    def write(self) -> None:
        """Write the next number; where nobody knows whether it is there, find out."""
        number = self.acknowledged + 1
        try:
            with user(self.backend).transaction() as together:
                for guide in self.guides:
                    together.entries.write(guide, self.client, str(number), expected_version=number - 1)
        except UnavailableError:
            return
        except OutcomeUnknownError:
            self.unknown += 1
            while self.acknowledged < number and not self._is_absent(number):
                pass
            return
        self.acknowledged = number

    def begin(self) -> None:
        """Write in a thread from now on."""
        self._is_over.clear()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def end_soon(self) -> None:
        """Let the write under way be the last."""
        self._is_over.set()

    def end(self) -> None:
        """Wait for it."""
        self._thread.join(_PATIENCE)
        assert not self._thread.is_alive()

    def faults(self) -> list[str]:
        """Tell what is wrong with what is there, while it writes nothing."""
        found = []
        for guide in self.guides:
            texts = [one.text for one in user(self.backend).entries.history(guide, self.client)]
            if texts != [str(number + 1) for number in range(self.acknowledged)]:
                found.append(f"{self.acknowledged} are acknowledged, there are {texts[-1:]} in {len(texts)} versions")
        return found

    def _run(self) -> None:
        try:
            while not self._is_over.is_set():
                self.write()
        except BaseException as error:  # noqa: BLE001 - told by the test
            self.failure = error

    def _is_absent(self, number: int) -> bool:
        try:
            entry = user(self.backend).entries.read(self.guides[0], self.client)
        except UnavailableError:
            return self._is_over.is_set()
        if entry.version == number:
            self.acknowledged = number
        return entry.version == number - 1


def some_writers(backend: SqlBackend, many: int) -> list[Writer]:
    """Give writers who have not begun."""
    anna = user(backend)
    first, second = (anna.directories.create(name, visibility=Visibility.COLLECTIVE).id for name in ("Карта", "Банк"))
    return [Writer(backend, anna.organizations.add(f"Клиент {one}").id, (first, second)) for one in range(many)]


@contextmanager
def at_work(writers: list[Writer]) -> Iterator[None]:
    """Let them write, each in its thread, from before the body until after it."""
    for one in writers:
        one.begin()
    try:
        yield
    finally:
        for one in writers:
            one.end_soon()
        for one in writers:
            one.end()
    assert [one.failure for one in writers if one.failure] == []


def wait_for_all(writers: list[Writer]) -> None:
    """Return when each of them has written since."""
    before = [one.acknowledged for one in writers]
    wait_until(lambda: all(one.failure or one.acknowledged > then for one, then in zip(writers, before, strict=True)))


def wait_until(is_so: Callable[[], object]) -> None:
    """Return when it is so."""
    pause, left = threading.Event(), int(_PATIENCE * 500)
    while not is_so():
        assert left, "It does not come to pass"
        left -= 1
        pause.wait(0.002)


def a_place_on(server: Server, folder: Path) -> Place:
    """Make a store on a server of the test's own."""
    return places_on(server, folder / "template")(folder)


def places_on(server: Server, template: Path) -> Callable[[Path], Place]:
    """Return what makes stores on a server of the tests' own, each of a new folder; they are copies of one."""
    databases = Databases(server)

    def make(folder: Path) -> Place:
        database = databases.from_template("store", lambda url: open_at(url, template, create=True).close())
        shutil.copytree(template, folder / "attachments")
        return Place(database, folder / "attachments")

    return make
