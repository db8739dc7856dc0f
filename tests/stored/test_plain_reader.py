"""The format of a store in a folder is what its description says: a reader that knows nothing else reads the cards."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from multibuh_backends import connect
from multibuh_backends.files import FilesBackend, commits
from multibuh_core import OVERWRITE, Actor, Role, Visibility, Workspace
from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.table import Row, Table
from multibuh_core.serialization import document
from tests.stored import plain_reader
from tests.stored.plain_reader import cards

FIRM: Final = "../Фирма"
"""No name for a folder."""
OTHER: Final = "..\\фирма"
USERS: Final = ("anna", "boris", "nina", "nobody")
READER: Final = Path(plain_reader.__file__)


def a_store(folder: Path) -> FilesBackend:
    """Open the store in a folder, as one more process would."""
    backend = connect(f"file://{folder.as_posix()}", create=True)
    assert isinstance(backend, FilesBackend)
    return backend


def somebody(backend: FilesBackend, name: str, *, firm: str = FIRM) -> Workspace:
    """Return somebody's workspace; Vera is an administrator."""
    return Workspace(backend, firm=firm, actor=Actor(name, [Role.ADMIN] if name == "vera" else []))


def a_directory(whose: Workspace, name: str, *, position: int = 0, is_personal: bool = False) -> str:
    """Create a directory that shows in the card."""
    visibility = Visibility.PERSONAL if is_personal else Visibility.COLLECTIVE
    return whose.directories.create(name, visibility=visibility, show_in_card=True, position=position).id


def import_many(whose: Workspace, many: int) -> None:
    """Import a table of so many organizations."""
    rows = tuple(Row(number + 2, (f"Клиент {number:02d}", f"карта {number}")) for number in range(many))
    table = Table(headers=("Название", "Карта"), rows=rows)
    whose.imports.apply(
        whose.imports.plan(table, ImportMapping(name="Название", directories=[DirectoryColumn("Карта")]))
    )


def fill(folder: Path) -> None:
    """Let several, each with a backend as in a process of its own, write all that a card can show and leave out."""
    with a_store(folder) as one, a_store(folder) as other:
        anna, boris, nina, vera = (
            somebody(one, "anna"),
            *(somebody(other, name) for name in ("boris", "nina", "vera")),
        )
        rose = anna.organizations.add("ООО «Ромашка»", inn="7707083893", external_ids={"1c": "7"}).id
        closed = boris.organizations.add("АО «Закрытое»").id
        boris.organizations.add("Без записей")
        guide = a_directory(anna, "ßправочник", position=2)
        twins = [a_directory(whose, "Ёлки") for whose in (boris, anna)]
        below = a_directory(nina, "ёлки И палки", position=-(2**31))
        notes = a_directory(anna, "Заметки Анны", is_personal=True, position=1)
        shared = a_directory(boris, "Личное, потом общее", is_personal=True)
        left = a_directory(nina, "Заметки Нины", is_personal=True)
        old = a_directory(boris, "Старый")
        aside = boris.directories.create("Не в карточке", visibility=Visibility.COLLECTIVE).id
        writings = ((anna, guide), (boris, twins[0]), (anna, twins[1]), (nina, below), (anna, notes), (boris, shared))
        for whose, directory in (*writings, (nina, left), (boris, old), (boris, aside)):
            for client in (rose, closed):
                whose.entries.write(directory, client, f"{directory}\n\u2028 — как было", expected_version=0)
                whose.entries.write(directory, client, 'как стало \x01\\" ', expected_version=1)
        for name in ("я.txt", "a.txt"):
            boris.attachments.attach(guide, rose, name.encode(), name=name)
        anna.attachments.attach(guide, rose, b"other", name="a.txt", replace=True)
        anna.entries.clear(twins[0], rose, expected_version=2)
        anna.entries.clear(notes, closed, expected_version=2)
        anna.attachments.attach(notes, closed, b"", name="only a file")
        boris.directories.publish(shared)
        anna.entries.restore(shared, rose, 3, expected_version=3)
        vera.directories.hand_over(of="nina", to="anna")
        boris.directories.archive(old)
        vera.organizations.archive(closed)
        boris.organizations.update(rose, expected_version=1, name="ООО «Роза»", kpp="773601001")
        import_many(somebody(other, "nina"), 20)
        somebody(one, "anna", firm=OTHER).organizations.add("Чужая")


