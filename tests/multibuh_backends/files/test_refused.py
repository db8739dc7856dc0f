"""What is no store, or a spoiled one, or out of reach: one clear error each, and all that is there stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from multibuh_backends.files.layout import short
from multibuh_core.errors import CorruptionError, FormatError, NotFoundError, shown
from tests.multibuh_backends.files.doors import seen
from tests.multibuh_backends.files.objects.places import Place, folder_place
from tests.multibuh_backends.files.spoiling import (
    FIRM_FOLDER,
    Spoil,
    all_in,
    altered,
    cut_short,
    opened,
    refusal,
    removed,
    replaced,
    some_store,
    with_marker,
)
from tests.multibuh_backends.files.stores import user

NO_STORES: Final[dict[str, tuple[Spoil, str]]] = {
    "something else": (
        lambda objects: objects.put("clients.xlsx", b"PK"),
        "По адресу {} уже что-то лежит, и это не хранилище: укажите место, где пусто.",
    ),
    "a newer store": (
        with_marker(b'{"format":2,"store_id":"0190abcd-0000-7000-8000-000000000001","type":"multibuh.files"}'),
        "Хранилище {} записано в формате 2, а эта версия читает формат 1: обновите multibuh.",
    ),
    "a spoiled marker": (
        with_marker(b'{"format":1'),
        "Метка хранилища {} (multibuh.json) повреждена: восстановите её из копии.",
    ),
}

DAMAGED: Final = "Файл хранилища {} повреждён: восстановите его из копии."

DAMAGES: Final[dict[str, tuple[str, Callable[[str], Spoil], str]]] = {
    "a commit that was cut short": ("log", cut_short, DAMAGED),
    "a commit that was altered": ("log", altered, DAMAGED),
    "another commit in its place": ("log", replaced, DAMAGED),
    "a missing segment": ("segments", removed, "Файла хранилища {} нет: восстановите его из копии."),
    "a segment that was cut short": ("segments", cut_short, DAMAGED),
}
"""What is spoiled, how, and what is told of it."""


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Give each kind of place in turn, new."""
    if request.param == "folder":
        return folder_place(tmp_path / "store")
    return Place.of(request.getfixturevalue("bucket"))


class TestNoStore:
    """What is there is no store that this version reads."""

    @pytest.mark.parametrize(("spoil", "message"), NO_STORES.values(), ids=NO_STORES)
    def test_it_is_refused_and_left_alone(self, place: Place, spoil: Spoil, message: str) -> None:
        """Where something else lies, or a newer store, opening says so, even if it may make one; nothing is changed."""
        objects = place.open()
        spoil(objects)
        before = all_in(objects)
        error = refusal(lambda: opened(place, create=True))
        assert (type(error), str(error)) == (FormatError, message.format(shown(place.url)))
        assert all_in(objects) == before

    def test_nothing_is_made_unasked(self, place: Place) -> None:
        """Where there is nothing, opening says so and makes nothing."""
        error = refusal(lambda: opened(place))
        assert type(error) is NotFoundError
        assert str(error) == (
            f"Хранилища {shown(place.url)} нет: проверьте адрес или создайте его "
            "(create=True, в командной строке: multibuh init)."
        )
        assert all_in(place.open()) == {}


class TestDamage:
    """A store that opens, one of whose files is not what was written."""

    @pytest.mark.parametrize(("folder", "spoil", "message"), DAMAGES.values(), ids=DAMAGES)
    def test_it_is_told_and_nothing_is_written(
        self, place: Place, folder: str, spoil: Callable[[str], Spoil], message: str
    ) -> None:
        """Reading, writing and the check tell the same of the same file; nothing is changed; mended, all is there."""
        some_store(place)
        with opened(place) as backend:
            whole = seen(backend)
        objects = place.open()
        names = objects.names(f"{FIRM_FOLDER}/{folder}")
        key = f"{FIRM_FOLDER}/{folder}/{names[len(names) // 2]}"
        data = objects.get(key) or b""
        spoil(key)(objects)
        before, told = all_in(objects), message.format(shown(short(key)))
        with opened(place) as backend:
            for call in (user(backend).organizations.list, lambda: user(backend).organizations.add("Ещё")):
                error = refusal(call)
                assert (type(error), str(error)) == (CorruptionError, told)
            assert f"Фирма «fintrust»: {told}" in list(backend.verify())
        assert all_in(objects) == before
        objects.put(key, data)
        with opened(place) as backend:
            assert seen(backend) == whole
            assert list(backend.verify()) == []
            user(backend).organizations.add("Ещё")
