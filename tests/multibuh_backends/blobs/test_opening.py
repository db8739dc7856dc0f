"""Opening a root: made once, never taken for another, and left untouched when refused."""

from __future__ import annotations

import errno
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import fsspec
import pytest

from multibuh_backends.blobs import Blobs
from multibuh_core.errors import (
    FormatError,
    MultibuhError,
    NotFoundError,
    UnavailableError,
    UnsupportedOperationError,
    shown,
)
from tests.multibuh_backends.blobs.places import LocalPlace, Place

MARKER = '{"format":1,"store_id":"s1","type":"multibuh.attachments"}'


def refusal(place: Place, kind: type[MultibuhError], store_id: str = "s1", *, create: bool = True) -> str:
    """Return the message of a refusal, having seen that nothing was changed."""
    before = {path: place.read(path) for path in place.paths()}
    with pytest.raises(kind) as told:
        place.open(store_id, create=create)
    assert type(told.value) is kind
    assert {path: place.read(path) for path in place.paths()} == before
    return str(told.value)


def test_root_is_marked_canonically(place: Place) -> None:
    """A new root holds its marker and nothing else; opening it again, with create or without, changes nothing."""
    place.open()
    assert place.paths() == {"store.json"}
    assert place.read("store.json").decode() == MARKER
    place.open(create=True)
    place.open(create=False)
    assert place.read("store.json").decode() == MARKER


def test_missing_root_is_not_found(place: Place) -> None:
    """Without create nothing is made where there is no root, and the error names the address."""
    with pytest.raises(NotFoundError) as told:
        place.open(create=False)
    assert (told.value.what, told.value.id) == ("store", place.url)
    assert place.paths() == set()
    with pytest.raises(NotFoundError):
        place.open(create=False)


def test_other_store_is_refused(place: Place) -> None:
    """The attachments of another store are not taken for this one's."""
    place.open("s1")
    assert refusal(place, FormatError, "s2") == (
        f"Вложения {shown(place.url)} принадлежат другому хранилищу («s1», а открывается «s2»): "
        "укажите папку вложений этого хранилища."
    )


def test_newer_format_is_refused(place: Place) -> None:
    """A later version's root is refused whatever else its marker holds."""
    place.write("store.json", MARKER.replace(":1,", ':2,"more":0,').encode())
    assert refusal(place, FormatError) == (
        f"Вложения {shown(place.url)} записаны в формате 2, а эта версия читает формат 1: обновите multibuh."
    )


def test_folder_of_something_else_is_refused(place: Place) -> None:
    """A folder that holds anything but no marker is never made a root, nor read as one."""
    place.write("photos/cat.jpg", b"miaow")
    message = (
        f"Папка {shown(place.url)} не пуста и не является хранилищем вложений: "
        "ему нужна своя папка. Укажите пустую или новую."
    )
    assert refusal(place, FormatError) == message
    assert refusal(place, FormatError, create=False) == message


@pytest.mark.parametrize(
    "marker",
    [
        *("", "{", "[]", "null", "[" * 4096, "\udcff", '{"format":1}', MARKER + " " * 9000 + "x"),
        *(MARKER.replace(":1", number) for number in (":0", ":true", ':"1"', ":1.0", ":NaN")),
        *(MARKER.replace("attachments", "log"), MARKER.replace("}", ',"more":1}')),
    ],
)
def test_damaged_marker_is_refused(place: Place, marker: str) -> None:
    """A marker that is not exactly one of ours is told to be damaged."""
    data = marker.encode("utf-8", "surrogateescape")
    place.write("store.json", data)
    assert refusal(place, FormatError) == (
        f"Метка хранилища вложений {shown(place.url)} (store.json) повреждена: восстановите её из резервной копии."
    )


def test_marker_that_says_the_same_is_read(place: Place) -> None:
    """A marker written with spaces, as by a person who restored it, is still the marker."""
    place.write("store.json", json.dumps(json.loads(MARKER), indent=2).encode())
    place.open()


def test_creation_that_was_cut_short_is_finished(place: Place) -> None:
    """A folder in which only a first writing was begun is as good as empty."""
    place.write(".multibuh-incoming/0123456789abcdef0123456789abcdef.part", b"{")
    with pytest.raises(NotFoundError):
        place.open(create=False)
    place.open()
    place.open(create=False)


def test_one_of_many_creators_wins(local: LocalPlace) -> None:
    """Of eight stores that make one folder theirs at the same time exactly one has it, the others are refused."""

    def made(number: int) -> bool:
        try:
            local.open(f"s{number % 4}")
        except FormatError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = [number % 4 for number, done in enumerate(pool.map(made, range(8))) if done]
    assert len(set(won)) == 1


@pytest.mark.parametrize("url", ["file://{}", "local://{}", "file:{}", "{}"])
def test_local_folders_are_named_in_many_ways(tmp_path: Path, url: str) -> None:
    """All ways in which fsspec writes a local path lead to the same folder, whatever is in its name."""
    folder = tmp_path / "a b%20#?[*]" / "вложения"
    Blobs.open(url.format(folder), store_id="s1", create=True)
    assert (folder / "store.json").read_text() == MARKER


def test_relative_and_home_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path is taken from the present folder once and for all, and a tilde is the home."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    Blobs.open("one", store_id="s1", create=True)
    Blobs.open("~/two", store_id="s1", create=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_passwords_are_not_shown() -> None:
    """An address is shown without its password and its query."""
    url = f"memory://user:p@ss/w@{uuid4()}/x"
    with pytest.raises(NotFoundError) as told:
        Blobs.open(f"{url}?sig=secret", store_id="s1", create=False)
    assert told.value.id == f"memory://user:***@{url.rpartition('@')[2]}"


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A file is no root."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(FormatError) as told:
        Blobs.open(str(tmp_path / "file"), store_id="s1", create=True)
    assert str(told.value) == f"{shown(str(tmp_path / 'file'))} — не папка: укажите папку вложений."


def test_link_in_place_of_the_marker_is_refused(local: LocalPlace, tmp_path: Path) -> None:
    """A marker that is a link elsewhere is not followed."""
    (tmp_path / "elsewhere").write_text(MARKER)
    local.root.mkdir()
    (local.root / "store.json").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FormatError, match="повреждена"):
        local.open()


def test_folder_without_rights_is_unavailable(local: LocalPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the system does not let us into is not taken for a missing one."""

    def forbidden(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    local.open()
    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(UnavailableError, match="Нет прав"):
        local.open()


def test_unknown_filesystem_and_missing_library() -> None:
    """An address that fsspec does not know is told apart from one whose library is not installed."""
    with pytest.raises(UnsupportedOperationError) as told:
        Blobs.open("nowhere://bucket", store_id="s1", create=True)
    assert str(told.value) == (
        "Файловая система вложений «nowhere» неизвестна: укажите папку или адрес, который понимает fsspec."
    )
    fsspec.register_implementation("notinstalled", "no_such_module.FileSystem", errtxt="x", clobber=True)
    with pytest.raises(UnsupportedOperationError) as told:
        Blobs.open("notinstalled://bucket", store_id="s1", create=True)
    assert str(told.value) == (
        'Для вложений «notinstalled» не установлена библиотека: установите её, для S3 — pip install "multibuh[s3]".'
    )
