"""A new store: for its owner alone, and found again."""

from __future__ import annotations

import os
import stat
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from multibuh_backends import connect
from multibuh_backends.memory import MemoryBackend
from multibuh_backends.sql.sqlite.network_drives import is_on_network_drive
from multibuh_core import FormatError, NotFoundError, Settings, UnavailableError, UnsupportedOperationError
from multibuh_core.errors import shown
from tests.multibuh_backends.sql.stores import a_store, anna, url_of

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /srv/nfs nfs4 rw 0 0
//server/share /srv/win\\040share cifs rw 0 0
tmpfs /srv/nfs/local tmpfs rw 0 0
"""


class TestCreation:
    """Making a store."""

    @pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
    def test_files_are_for_their_owner_alone(self, tmp_path: Path) -> None:
        """The database, its log and the attachments can be read by nobody else on the machine."""
        with a_store(tmp_path) as backend:
            anna(backend).organizations.add("ООО «Ромашка»")
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        assert {name: mode & 0o077 for name, mode in modes.items()} == dict.fromkeys(modes, 0)
        assert {"firm.db", "firm.db-wal", "firm.db.attachments"} <= modes.keys()

    def test_what_is_there_is_opened(self, tmp_path: Path) -> None:
        """create=True on a store opens it: nothing in it is lost."""
        with a_store(tmp_path) as backend:
            added = anna(backend).organizations.add("ООО «Ромашка»")
        with a_store(tmp_path) as backend:
            assert anna(backend).organizations.list() == (added,)
        with connect(url_of(tmp_path)) as backend:
            assert backend.lasting

    def test_no_store_is_made_beside_anothers_attachments(self, tmp_path: Path) -> None:
        """Where the file is gone and its attachments are there, nothing is made: the file is to be brought back."""
        a_store(tmp_path).close()
        for name in ("firm.db", "firm.db-wal", "firm.db-shm"):
            (tmp_path / name).unlink(missing_ok=True)
        with pytest.raises(FormatError) as refused:
            a_store(tmp_path)
        assert str(refused.value) == (
            "Файла «firm.db» нет, а вложения его хранилища на месте "
            f"({shown(str(tmp_path / 'firm.db.attachments'))}): верните файл из копии или укажите для нового хранилища "
            "другую папку вложений."
        )
        assert [path.name for path in tmp_path.iterdir()] == ["firm.db.attachments"]

    def test_failed_creation_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A filesystem without hard links cannot make a store once, and is refused without a trace."""

        def no_links(*_: object) -> None:
            raise OSError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", no_links)
        with pytest.raises(UnavailableError, match=r"Файл «firm\.db» не создаётся"):
            a_store(tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_settings_are_kept(self, tmp_path: Path) -> None:
        """The clock, the ids and the policy are those that the store was opened with."""
        settings = Settings(new_id=lambda: "x")
        with a_store(tmp_path, settings=settings) as backend:
            assert backend.settings is settings

    def test_attachments_may_lie_elsewhere(self, tmp_path: Path) -> None:
        """attachments= says where; the next time it has to be said again."""
        elsewhere = str(tmp_path / "files")
        a_store(tmp_path, attachments=elsewhere).close()
        with pytest.raises(NotFoundError):
            connect(url_of(tmp_path))
        with connect(url_of(tmp_path), attachments=elsewhere):
            pass


class TestNetworkDrives:
    """Stores on other machines' disks."""

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("/home/firm.db", False),
            ("/srv/nfs/firm.db", True),
            ("/srv/nfs/local/firm.db", False),
            ("/srv/nfsx/firm.db", False),
            ("/srv/win share/firm.db", True),
        ],
    )
    def test_drive_is_known_by_its_mount(self, tmp_path: Path, path: str, *, expected: bool) -> None:
        """The longest mount point above a file says whether it lies on another machine's disk."""
        mounts = tmp_path / "mounts"
        mounts.write_text(MOUNTS, encoding="ascii")
        assert is_on_network_drive(Path(path), mounts=mounts) is expected

    def test_unknown_mounts_are_no_reason_to_refuse(self, tmp_path: Path) -> None:
        """Where the system does not tell its mounts, a path counts as local."""
        assert is_on_network_drive(tmp_path, mounts=tmp_path / "missing") is False

    def test_network_drive_is_refused_unless_asked_for(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """SQLite's locks do not hold there, so it takes a word of the operator's."""
        monkeypatch.setattr("multibuh_backends.sql.sqlite.open.is_on_network_drive", lambda _: True)
        with pytest.raises(UnsupportedOperationError) as caught:
            a_store(tmp_path)
        assert str(caught.value) == (
            "Файл «firm.db» лежит на сетевом диске, где SQLite может потерять данные: перенесите его на местный диск "
            "или разрешите явно: storage_options={'network_drive': True}."
        )
        assert list(tmp_path.iterdir()) == []
        with a_store(tmp_path, storage_options={"network_drive": True}) as backend:
            assert anna(backend).organizations.list() == ()


class TestThirdParties:
    """What others install, and what is not installed."""

    def test_scheme_of_a_third_party_is_found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An installed package opens its own scheme, by an entry point that is read only then."""
        point = EntryPoint("desk", f"{__name__}:_opened_by_a_third_party", "multibuh.backends")
        monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: EntryPoints([point]))
        settings = Settings()
        assert connect("desk:drawer", create=True, settings=settings).settings is settings

    def test_missing_extra_is_told_with_its_command(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without SQLAlchemy the error says the line that installs it."""

        def missing(*_: object, **__: object) -> object:
            raise ModuleNotFoundError(name="sqlalchemy")

        monkeypatch.delitem(sys.modules, "multibuh_backends.sql.sqlite.open", raising=False)
        monkeypatch.setattr("builtins.__import__", missing)
        with pytest.raises(UnsupportedOperationError) as caught:
            connect(url_of(tmp_path))
        monkeypatch.undo()
        assert str(caught.value) == ('Для SQLite нужна SQLAlchemy: установите её командой pip install "multibuh[sql]".')


def _opened_by_a_third_party(url: str, *, settings: Settings, **options: object) -> MemoryBackend:
    assert url == "desk:drawer"
    assert options == {"attachments": None, "create": True, "upgrade": False, "storage_options": None}
    return MemoryBackend(settings)
