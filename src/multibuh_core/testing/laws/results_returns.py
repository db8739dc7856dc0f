"""Results, returns: what each method gives back, and that it is the caller's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from multibuh_core.entry import Entry
from multibuh_core.errors import AlreadyExistsError, NotFoundError
from multibuh_core.organization import OrganizationKind
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.numbers import a_kpp, an_inn, an_ogrn
from multibuh_core.testing.outcomes import outcome, refused
from multibuh_core.testing.world import World
from multibuh_core.visibility import Visibility


class ResultsReturns(Kit, law="Results"):
    """The record as it now is, or None."""

    def test_returns_writes_return_the_entry_as_it_now_is(self, world: World) -> None:
        """Write, clear, restore and detach return the entry that a read gives next."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        file = anna.attachments.attach(guide, org, b"data", name="a.txt")
        calls: list[Callable[[], Entry]] = [
            lambda: anna.entries.write(guide, org, "текст", expected_version=1),
            lambda: anna.attachments.detach(file.id),
            lambda: anna.entries.clear(guide, org, expected_version=3),
            lambda: anna.entries.restore(guide, org, 2, expected_version=4),
        ]
        for call in calls:
            assert call() == anna.entries.read(guide, org)

    def test_returns_records_are_returned_as_they_now_are(self, world: World) -> None:
        """Add, create, update, publish, archive and unarchive return the record that a get gives next."""
        ada = world.admin("ada")
        numbers = {"inn": an_inn(1), "kpp": a_kpp(1), "ogrn": an_ogrn(1)}
        org = new_organization(ada, external_ids={"1c": "7"}, **numbers)
        guide = new_notes(ada, description="Как обслуживать", position=3)
        assert ada.organizations.get(org.id) == org
        assert ada.directories.get(guide.id) == guide
        organizations, directories = ada.organizations, ada.directories
        assert organizations.update(org.id, expected_version=1, name="Иначе") == organizations.get(org.id)
        assert organizations.archive(org.id) == organizations.get(org.id)
        assert organizations.unarchive(org.id) == organizations.get(org.id)
        assert directories.update(guide.id, expected_version=1, name="Иначе") == directories.get(guide.id)
        assert directories.publish(guide.id) == directories.get(guide.id)
        assert directories.archive(guide.id) == directories.get(guide.id)
        assert directories.unarchive(guide.id) == directories.get(guide.id)

    def test_returns_transfer_and_hand_over_return_nothing(self, world: World) -> None:
        """Transfer and hand_over return None, whether they did anything or not."""
        ada = world.admin("ada")
        guide = new_directory(ada).id
        assert outcome(ada.directories.transfer, guide, to="anna") is None
        assert outcome(ada.directories.transfer, guide, to="anna") is None
        assert outcome(ada.directories.hand_over, of="anna", to="nina") is None
        assert outcome(ada.directories.hand_over, of="anna", to="nina") is None

    def test_returns_new_records_are_as_said(self, world: World) -> None:
        """A new record bears what was given, version 1, the time of the clock and the user who made it."""
        anna = world.user("anna")
        org = anna.organizations.add("  ООО  «Ромашка» ", inn=an_inn(1), kpp="773601001", external_ids={"1c": "7"})
        assert (org.name, org.kind, org.inn, org.kpp) == (
            "ООО «Ромашка»", OrganizationKind.LEGAL_ENTITY, an_inn(1), "773601001",
        )  # fmt: skip
        assert (org.ogrn, dict(org.external_ids), org.archived_at, org.version) == (None, {"1c": "7"}, None, 1)
        made = anna.directories.create("Банк", visibility=Visibility.PERSONAL)
        assert (made.name, made.description, made.visibility) == ("Банк", "", Visibility.PERSONAL)
        assert (made.show_in_card, made.position, made.archived_at, made.version) == (False, 0, None, 1)
        for record in (org, made):
            assert record.updated_by == "anna"
            assert record.updated_at.utcoffset() is not None

    def test_returns_update_keeps_what_is_not_given(self, world: World) -> None:
        """In update an argument not given stays, and one given as None takes a number away."""
        anna = world.user("anna")
        org = new_organization(anna, inn=an_inn(1), kpp="773601001", external_ids={"1c": "7"})
        renamed = anna.organizations.update(org.id, expected_version=1, name="Иначе")
        stamp: dict[str, Any] = {"version": 2, "updated_at": renamed.updated_at}
        assert renamed == attrs.evolve(org, name="Иначе", **stamp)
        assert anna.organizations.update(org.id, expected_version=2, kpp=None).kpp is None
        guide = new_directory(anna, description="Как обслуживать", position=4)
        moved = anna.directories.update(guide.id, expected_version=1, position=5)
        assert moved == attrs.evolve(guide, position=5, version=2, updated_at=moved.updated_at)

    def test_returns_blank_entry_is_read_as_version_zero(self, world: World) -> None:
        """An entry never written reads as blank: version 0, no text, no files, nobody and no time."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        entry = anna.entries.read(guide, org)
        assert (entry.directory_id, entry.organization_id) == (guide, org)
        assert (entry.version, entry.text, entry.attachments) == (0, "", ())
        assert (entry.updated_at, entry.updated_by) == (None, None)
        assert refused(NotFoundError, anna.entries.read, guide, org, version=0).what == "version"

    def test_returns_write_keeps_files_and_clear_takes_them(self, world: World) -> None:
        """Write replaces the text only; clear takes text and files; restore brings back both with the same ids."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        file = anna.attachments.attach(guide, org, b"data", name="a.txt")
        first = anna.entries.read(guide, org)
        assert (first.text, first.version) == ("", 1)
        assert anna.entries.write(guide, org, "текст", expected_version=1).attachments == (file,)
        cleared = anna.entries.clear(guide, org, expected_version=2)
        assert (cleared.text, cleared.attachments) == ("", ())
        restored = anna.entries.restore(guide, org, 2, expected_version=3)
        assert (restored.text, restored.attachments, restored.version) == ("текст", (file,), 4)

    def test_returns_same_name_is_the_same_bytes_or_replaces(self, world: World) -> None:
        """The same name with other bytes is refused, unless replace; with the same bytes nothing is done."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        file = anna.attachments.attach(guide, org, b"one", name="a.txt")
        assert anna.attachments.attach(guide, org, b"one", name="a.txt") == file
        error = refused(AlreadyExistsError, anna.attachments.attach, guide, org, b"two", name="a.txt")
        assert (error.what, error.other_id) == ("attachment", file.id)
        other = anna.attachments.attach(guide, org, b"two", name="a.txt", replace=True)
        assert other.id != file.id
        assert anna.attachments.attach(guide, org, b"one", name="b.txt").id not in {file.id, other.id}
        assert anna.attachments.get(file.id) == file

    def test_returns_detaching_what_only_history_names_changes_nothing(self, world: World) -> None:
        """Detach of a file that is no longer attached returns the entry as it is."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        file = anna.attachments.attach(guide, org, b"one", name="a.txt")
        anna.entries.write(guide, org, "текст", expected_version=1)
        detached = anna.attachments.detach(file.id)
        assert anna.attachments.detach(file.id) == detached == anna.entries.read(guide, org)

    def test_returns_what_is_returned_cannot_be_changed(self, world: World) -> None:
        """Records are frozen, and a mapping that was given or got is not shared with the store."""
        anna = world.user("anna")
        given = {"1c": "7"}
        made = new_organization(anna, external_ids=given)
        given["1c"] = "8"
        (listed,), (revision,) = anna.organizations.list(), anna.organizations.history(made.id)
        for org in (made, anna.organizations.get(made.id), listed, revision.organization):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                org.name = "Иначе"  # type: ignore[misc]
            with pytest.raises(TypeError):
                org.external_ids["1c"] = "9"  # type: ignore[index]
        assert anna.organizations.get(made.id).external_ids == {"1c": "7"}
