"""What a policy is asked: about what the actor sees, once, never about reading or inside a personal directory."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from multibuh_core import OVERWRITE, NotFoundError, Permission, Visibility
from tests.multibuh_core.refusals import refusal
from tests.multibuh_core.services.office import Office, an_office

ORG = "ООО «Ромашка»"
Question = tuple[Permission, str | None, str | None]
Call = Callable[[Office], object]
OnEntry = Callable[[Office, str], object]

ON_ENTRY: dict[str, OnEntry] = {
    "write": lambda o, d: o.anna.entries.write(d, o.org.id, "иначе", expected_version=OVERWRITE),
    "write the same": lambda o, d: o.anna.entries.write(d, o.org.id, o.entry.text, expected_version=OVERWRITE),
    "clear": lambda o, d: o.anna.entries.clear(d, o.org.id, expected_version=OVERWRITE),
    "restore": lambda o, d: o.anna.entries.restore(d, o.org.id, 1, expected_version=OVERWRITE),
}
ON_DIRECTORY: dict[str, tuple[OnEntry, Permission]] = {
    "update": (
        lambda o, d: o.anna.directories.update(d, expected_version=1, name="Иначе"),
        Permission.CHANGE_DIRECTORY,
    ),
    "archive": (lambda o, d: o.anna.directories.archive(d), Permission.CHANGE_DIRECTORY),
    "unarchive": (lambda o, d: o.anna.directories.unarchive(d), Permission.CHANGE_DIRECTORY),
    "transfer": (lambda o, d: o.anna.directories.transfer(d, to="boris"), Permission.TRANSFER_DIRECTORY),
}
REST: dict[str, tuple[Call, Question]] = {
    "create": (
        lambda o: o.anna.directories.create("Новый", visibility=Visibility.COLLECTIVE),
        (Permission.CREATE_DIRECTORY, "Новый", None),
    ),
    "create a personal one": (
        lambda o: o.anna.directories.create("Новый", visibility=Visibility.PERSONAL),
        (Permission.CREATE_DIRECTORY, "Новый", None),
    ),
    "hand over": (
        lambda o: o.ada.directories.hand_over(of="anna", to="boris"),
        (Permission.HAND_OVER, None, None),
    ),
    "add": (lambda o: o.anna.organizations.add("Вторая"), (Permission.CHANGE_ORGANIZATIONS, None, "Вторая")),
    "update": (
        lambda o: o.anna.organizations.update(o.org.id, expected_version=1, name="Иначе"),
        (Permission.CHANGE_ORGANIZATIONS, None, ORG),
    ),
    "archive": (lambda o: o.ada.organizations.archive(o.org.id), (Permission.ARCHIVE_ORGANIZATIONS, None, ORG)),
    "unarchive": (lambda o: o.ada.organizations.unarchive(o.org.id), (Permission.ARCHIVE_ORGANIZATIONS, None, ORG)),
    "detach": (lambda o: o.anna.attachments.detach(o.file.id), (Permission.WRITE_ENTRIES, "Карта", ORG)),
}


class TestAskedOnce:
    """About what is seen."""

    @pytest.mark.parametrize("call", ON_ENTRY.values(), ids=ON_ENTRY)
    def test_change_of_an_entry(self, call: OnEntry) -> None:
        """A change in a collective directory asks once, with directory and organization; in a personal one never."""
        office = an_office()
        call(office, office.guide.id)
        assert office.policy.questions == [(Permission.WRITE_ENTRIES, "Карта", ORG)]
        office.policy.questions.clear()
        call(office, office.notes.id)
        assert office.policy.questions == []

    @pytest.mark.parametrize(("call", "permission"), ON_DIRECTORY.values(), ids=ON_DIRECTORY)
    def test_change_of_a_directory(self, call: OnEntry, permission: Permission) -> None:
        """A change of a collective directory asks once; of a personal one never."""
        office = an_office()
        call(office, office.guide.id)
        assert office.policy.questions == [(permission, "Карта", None)]
        office.policy.questions.clear()
        call(office, office.notes.id)
        assert office.policy.questions == []

    @pytest.mark.parametrize(("call", "question"), REST.values(), ids=REST)
    def test_other_changes(self, call: Call, question: Question) -> None:
        """Each asks once: with what would be made, with what is there, or blind."""
        office = an_office()
        call(office)
        assert office.policy.questions == [question]

    def test_attaching_asks_before_the_bytes_and_when_it_counts(self) -> None:
        """Attach asks the same question before it stores bytes and again in its unit; in a personal directory never."""
        office = an_office()
        office.anna.attachments.attach(office.guide.id, office.org.id, b"data", name="a.txt")
        assert set(office.policy.questions) == {(Permission.WRITE_ENTRIES, "Карта", ORG)}
        office.policy.questions.clear()
        office.anna.attachments.attach(office.notes.id, office.org.id, b"data", name="a.txt")
        assert office.policy.questions == []


class TestNeverAsked:
    """Visibility is not policy."""

    def test_reading_and_publishing(self) -> None:
        """Whatever reads asks nobody, and neither does an owner's publish."""
        office = an_office()
        org, guide, notes = office.org.id, office.guide.id, office.notes.id
        for workspace in (office.anna, office.boris, office.ada):
            workspace.organizations.get(org)
            workspace.organizations.find(name=ORG)
            workspace.organizations.list()
            workspace.organizations.history(org)
            workspace.directories.get(guide)
            workspace.directories.list()
            workspace.directories.history(guide)
            workspace.entries.read(guide, org, version=1)
            workspace.entries.list(organization_id=org)
            workspace.entries.history(guide, org)
            workspace.attachments.open(office.file.id)
            workspace.cards.read(org)
            workspace.cards.read_many([org])
        office.anna.directories.publish(notes)
        assert office.policy.questions == []

    @pytest.mark.parametrize(
        "call",
        [*ON_ENTRY.values(), *(call for call, _ in ON_DIRECTORY.values())],
        ids=[*ON_ENTRY, *(f"{name} it" for name in ON_DIRECTORY)],
    )
    def test_what_is_not_seen(self, call: OnEntry) -> None:
        """About a hidden directory and a missing one nobody is asked: the policy could tell the two apart."""
        office = an_office()
        blind = attrs.evolve(office, anna=office.ada)
        for directory_id in (office.notes.id, "missing"):
            refusal(NotFoundError, call, blind, directory_id)
        assert office.policy.questions == []
