"""A database without a fit store, or with other attachments, is refused with one clear line and left as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from multibuh_backends import connect
from multibuh_backends.blobs.addresses import without_password
from multibuh_backends.sql import SqlBackend
from multibuh_backends.sql.postgresql import store
from multibuh_core import FormatError, NotFoundError, UnsupportedOperationError
from multibuh_core.errors import shown
from tests.multibuh_backends.sql.postgresql.stores import Place, open_at
from tests.servers.postgresql import Database, Databases


class TestDatabases:
    """Databases that are refused."""

    def test_older_server(self, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server before 14 is refused by its version, with the one that is needed."""
        monkeypatch.setattr(store, "_LEAST", 999_999)
        ((version,),) = place.database.run("SHOW server_version")
        with pytest.raises(UnsupportedOperationError) as caught:
            place.open()
        assert str(caught.value) == f"PostgreSQL {version} слишком стар: нужен 14 или новее."

    @pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
    def test_other_encoding(self, databases: Databases, tmp_path: Path, encoding: str) -> None:
        """A database that is not in UTF-8 is refused, and gets no table."""
        database = databases.empty(f"ENCODING '{encoding}' LOCALE 'C'")
        with pytest.raises(UnsupportedOperationError) as caught:
            connect(database.url, attachments=str(tmp_path / "new"), create=True)
        assert str(caught.value) == (
            f"Кодировка базы {encoding} не подходит: нужна UTF8 (createdb --encoding=UTF8 --template=template0)."
        )
        assert database.run("SELECT 1 FROM pg_tables WHERE schemaname = 'public'") == []
        database.drop()

    @pytest.mark.parametrize("tables", ["", "CREATE TABLE clients (name text)"], ids=["empty", "a host's tables"])
    def test_no_store(self, database: Database, tmp_path: Path, tables: str) -> None:
        """Without create=True nothing is made, whatever else is there; with it the store is made beside that."""
        if tables:
            database.run(tables)
        with pytest.raises(NotFoundError) as caught:
            connect(database.url, attachments=str(tmp_path / "new"))
        assert str(caught.value) == (
            f"Хранилища {shown(without_password(database.url))} нет: "
            "проверьте адрес или создайте его (create=True, в командной строке: multibuh init)."
        )
        with pytest.raises(FormatError, match="хранилища нет: проверьте адрес или создайте его"):
            SqlBackend(create_engine(database.url), attachments=str(tmp_path / "new"))
        assert not (tmp_path / "new").exists()
        with open_at(database.url, tmp_path / "new", create=True) as backend:
            assert list(backend.verify()) == []

    def test_missing_schema(self, database: Database, tmp_path: Path) -> None:
        """A schema that is not there is not made."""
        engine = create_engine(database.url)
        with pytest.raises(FormatError) as caught:
            SqlBackend(engine, attachments=str(tmp_path / "new"), schema="none", create=True)
        engine.dispose()
        assert str(caught.value) == (
            "В базе нет схемы «none»: создайте её (CREATE SCHEMA …) или укажите другую (schema=)."
        )


VERSIONS = {
    "UPDATE multibuh_version SET version_num = '9999'": (
        "Хранилище {name} записано более новой версией: обновите multibuh, хранилище не изменено."
    ),
    "DELETE FROM multibuh_version": (
        "Хранилище {name} записано более ранней версией: сделайте копию и обновите его "
        "(upgrade=True, в командной строке: multibuh init --upgrade)."
    ),
}


@pytest.mark.parametrize("change", VERSIONS, ids=["newer", "older"])
def test_other_version(place: Place, change: str) -> None:
    """A store of a newer version, or an earlier one, is refused and left as it was, with create=True too."""
    place.database.run(change)
    before = place.database.run("SELECT version_num FROM multibuh_version")
    for create in (False, True):
        with pytest.raises(FormatError) as caught:
            place.open(create=create)
        name = shown(f"{place.database.name} на {place.database.server.folder}")
        assert str(caught.value) == VERSIONS[change].format(name=name)
    assert place.database.run("SELECT version_num FROM multibuh_version") == before


def test_upgrade_is_of_earlier_versions_alone(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """With upgrade=True the migrations of an earlier store are run; none of a store of this version or a newer one."""
    called: list[object] = []
    monkeypatch.setattr("multibuh_backends.sql.upgrades.upgrade_tables", called.append)
    place.open(upgrade=True).close()
    place.database.run("UPDATE multibuh_version SET version_num = '9999'")
    with pytest.raises(FormatError, match="более новой версией"):
        place.open(upgrade=True)
    assert called == []
    place.database.run("DELETE FROM multibuh_version")
    with pytest.raises(FormatError, match="более ранней версией"):
        place.open(upgrade=True)  # the migration is a stand-in that does nothing
    assert len(called) == 1


class TestAttachments:
    """Attachments that do not belong to the store."""

    def test_none_are_named(self, place: Place) -> None:
        """A server of databases keeps no files: their place has to be said."""
        with pytest.raises(UnsupportedOperationError) as caught:
            connect(url := place.database.by_tcp())
        assert str(caught.value) == (
            f"База {shown(url.replace(place.database.server.password, '***'))}: вложения на сервере "
            "базы не лежат, укажите место для них (attachments=, в командной строке --attachments): "
            "папку, видимую всем процессам, или бакет."
        )

    def test_they_are_not_there(self, place: Place, tmp_path: Path) -> None:
        """A store is not opened as if it had no files."""
        shutil.rmtree(place.attachments)
        with pytest.raises(NotFoundError):
            place.open()
        assert not (tmp_path / "attachments").exists()

    def test_they_are_another_stores(self, place: Place, database: Database, tmp_path: Path) -> None:
        """Neither is a store opened with them, nor a new one made beside them."""
        open_at(database.url, tmp_path / "other", create=True).close()
        with pytest.raises(FormatError, match="принадлежат другому хранилищу"):
            open_at(place.url, tmp_path / "other")
        database.run("DROP SCHEMA public CASCADE")
        database.run("CREATE SCHEMA public")
        with pytest.raises(FormatError) as caught:
            open_at(database.url, tmp_path / "other", create=True)
        assert str(caught.value) == (
            f"В базе «{database.url.partition('?')[0]}» хранилища нет, а вложения его на месте "
            f"(«{tmp_path / 'other'}»): верните базу из копии или укажите для нового хранилища другое место вложений."
        )


CREATING = """
import sys
from multibuh_backends import connect
from multibuh_backends.blobs.addresses import without_password
sys.stdin.readline()
with connect(sys.argv[1], attachments=sys.argv[2], create=True) as backend:
    print(backend.store_id)
"""


def test_creators_at_once_share_one_store(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that make a store at the same moment all succeed, in one store; who comes later opens it."""
    monkeypatch.setenv("PYTHONPATH", ":".join(sys.path))
    command = [sys.executable, "-c", CREATING, database.url, str(tmp_path / "new")]
    creators = [subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1, text=True) for _ in range(4)]
    said = []
    for one in creators:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    said = [one.communicate() for one in creators]
    assert [error for _, error in said] == [""] * 4
    with open_at(database.url, tmp_path / "new", create=True) as backend:
        assert {out.strip() for out, _ in said} == {backend.store_id}
        assert list(backend.verify()) == []