def told(backend: FilesBackend, name: str) -> dict[str, Any]:
    """Return all cards as the library tells them, without the tag of a document."""
    user = somebody(backend, name)
    ids = [one.id for one in user.organizations.list(archived=None)]
    found = {key: document(user.cards.read(key)) for key in ids}
    return {key: {name: card[name] for name in ("organization", "items")} for key, card in found.items()}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a store whose greatest commit is in segments."""
    monkeypatch.setattr(commits, "_ROWS_AT_MOST", 15)
    fill(tmp_path)
    return tmp_path


def log_of(store: Path) -> list[Path]:
    """Return the commits of the firm that has most."""
    return sorted(max(store.glob("firms/*/log"), key=lambda folder: len(list(folder.iterdir()))).iterdir())


class TestPlainReader:
    """Fifty lines, of which none is ours."""

    def test_it_is_short_and_a_strangers(self) -> None:
        """It imports the standard library alone, and is no longer than a page."""
        text = READER.read_text(encoding="utf-8")
        imported = [node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Import, ast.ImportFrom))]
        names = {getattr(node, "module", None) or node.names[0].name for node in imported}
        assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names
        assert sum(bool(line.strip()) for line in text.splitlines()) <= 55

    @pytest.mark.parametrize("name", USERS)
    def test_it_reads_what_the_library_reads(self, store: Path, name: str) -> None:
        """Every card is the same, for whoever it is read, from a store that has everything in it."""
        with a_store(store) as backend:
            expected = told(backend, name)
            assert list(backend.verify()) == []
        found = cards(store, FIRM, name)
        assert found == expected
        assert len(found) == 23
        assert list(store.glob("firms/*/segments/*"))
        (rose,) = (card for card in found.values() if card["organization"]["name"] == "ООО «Роза»")
        names = ["ёлки И палки", "Заметки Нины", "Личное, потом общее", "Ёлки", "Заметки Анны", "ßправочник"]
        seen = [one for one in names if name == "anna" or "Заметки" not in one]
        assert [one["directory"]["name"] for one in rose["items"]] == seen

    def test_it_is_a_program(self, store: Path) -> None:
        """Run from a command line, without this library, it prints the cards."""
        command = [sys.executable, "-I", "-X", "utf8", str(READER), str(store), FIRM, "boris"]
        done = subprocess.run(command, check=True, capture_output=True)
        assert json.loads(done.stdout) == cards(store, FIRM, "boris")

    def test_firm_that_has_nothing_is_empty(self, store: Path) -> None:
        """A firm never written to has no cards, and one has none of another's."""
        assert cards(store, "../фирма", "anna") == {}
        assert [card["organization"]["name"] for card in cards(store, OTHER, "anna").values()] == ["Чужая"]

    @pytest.mark.parametrize("kind", ["log", "segments"])
    def test_changed_byte_is_refused(self, store: Path, kind: str) -> None:
        """A commit or a segment in which one byte is another is not read."""
        for path in (log_of(store)[0], log_of(store)[-1]) if kind == "log" else store.glob("firms/*/segments/*"):
            data = path.read_bytes()
            for at in range(0, len(data), len(data) // 7):
                path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
                with pytest.raises(ValueError, match=r"damaged"):
                    cards(store, FIRM, "anna")
            path.write_bytes(data)

    @pytest.mark.parametrize(
        "harm",
        [
            lambda log: log[3].write_bytes(log[2].read_bytes()),
            lambda log: log[3].unlink(),
            lambda log: log[3].rename(log[-1]),
        ],
        ids=["repeated", "missing", "moved"],
    )
    def test_broken_chain_is_refused(self, store: Path, harm: Callable[[list[Path]], object]) -> None:
        """A commit in the place of another, or a missing one, is told, though each is whole."""
        harm(log_of(store))
        with pytest.raises(ValueError, match=r"damaged|missing"):
            cards(store, FIRM, "anna")

    def test_one_segment_for_another_is_refused(self, store: Path) -> None:
        """A segment that is whole but not the one that was named is not taken for it."""
        one, other, *_ = sorted(store.glob("firms/*/segments/*"))
        one.write_bytes(other.read_bytes())
        with pytest.raises(ValueError, match=r"damaged"):
            cards(store, FIRM, "anna")

    def test_checkpoints_are_not_needed(self, store: Path) -> None:
        """A stranger reads the log alone, and so may we."""
        before = cards(store, FIRM, "anna")
        with a_store(store) as backend:
            firm = backend._firm(FIRM)
            state = firm.current()
            firm._checkpoints.write(state, state.number, firm._head)
            boris = somebody(backend, "boris")
            client = boris.organizations.list()[0].id
            guide = next(one.id for one in boris.directories.list() if one.name == "ßправочник")
            boris.entries.write(guide, client, "ещё", expected_version=OVERWRITE)
        with a_store(store) as backend:
            assert cards(store, FIRM, "anna") == told(backend, "anna") != before
