"""What is no store of this version is refused with one clear line, and left as it was."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from multibuh_backends import connect
from multibuh_backends.sql.sqlite.engine import sqlite_engine
from multibuh_backends.sql.upgrades import upgrade_tables
from multibuh_core import FormatError, MultibuhError, NotFoundError, UnsupportedOperationError
from tests.multibuh_backends.sql.stores import a_store, anna, by_hand, fill, url_of


def _newer(folder: Path) -> None:
    a_store(folder).close()
    with by_hand(folder) as connection:
        connection.execute("UPDATE multibuh_version SET version_num = '9999'")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _older(folder: Path) -> None:
    a_store(folder).close()
    with by_hand(folder) as connection:
        connection.execute("DELETE FROM multibuh_version")


def _foreign(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "firm.db")) as connection:
        connection.execute("CREATE TABLE clients (name TEXT)")


def _foreign_in_wal(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "firm.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE clients (name TEXT)")


def _no_database(folder: Path) -> None:
    (folder / "firm.db").write_bytes("Список клиентов;ИНН\n".encode() * 200)


def _truncated(folder: Path) -> None:
    a_store(folder).close()
    path = folder / "firm.db"
    path.write_bytes(path.read_bytes()[:20_000])


def _empty(folder: Path) -> None:
    (folder / "firm.db").touch()


def _a_folder(folder: Path) -> None:
    (folder / "firm.db").mkdir()
    (folder / "firm.db" / "file").touch()


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "newer": (
        _newer,
        "Хранилище «{url}» записано более новой версией: обновите multibuh, хранилище не изменено.",
    ),
    "older": (
        _older,
        (
            "Хранилище «{url}» записано более ранней версией: сделайте копию и обновите его "
            "(upgrade=True, в командной строке: multibuh init --upgrade)."
        ),
    ),
    "foreign": (_foreign, "База «{url}» принадлежит другой программе: укажите другую, эта не изменена."),
    "foreign in WAL": (
        _foreign_in_wal,
        "База «{url}» принадлежит другой программе: укажите другую, эта не изменена.",
    ),
    "no database": (_no_database, "Файл «firm.db» — не база SQLite: укажите файл хранилища, этот не изменён."),
    "truncated": (
        _truncated,
        "База «firm.db» обрезана или повреждена: восстановите её из копии, файл не изменён.",
    ),
    "empty": (
        _empty,
        "В базе «{url}» хранилища нет: проверьте адрес или создайте его (create=True).",
    ),
    "a folder": (_a_folder, "«{url}» — не файл: укажите файл базы SQLite."),
}


class TestRefused:
    """Files that are refused."""

    @pytest.mark.parametrize("name", REFUSED)
    def test_file_is_refused_and_left_as_it_was(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        """One line says what it is and the way out; not a byte of it changes, and nothing appears beside it."""
        monkeypatch.chdir(tmp_path)
        make, message = REFUSED[name]
        make(tmp_path)
        before = _contents(tmp_path)
        with pytest.raises(FormatError) as caught:
            connect("sqlite:///firm.db")
        assert str(caught.value) == message.format(url="sqlite:///firm.db")
        assert _contents(tmp_path) == before

    @pytest.mark.parametrize("name", sorted(REFUSED.keys() - {"empty"}))
    def test_creating_does_not_overwrite_it(self, tmp_path: Path, name: str) -> None:
        """With create=True, too, what is there and is no store stays as it was."""
        REFUSED[name][0](tmp_path)
        before = _contents(tmp_path)
        with pytest.raises(FormatError):
            connect(url_of(tmp_path), create=True)
        assert _contents(tmp_path) == before

    def test_empty_file_becomes_a_store_when_asked(self, tmp_path: Path) -> None:
        """A file without a byte in it, as mktemp makes it, is filled by create=True."""
        _empty(tmp_path)
        with a_store(tmp_path) as backend:
            assert anna(backend).organizations.list() == ()

    def test_missing_store_is_not_made(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without create=True a missing store is not found, and no file is made."""
        monkeypatch.chdir(tmp_path)
        with pytest.raises(NotFoundError) as caught:
            connect("sqlite:///firm.db")
        assert (caught.value.what, caught.value.id) == ("store", "sqlite:///firm.db")
        assert _contents(tmp_path) == {}

    @pytest.mark.parametrize("length", [1, 15, 16, 50, 99, 100, 511, 512, 4_095, 4_096, 8_192, 40_000])
    def test_truncation_at_any_place_is_refused(self, tmp_path: Path, length: int) -> None:
        """Wherever a copy broke off, the rest is refused and left as it was."""
        with a_store(tmp_path) as backend:
            fill(backend)
        path = tmp_path / "firm.db"
        path.write_bytes(path.read_bytes()[:length])
        before = _contents(tmp_path)
        with pytest.raises(FormatError):
            connect(url_of(tmp_path))
        assert _contents(tmp_path) == before

    def test_newer_version_in_the_log_is_refused(self, tmp_path: Path) -> None:
        """A store that a newer version upgraded a moment ago, and is using, is refused, its log not meddled with."""
        a_store(tmp_path).close()
        with by_hand(tmp_path) as connection:
            connection.execute("UPDATE multibuh_version SET version_num = '9999'")
            before = (tmp_path / "firm.db").read_bytes(), (tmp_path / "firm.db-wal").read_bytes()
            with pytest.raises(FormatError, match="более новой версией"):
                connect(url_of(tmp_path))
            assert ((tmp_path / "firm.db").read_bytes(), (tmp_path / "firm.db-wal").read_bytes()) == before

    def test_attachments_of_another_store_are_refused(self, tmp_path: Path) -> None:
        """A store and its attachments carry the same id; those of another store are not taken for its own."""
        (tmp_path / "other").mkdir()
        a_store(tmp_path / "other").close()
        a_store(tmp_path).close()
        shutil.rmtree(tmp_path / "firm.db.attachments")
        shutil.copytree(tmp_path / "other" / "firm.db.attachments", tmp_path / "firm.db.attachments")
        with pytest.raises(FormatError, match="принадлежат другому хранилищу"):
            connect(url_of(tmp_path))

    def test_store_without_its_attachments_is_refused(self, tmp_path: Path) -> None:
        """A copy of the database alone is not opened as if there had been no files."""
        a_store(tmp_path).close()
        shutil.rmtree(tmp_path / "firm.db.attachments")
        with pytest.raises(NotFoundError):
            connect(url_of(tmp_path))

    def test_older_store_is_brought_up_to_date_when_asked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With upgrade=True the migrations that are missing are run, and the store is opened."""
        called = []
        a_store(tmp_path).close()
        monkeypatch.setattr("multibuh_backends.sql.format.KNOWN", ("0000", "0001"))
        monkeypatch.setattr("multibuh_backends.sql.upgrades.upgrade_tables", called.append)
        with by_hand(tmp_path) as connection:
            connection.execute("UPDATE multibuh_version SET version_num = '0000'")
        with pytest.raises(FormatError, match="более ранней версией"):
            connect(url_of(tmp_path))
        with pytest.raises(FormatError, match="более ранней версией"):
            connect(url_of(tmp_path), upgrade=True)  # the migration is a stand-in that does nothing
        assert len(called) == 1

    def test_migrations_are_all_or_none(self, tmp_path: Path) -> None:
        """A migration that fails leaves the store as it was."""
        _foreign(tmp_path)
        with closing(sqlite3.connect(tmp_path / "firm.db")) as connection:
            connection.execute("CREATE TABLE multibuh_entry_revisions (firm_id TEXT)")
        before = _contents(tmp_path)
        with pytest.raises(Exception, match="already exists"):
            upgrade_tables(sqlite_engine(tmp_path / "firm.db"))
        assert _contents(tmp_path) == before


ADDRESSES = {
    "sqlite:///:memory:": "SQLite в памяти не поддерживается: укажите файл (sqlite:///путь) или адрес memory:.",
    "sqlite://": "SQLite в памяти не поддерживается: укажите файл (sqlite:///путь) или адрес memory:.",
    "sqlite:///firm.db?mode=ro": (
        "Адрес «sqlite:///firm.db»: драйвер, узел и параметры не поддерживаются, нужен вид sqlite:///путь."
    ),
    "mysql://anna:secret@host/firm": (
        "Хранилище «mysql://anna:***@host/firm»: в этой версии такие не поддерживаются. "
        "Укажите sqlite:///файл, postgresql+psycopg://узел/база, file:///папка, s3://бакет/путь или memory:."
    ),
    "gs://bucket/firm": (
        "Хранилище «gs://bucket/firm»: Google Cloud Storage поддерживается только для опытов. Укажите s3://бакет/путь "
        'или file:///папка, а если вы готовы рискнуть — storage_options={"experimental": True}.'
    ),
    "firm.db": (
        "Адрес хранилища «firm.db»: схема неизвестна. Известные схемы: file, memory, postgresql, "
        "s3, sqlite; например, sqlite:///firm.db."
    ),
    "redis://user:secret@host": (
        "Адрес хранилища «redis://user:***@host»: схема неизвестна. Известные схемы: file, memory, postgresql, "
        "s3, sqlite; например, sqlite:///firm.db."
    ),
}


class TestAddresses:
    """Addresses that are refused."""

    @pytest.mark.parametrize("url", ADDRESSES)
    def test_address_is_refused(self, url: str) -> None:
        """What cannot be opened is told with the way out, and without a password."""
        with pytest.raises(UnsupportedOperationError) as caught:
            connect(url, create=True)
        assert str(caught.value) == ADDRESSES[url]

    def test_refusal_is_one_of_ours(self, tmp_path: Path) -> None:
        """A folder that is not there is told as one of the library's errors."""
        with pytest.raises(MultibuhError, match="No such file or directory"):
            connect(f"sqlite:///{tmp_path}/no/firm.db", create=True)


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
