"""A folder that cannot be written to, a file in its place, links: one clear error each, and all stays as it is."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from multibuh_core.errors import CorruptionError, FormatError, UnavailableError, shown
from tests.multibuh_backends.files.disks import QuickDisk
from tests.multibuh_backends.files.doors import connected, seen
from tests.multibuh_backends.files.doors import opened as opened_on
from tests.multibuh_backends.files.objects.places import folder_place
from tests.multibuh_backends.files.spoiling import (
    FIRM_FOLDER,
    opened,
    refusal,
    some_store,
)
from tests.multibuh_backends.files.stores import user


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Give a folder with a store."""
    some_store(folder_place(tmp_path / "store"))
    return tmp_path / "store"


class ReadOnlyDisk(QuickDisk):
    """A disk that is mounted to be read only: permissions would not bind whoever runs these tests as root."""

    def __getattribute__(self, name: str) -> Any:
        """Refuse whatever changes something."""
        if name in {"create", "link", "replace", "remove", "make_folder", "touch"}:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return super().__getattribute__(name)


class TestFolder:
    """What may be wrong with a folder."""

    def test_read_only_folder_is_not_opened(self, store: Path) -> None:
        """A folder in which nothing can be created is refused when it is opened."""
        error = refusal(lambda: connected(store, ReadOnlyDisk()))
        assert (type(error), str(error)) == (
            UnavailableError,
            "Нет прав на хранилище: дайте их этому пользователю системы и повторите.",
        )

    def test_folder_that_becomes_read_only(self, store: Path) -> None:
        """Whoever has it open goes on reading, and is told of each write that it was not done."""
        before = seen(opened_on(store, QuickDisk()))
        backend = opened_on(store, ReadOnlyDisk())
        error = refusal(lambda: user(backend).organizations.add("Ещё"))
        assert (type(error), str(error)) == (
            UnavailableError,
            "Нет прав на хранилище: дайте их этому пользователю системы и повторите.",
        )
        assert seen(backend) == seen(opened_on(store, QuickDisk())) == before

    def test_file_is_no_folder(self, tmp_path: Path) -> None:
        """A file in the place of the folder is told as that, and stays."""
        path = tmp_path / "clients.xlsx"
        path.write_bytes(b"PK")
        error = refusal(lambda: opened(folder_place(path), create=True))
        assert (type(error), str(error)) == (FormatError, f"{shown(str(path))} — не папка: укажите папку хранилища.")
        assert path.read_bytes() == b"PK"


@pytest.mark.skipif(os.name != "posix", reason="links that anybody may make are POSIX's")
class TestLinks:
    """Symbolic links: the root's own is the operator's, and followed; below the root none is."""

    def test_root_may_be_a_link(self, store: Path) -> None:
        """A link to the folder is the folder."""
        link = store.with_name("link")
        link.symlink_to(store)
        with opened(folder_place(store)) as one, opened(folder_place(link)) as other:
            assert seen(one) == seen(other)

    @pytest.mark.parametrize("name", ["log/000000000002.json", "log/000000000004.json"], ids=["commit", "next"])
    def test_link_in_the_place_of_a_commit(self, store: Path, name: str) -> None:
        """A commit, present or to come, that is a link is neither read nor written through."""
        path, target = store / FIRM_FOLDER / name, store.with_name("target")
        if path.exists():
            path.rename(target)
        path.symlink_to(target)
        before = target.read_bytes() if target.exists() else None
        with opened(folder_place(store)) as backend:
            for call in (user(backend).organizations.list, lambda: user(backend).organizations.add("Ещё")):
                error = refusal(call)
                assert type(error) is CorruptionError
                assert str(error).endswith(f"{name}» лежит другое: уберите его и повторите.")
            assert any("лежит другое" in fault for fault in backend.verify())
        assert (target.read_bytes() if target.exists() else None) == before

    @pytest.mark.parametrize("name", ["firms", FIRM_FOLDER, f"{FIRM_FOLDER}/log"], ids=["firms", "firm", "log"])
    def test_link_in_the_place_of_a_folder(self, store: Path, name: str) -> None:
        """A folder that is a link is neither taken for an empty one nor written through; the check tells it."""
        path, target = store / name, store.with_name("target")
        path.rename(target)
        path.symlink_to(target)
        with opened(folder_place(store)) as backend:
            for call in (user(backend).organizations.list, lambda: user(backend).organizations.add("Ещё")):
                assert type(refusal(call)) is CorruptionError
            assert list(backend.verify()) != []
