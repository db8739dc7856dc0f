"""`verify` finds what became of the stored data, and names it without telling it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.multibuh_backends.sql.stores import a_store, by_hand, fill

FLIPS = 60

SPOILED = {
    "text of an entry": (
        "UPDATE multibuh_entries SET text = text || '!' WHERE version = 1",
        "текущее состояние не совпадает с последней версией 1",
    ),
    "text of a revision": (
        "UPDATE multibuh_entry_revisions SET text = 'Банк' WHERE version = 2",
        "версия 2 повреждена, контрольная сумма не сходится",
    ),
    "row of a revision": ("UPDATE multibuh_entry_revisions SET row = 7", "контрольная сумма не сходится"),
    "lost revision": (
        "DELETE FROM multibuh_entry_revisions WHERE version = 1",
        "в истории не все версии от 1 до",
    ),
    "name of an organization": ("UPDATE multibuh_organizations SET name = 'ООО «Другая»'", "ключ порядка"),
    "ИНН in a revision": (
        "UPDATE multibuh_organization_revisions SET inn = '7707083894' WHERE inn IS NOT NULL",
        "контрольная сумма не сходится",
    ),
    "external id": ("UPDATE multibuh_external_ids SET value = '9'", "указатель внешних ключей"),
    "owner of a directory": ("UPDATE multibuh_directories SET owner_id = 'boris'", "текущее состояние"),
    "commit": ("UPDATE multibuh_commits SET committed_by = 'boris'", "фиксация"),
    "lost commits": ("DELETE FROM multibuh_commits", "нет фиксации"),
    "uncovered past": (
        "UPDATE multibuh_entry_revisions SET private_to = NULL",
        "видна не тем, кому следует",
    ),
    "past of another": (
        "UPDATE multibuh_entry_revisions SET private_to = 'boris' WHERE private_to IS NOT NULL",
        "видна не тем, кому следует",
    ),
    "uncovered past of a directory": (
        "UPDATE multibuh_directory_revisions SET private_to = NULL",
        "видна не тем, кому следует",
    ),
    "uncovered attachment": ("UPDATE multibuh_attachments SET private_to = NULL", "указатель вложений"),
    "lost attachment": ("DELETE FROM multibuh_attachments WHERE name = 'secret.txt'", "указатель вложений"),
    "unnamed attachment": (
        (
            "INSERT INTO multibuh_attachments SELECT firm_id, 'other', organization_id, directory_id, name, "
            "media_type, size, sha256, added_at, added_by, private_to FROM multibuh_attachments LIMIT 1"
        ),
        "не называет ни одна версия",
    ),
    "dangling reference": ("DELETE FROM multibuh_organizations", "строка ссылается на то, чего нет"),
}


class TestVerify:
    """Verifying."""

    def test_healthy_store_has_no_faults(self, tmp_path: Path) -> None:
        """A store with all kinds of records and histories verifies without a word."""
        with a_store(tmp_path) as backend:
            fill(backend)
            assert list(backend.verify()) == []

    @pytest.mark.parametrize("name", SPOILED)
    def test_spoiled_row_is_found(self, tmp_path: Path, name: str) -> None:
        """Whatever is changed past the library is told in lines that name ids, and no text or name of anything."""
        statement, expected = SPOILED[name]
        with a_store(tmp_path) as backend:
            fill(backend)
            with by_hand(tmp_path) as connection:
                assert connection.execute(statement).rowcount > 0
            faults = list(backend.verify())
        assert any(expected in fault for fault in faults), faults
        assert not any("Ромашка" in fault or "Банк" in fault or "\n" in fault for fault in faults)

    def test_flipped_bit_in_a_text_is_found(self, tmp_path: Path) -> None:
        """Any bit that flips inside a stored text or name is found, where SQLite's own check sees nothing wrong."""
        with a_store(tmp_path) as backend:
            fill(backend)
        with by_hand(tmp_path) as connection:
            # Else there are bytes in the file that are of no record any more.
            connection.execute("PRAGMA secure_delete=ON").fetchall()
            connection.execute("VACUUM")
        path = tmp_path / "firm.db"
        whole = path.read_bytes()
        places = _places_of(whole, "Исправлено", "Уже общее", "Мои заметки: ИП Ёлкина", "АО «Архив»", "anna", "written")
        for place in random.sample(places, FLIPS):
            with path.open("r+b") as file:
                file.seek(place)
                file.write(bytes([whole[place] ^ 1 << random.randrange(8)]))
            with a_store(tmp_path) as backend:
                assert list(backend.verify()), (place, whole[place - 20 : place + 20])
            path.write_bytes(whole)

    def test_missing_and_damaged_files_are_found(self, tmp_path: Path) -> None:
        """Bytes of an attachment that are gone, or are others, are told."""
        with a_store(tmp_path) as backend:
            fill(backend)
            stored = sorted(
                path
                for path in (tmp_path / "firm.db.attachments").rglob("*")
                if len(path.name) == 64 and path.is_file()
            )
            assert len(stored) == 3
            stored[0].unlink()
            stored[1].write_bytes(b"x" * stored[1].stat().st_size)
            assert len(list(backend.verify())) == 2

    def test_damaged_page_does_not_stop_the_check(self, tmp_path: Path) -> None:
        """Where the file is so damaged that a table cannot be read, this is told, and no driver's error comes out."""
        with a_store(tmp_path) as backend:
            fill(backend)
        path = tmp_path / "firm.db"
        whole = bytearray(path.read_bytes())
        place = whole.find("Уже общее".encode()) // 4096 * 4096
        whole[place : place + 100] = bytes(100)
        path.write_bytes(whole)
        with a_store(tmp_path) as backend:
            assert list(backend.verify())

    def test_stopping_early_lets_go_of_the_state(self, tmp_path: Path) -> None:
        """Whoever reads only the first fault leaves no transaction open."""
        with a_store(tmp_path) as backend:
            fill(backend)
            with by_hand(tmp_path) as connection:
                connection.execute("UPDATE multibuh_commits SET committed_by = 'boris'")
            faults: Any = backend.verify()
            assert next(faults)
            faults.close()
            assert [driver.connection.in_transaction for driver in backend._database._connections._open] == [False]  # type: ignore[attr-defined]


def _places_of(data: bytes, *texts: str) -> list[int]:
    """Return where the bytes of these texts stand in the file, wherever they occur."""
    places = []
    for text in texts:
        wanted, start = text.encode(), -1
        while (start := data.find(wanted, start + 1)) >= 0:
            places.extend(range(start, start + len(wanted)))
    assert places
    return places
