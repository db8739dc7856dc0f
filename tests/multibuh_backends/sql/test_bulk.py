"""Many at once: exact where something clashes, all or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from multibuh_backends.sql import organizations_in_bulk, texts_in_bulk
from multibuh_core import AlreadyExistsError, ConflictError, NotFoundError, Workspace
from multibuh_core.actor import Viewer
from multibuh_core.commit import ByImport, Commit
from multibuh_core.identifiers import new_id
from multibuh_core.organization import Organization
from multibuh_core.organization_details import OrganizationDetails
from multibuh_core.ports import NewText
from multibuh_core.revision import Action
from tests.multibuh_backends.sql.stores import FIRM, a_guide, a_store, anna, some_notes

VIEWER = Viewer("anna")


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a handful fill several chunks."""
    monkeypatch.setattr(organizations_in_bulk, "CHUNK", 2)
    monkeypatch.setattr(texts_in_bulk, "CHUNK", 2)


def _commit(workspace: Workspace) -> Commit:
    return workspace._session.new_commit(ByImport(import_id="1", source="clients.xlsx", sheet="Лист1"))


def _client(commit: Commit, name: str, **details: object) -> Organization:
    said = {"inn": None, "kpp": None, "ogrn": None, "kind": None, "external_ids": {}} | details
    return OrganizationDetails.checked(name=name, **said).organization(new_id(), commit)


class TestOrganizations:
    """Organizations in bulk."""

    def test_clash_is_told_as_one_after_the_other_would(self, tmp_path: Path) -> None:
        """The first that clashes is the one told of, even where a later one clashes in a statement that runs before."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            there = user.organizations.add("Есть", inn="7707083893", external_ids={"1c": "1"})
            commit = _commit(user)
            first = _client(commit, "Первая", external_ids={"1c": "2"})
            second = _client(commit, "Вторая", external_ids={"1c": "2"})
            third = _client(commit, "Третья", inn="7707083893")
            with (
                backend.begin(FIRM, viewer=VIEWER, writes=True) as work,
                pytest.raises(AlreadyExistsError, match="1c=2") as caught,
            ):
                work.organizations.put_many([(one, Action.ADDED, 1) for one in (first, second, third)], commit=commit)
            assert caught.value.other_id == first.id
            assert user.organizations.list() == (there,)

    def test_key_given_up_is_free_for_the_next(self, tmp_path: Path) -> None:
        """One that loses its ИНН makes place for one that comes behind it in the same call."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            there = user.organizations.add("Есть", inn="7707083893")
            commit = _commit(user)
            bare = OrganizationDetails.of(there).changed({"inn": None}).organization(there.id, commit, version=2)
            heir = _client(commit, "Преемница", inn="7707083893")
            with backend.begin(FIRM, viewer=VIEWER, writes=True) as work:
                work.organizations.put_many([(bare, Action.UPDATED, 1), (heir, Action.ADDED, 2)], commit=commit)
                work.commit()
            assert user.organizations.find(inn="7707083893") == (heir,)
            assert list(backend.verify()) == []

    def test_failed_call_stages_nothing(self, tmp_path: Path) -> None:
        """A call that raises leaves the unit as it was, chunks that had gone well included."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            commit = _commit(user)
            clients = [_client(commit, str(number), external_ids={"1c": str(number % 4)}) for number in range(5)]
            with backend.begin(FIRM, viewer=VIEWER, writes=True) as work:
                with pytest.raises(AlreadyExistsError):
                    work.organizations.put_many([(one, Action.ADDED, 1) for one in clients], commit=commit)
                work.organizations.put(clients[0], action=Action.ADDED, commit=commit)
                work.commit()
            assert user.organizations.list() == (clients[0],)
            assert list(backend.verify()) == []


class TestTexts:
    """Texts in bulk."""

    def test_written_over_and_new_ones_keep_their_attachments(self, tmp_path: Path) -> None:
        """Texts are written over the versions they say, new or not; attachments stay, every revision is whole."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            guide = a_guide(user)
            clients = [user.organizations.add(str(number)).id for number in range(5)]
            user.entries.write(guide.id, clients[0], "Было", expected_version=0)
            attached = user.attachments.attach(guide.id, clients[1], b"%PDF", name="a.pdf")
            commit = _commit(user)
            versions = [1, 1, 0, 0, 0]
            texts = [
                NewText(one, guide.id, version, f"Стало {one}", 7)
                for one, version in zip(clients, versions, strict=True)
            ]
            with backend.begin(FIRM, viewer=VIEWER, writes=True) as work:
                work.entries.write_many(iter(texts), commit=commit)
                work.commit()
            entries = [user.entries.read(guide.id, one) for one in clients]
            assert [entry.text for entry in entries] == [f"Стало {one}" for one in clients]
            assert [entry.version for entry in entries] == [2, 2, 1, 1, 1]
            assert entries[1].attachments == (attached,)
            assert user.entries.history(guide.id, clients[1])[-1].row == 7
            assert list(backend.verify()) == []

    @pytest.mark.parametrize("moved", [0, 1, 3])
    def test_moved_entry_is_a_conflict(self, tmp_path: Path, moved: int) -> None:
        """An entry that is not at the version said, written or not, is a conflict, and nothing is staged."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            guide = a_guide(user)
            clients = [user.organizations.add(str(number)).id for number in range(3)]
            user.entries.write(guide.id, clients[2], "Было", expected_version=0)
            user.entries.write(guide.id, clients[2], "Было иначе", expected_version=1)
            commit = _commit(user)
            texts = [NewText(one, guide.id, 0, "Стало", 1) for one in clients[:2]]
            with (
                backend.begin(FIRM, viewer=VIEWER, writes=True) as work,
                pytest.raises(ConflictError, match="составьте план заново"),
            ):
                work.entries.write_many([*texts, NewText(clients[2], guide.id, moved, "Стало", 3)], commit=commit)
            assert len(user.entries.list(directory_id=guide.id)) == 1

    def test_invisible_directory_takes_no_text(self, tmp_path: Path) -> None:
        """A directory that the viewer does not see is missing, for a bulk write as for any other."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            notes, client = some_notes(user), user.organizations.add("ООО «Ромашка»")
            with (
                backend.begin(FIRM, viewer=Viewer("boris"), writes=True) as work,
                pytest.raises(NotFoundError, match=notes.id),
            ):
                work.entries.write_many([NewText(client.id, notes.id, 0, "Чужое", 1)], commit=_commit(user))

    def test_reading_texts_is_not_changed_by_writing(self, tmp_path: Path) -> None:
        """Texts that are being read are those of the beginning, whatever the unit writes meanwhile."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            guide = a_guide(user)
            clients = [user.organizations.add(str(number)).id for number in range(5)]
            for client in clients:
                user.entries.write(guide.id, client, "Было", expected_version=0)
            commit = _commit(user)
            with backend.begin(FIRM, viewer=VIEWER, writes=True) as work:
                seen = []
                for text in work.entries.texts([guide.id]):
                    seen.append(text)
                    left = [NewText(one, guide.id, 1, "Стало", 1) for one in clients if len(seen) == 1]
                    work.entries.write_many(left, commit=commit)
            assert [text.text for text in seen] == ["Было"] * 5
            assert [text.organization_id for text in seen] == sorted(clients)
