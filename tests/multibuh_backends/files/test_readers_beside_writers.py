"""A unit that writes, another process that commits meanwhile, and a reader of the same process that has seen it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.files import FilesBackend
from multibuh_core import OVERWRITE, Workspace
from multibuh_core.errors import ConflictError
from multibuh_core.imports import DirectoryColumn, ImportMapping, Row, Table
from tests.multibuh_backends.files.stores import a_guide, a_store, some_notes, user


def write_a_note(boris: Workspace, _: str, client: str) -> None:
    """Write into Anna's notes, as she does it in another process."""
    anna = user(boris._session.backend)  # type: ignore[arg-type]
    anna.entries.write(anna.directories.list()[-1].id, client, "тайное", expected_version=0)


Act = Callable[[Workspace, str, str], object]

RIVALS: dict[str, tuple[Act, Act, bool]] = {
    "the same entry": (
        lambda anna, guide, client: anna.entries.write(guide, client, "раз", expected_version=0),
        lambda boris, guide, client: boris.entries.write(guide, client, "два", expected_version=0),
        False,
    ),
    "the directory archived": (
        lambda anna, guide, client: anna.entries.write(guide, client, "раз", expected_version=0),
        lambda boris, guide, _: boris.directories.archive(guide),
        False,
    ),
    "the organization archived": (
        lambda anna, guide, client: anna.entries.write(guide, client, "раз", expected_version=0),
        lambda boris, _, client: boris.organizations.archive(client),
        False,
    ),
    "the same number": (
        lambda anna, *_: anna.organizations.add("Первая", inn="7707083893"),
        lambda boris, *_: boris.organizations.add("Вторая", inn="7707083893"),
        False,
    ),
    "another entry": (
        lambda anna, guide, client: anna.entries.write(guide, client, "раз", expected_version=0),
        lambda boris, guide, _: boris.entries.write(
            guide, boris.organizations.list()[-1].id, "два", expected_version=0
        ),
        True,
    ),
    "another organization": (
        lambda anna, guide, client: anna.entries.write(guide, client, "раз", expected_version=0),
        lambda boris, *_: boris.organizations.add("Вторая", inn="7707083893"),
        True,
    ),
    "an entry that is published along": (
        lambda anna, *_: anna.directories.publish(anna.directories.list()[-1].id),
        write_a_note,
        True,
    ),
}


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[FilesBackend, FilesBackend]]:
    """Give one store as two processes have it, with a directory, notes and two organizations."""
    with a_store(tmp_path) as one, a_store(tmp_path) as other:
        anna = user(one)
        a_guide(anna, "А")
        some_notes(anna, "Я")
        for name in ("А", "Я"):
            anna.organizations.add(name)
        yield one, other


@pytest.mark.parametrize(("ours", "theirs", "goes_on"), RIVALS.values(), ids=RIVALS.keys())
@pytest.mark.parametrize("is_seen", [True, False], ids=["seen", "unseen"])
def test_unit_knows_what_others_did(
    stores: tuple[FilesBackend, FilesBackend], ours: Act, theirs: Act, *, goes_on: bool, is_seen: bool
) -> None:
    """What another process commits while a unit is open is a conflict where the unit rests on it, read here or not."""
    one, other = stores
    anna, boris = user(one), user(other, "boris", admin=True)
    place = anna.directories.list()[0].id, anna.organizations.list()[0].id
    try:
        with anna.transaction() as tx:
            ours(tx, *place)
            theirs(boris, *place)
            if is_seen:
                assert anna.organizations.list()
    except ConflictError:
        assert not goes_on
    else:
        assert goes_on
    assert list(one.verify()) == []
    assert list(other.verify()) == []


def test_great_unit_is_not_gone_through_again(
    stores: tuple[FilesBackend, FilesBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A great import that rests on nothing of what others write goes on at once: else it would never get its place."""
    one, other = stores
    anna, boris = user(one), user(other, "boris")
    guide, client = anna.directories.list()[0].id, anna.organizations.list()[0].id
    rows = tuple(Row(number + 2, (f"Клиент {number}", "карта")) for number in range(10))
    table = Table(headers=("Название", "Карта"), rows=rows)
    plan = anna.imports.plan(table, ImportMapping(name="Название", directories=[DirectoryColumn("Карта")]))
    create, times = one._objects.create, iter(range(3))
    rebased: list[Any] = []

    def create_after_boris(key: str, data: bytes) -> Any:
        if next(times, None) is not None:
            boris.entries.write(guide, client, "ещё", expected_version=OVERWRITE)
        return create(key, data)

    monkeypatch.setattr(one._objects, "create", create_after_boris)
    monkeypatch.setattr("multibuh_backends.files.unit.FileUnit.rebase", rebased.append)
    anna.imports.apply(plan)
    assert rebased == []
    assert len(anna.organizations.list()) == 12
    assert list(other.verify()) == []
