"""The models: frozen, compared by value, and told apart by every field."""

from __future__ import annotations

import copy
import pickle
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import attrs
import pytest

from multibuh_core import CardItem, CardProjection, DirectoryRevision, Entry, EntryRevision, OrganizationRevision
from multibuh_core.revision import Action
from tests.multibuh_core.records import AT, a_commit, a_directory, an_attachment, an_entry, an_organization

RECORDS = {
    type(one).__name__: one
    for one in (
        an_organization(),
        a_directory(),
        an_entry(),
        an_attachment(),
        a_commit(),
        CardProjection(organization=an_organization(), items=(CardItem(directory=a_directory(), entry=an_entry()),)),
        EntryRevision(version=1, action=Action.WRITTEN, text="т", attachments=(), commit=a_commit(), row=None),
        DirectoryRevision(version=1, action=Action.CREATED, directory=a_directory(), commit=a_commit(), row=None),
        OrganizationRevision(version=1, action=Action.ADDED, organization=an_organization(), commit=a_commit(), row=3),
    )
}
EACH_RECORD = pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)


def other_than(value: Any) -> object:
    """Return something that is not equal to the value."""
    return "иначе" if value is None or not isinstance(value, int) else value + 1


class TestRecords:
    """What the library returns."""

    @EACH_RECORD
    def test_record_cannot_be_changed(self, record: Any) -> None:
        """No field can be set."""
        for field in attrs.fields(type(record)):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(record, field.name, None)

    @EACH_RECORD
    def test_records_are_compared_by_every_field(self, record: Any) -> None:
        """Equal fields make equal records; no field is left out of the comparison."""
        assert attrs.evolve(record) == record
        for field in attrs.fields(type(record)):
            changed = attrs.evolve(record, **{field.name: other_than(getattr(record, field.name))})
            assert changed != record

    @EACH_RECORD
    def test_record_survives_pickling_and_copying(self, record: Any) -> None:
        """A host may send records between its processes; what arrives is equal, and as read-only."""
        for arrived in (pickle.loads(pickle.dumps(record)), copy.copy(record), copy.deepcopy(record)):  # noqa: S301
            assert arrived == record
            assert type(arrived) is type(record)

    def test_arrived_organization_is_read_only(self) -> None:
        """The external ids of a copy cannot be changed, and are not those of the original."""
        organization = an_organization()
        for arrived in (copy.copy(organization), pickle.loads(pickle.dumps(organization))):  # noqa: S301
            kept: Any = arrived.external_ids
            assert type(arrived.external_ids) is MappingProxyType
            assert kept is not organization.external_ids
            with pytest.raises(TypeError):
                kept["1c"] = "9"


class TestOrder:
    """The keys that lists stand by."""

    def test_organizations_stand_by_folded_name_then_id(self) -> None:
        """Neither case nor the form of Unicode tells the order of organizations, the id does at last."""
        assert an_organization(name="ЁЛКА", id="2").sort_key == an_organization(name="Е\u0308лка", id="2").sort_key
        assert an_organization(name="б", id="1").sort_key > an_organization(name="А", id="2").sort_key
        assert an_organization(name="а", id="1").sort_key < an_organization(name="А", id="2").sort_key

    def test_directories_stand_by_position_first(self) -> None:
        """A smaller position stands higher whatever the name; negative ones stand highest."""
        keys = [a_directory(position=at, name=name, id="1").sort_key for at, name in ((-1, "я"), (0, "А"), (0, "б"))]
        assert keys == sorted(keys)


class TestEntry:
    """Blank, empty, and as it was."""

    def test_entry_nobody_wrote_is_blank(self) -> None:
        """It has version 0, no text, no files, and nobody wrote it."""
        blank = Entry.blank("d", "o")
        assert (blank.version, blank.text, blank.attachments, blank.updated_at, blank.updated_by) == (
            0,
            "",
            (),
            None,
            None,
        )
        assert blank.is_empty

    @pytest.mark.parametrize(
        ("text", "attachments", "is_empty"), [("", (), True), (" ", (), False), ("", (an_attachment(),), False)]
    )
    def test_entry_is_empty_without_text_and_files(self, text: str, attachments: Any, is_empty: bool) -> None:  # noqa: FBT001
        """A space is a text, and a file alone is something to show."""
        assert an_entry(text=text, attachments=attachments).is_empty is is_empty

    def test_revision_gives_the_entry_as_it_was(self) -> None:
        """The whole state, its version, and who wrote it when."""
        commit = a_commit(at=AT - timedelta(days=1), by="boris")
        revision = EntryRevision(
            version=7, action=Action.ATTACHED, text="т", attachments=(an_attachment(),), commit=commit, row=None
        )
        assert revision.entry("d", "o") == Entry(
            directory_id="d",
            organization_id="o",
            text="т",
            attachments=(an_attachment(),),
            version=7,
            updated_at=AT - timedelta(days=1),
            updated_by="boris",
        )
