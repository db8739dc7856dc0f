"""The use cases that a crash may cut short: each one unit of work, by a process that has just opened the store."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

import attrs
import pytest

from multibuh_backends.blobs.keys import firm_key
from multibuh_backends.files import FilesBackend, checkpoints, commits
from multibuh_core import Workspace
from multibuh_core.imports import DirectoryColumn, ImportMapping, Row, Table
from tests.multibuh_backends.files.stores import FIRM, a_guide, some_notes, user

__all__ = ["USE_CASES", "UseCase"]

Patch = tuple[Any, str, int]


def nothing(_: FilesBackend) -> None:
    """Leave the store empty."""


def some_records(backend: FilesBackend) -> None:
    """Write two organizations, both kinds of directories, an attachment; in two commits."""
    with user(backend).transaction() as tx:
        clients = [tx.organizations.add(name).id for name in ("ООО «Ромашка»", "ИП Ёлкина")]
        guide, notes = a_guide(tx).id, some_notes(tx).id
        for client in clients:
            tx.entries.write(notes, client, "тайное", expected_version=0)
        tx.attachments.attach(guide, clients[0], b"reglament", name="a.txt")
    place(user(backend), lambda anna, *at: anna.entries.write(*at, "раз", expected_version=1))


def place(anna: Workspace, act: Callable[[Any, str, str], object]) -> None:
    """Act at the entry of the last organization in the first directory."""
    (guide, *_), (*_, client) = anna.directories.list(), anna.organizations.list()
    act(anna, guide.id, client.id)


def leavings(backend: FilesBackend) -> None:
    """Leave a blob and a segment that nothing names."""
    some_records(backend)
    backend.blobs(FIRM).put(io.BytesIO(b"unnamed"))
    data = b"cut short"
    backend._objects.put(f"firms/{firm_key(FIRM)}/segments/{sha256(data).hexdigest()}.json", data)


def import_a_table(anna: Workspace) -> None:
    """Import some organizations and entries."""
    rows = tuple(Row(number + 2, (f"Клиент {number}", f"карта {number}")) for number in range(4))
    mapping = ImportMapping(name="Название", directories=[DirectoryColumn("Карта")])
    anna.imports.apply(anna.imports.plan(Table(headers=("Название", "Карта"), rows=rows), mapping))


def several(anna: Workspace) -> None:
    """Write an organization, a directory, an entry and an attachment as one."""
    with anna.transaction() as tx:
        client, guide = tx.organizations.add("АО «Архив»").id, a_guide(tx, "Банк").id
        tx.entries.write(guide, client, "по вторникам", expected_version=0)
        tx.attachments.attach(guide, client, b"several", name="b.txt")


def write(anna: Workspace) -> None:
    """Replace a text."""
    place(anna, lambda anna, *at: anna.entries.write(*at, "два", expected_version=2))


def attach(anna: Workspace) -> None:
    """Attach a second file."""
    place(anna, lambda anna, *at: anna.attachments.attach(*at, source=b"other", name="b.txt"))


def attach_over_another(anna: Workspace) -> None:
    """Attach a file in the place of another."""
    place(anna, lambda anna, *at: anna.attachments.attach(*at, source=b"other", name="a.txt", replace=True))


@attrs.frozen(kw_only=True)
class UseCase:
    """What is done to a store that is there."""

    act: Callable[[FilesBackend], object]
    prepare: Callable[[FilesBackend], object] = some_records
    patches: tuple[Patch, ...] = ()
    """Thresholds that are lowered, so that small stores pass them."""

    @contextmanager
    def patched(self) -> Iterator[None]:
        """Lower the thresholds meanwhile."""
        with pytest.MonkeyPatch.context() as patch:
            for module, name, value in self.patches:
                patch.setattr(module, name, value)
            yield


def as_anna(act: Callable[[Workspace], object], **rest: Any) -> UseCase:
    """Return a use case of one member of the firm."""
    return UseCase(act=lambda backend: act(user(backend)), **rest)


USE_CASES: Final[dict[str, UseCase]] = {
    "the first write of a firm": as_anna(lambda anna: anna.organizations.add("ООО «Ромашка»"), prepare=nothing),
    "a directory": as_anna(a_guide),
    "an entry": as_anna(write),
    "an attachment": as_anna(attach),
    "an attachment over another": as_anna(attach_over_another),
    "publishing": as_anna(lambda anna: anna.directories.publish(anna.directories.list()[1].id)),
    "handing over": UseCase(
        act=lambda backend: user(backend, "ada", admin=True).directories.hand_over(of="anna", to="nina")
    ),
    "an import in segments": as_anna(import_a_table, patches=((commits, "_ROWS_AT_MOST", 4),)),
    "a transaction of several": as_anna(several),
    "a commit with a checkpoint": as_anna(write, patches=((checkpoints, "_AT_LEAST", 1),)),
    "gc": UseCase(act=lambda backend: backend.gc(older_than=timedelta(0)), prepare=leavings),
}
