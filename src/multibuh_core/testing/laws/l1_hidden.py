"""L1, thing by thing: for a viewer who is not its owner a personal directory does not exist."""

from __future__ import annotations

import io
import pickle

import pytest

from multibuh_core.errors import NotFoundError
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.calls import ON_ATTACHMENT, ON_DIRECTORY, ON_ENTRY, Call, EntryCall
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import all_seen_by, refused, told
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE


def same_but_for_the_id(error: NotFoundError, hidden: str, other: NotFoundError, missing: str) -> bool:
    """Tell whether two errors tell the same, once one id is put for the other, when pickled too."""
    thawed = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    return (
        repr(told(error)).replace(hidden, missing) == repr(told(other))
        and repr(told(thawed)).replace(hidden, missing) == repr(told(pickle.loads(pickle.dumps(other))))  # noqa: S301
    )


class L1Hidden(Kit, law="L1"):
    """What is hidden is told like what is missing, and changes nothing that others see."""

    @pytest.mark.parametrize("call", ON_DIRECTORY.values(), ids=ON_DIRECTORY.keys())
    @pytest.mark.parametrize("archived", [False, True])
    def test_l1_hidden_directory_is_a_missing_one(self, world: World, call: Call, archived: bool) -> None:  # noqa: FBT001
        """A hidden directory, live or archived, and a missing one are told alike, to administrators too."""
        anna = world.user("anna")
        hidden = new_notes(anna).id
        if archived:
            anna.directories.archive(hidden)
        for other in (world.user("boris"), world.admin("ada")):
            at_hidden = refused(NotFoundError, call, other, hidden)
            at_missing = refused(NotFoundError, call, other, a_missing_id())
            assert same_but_for_the_id(at_hidden, hidden, at_missing, a_missing_id())

    @pytest.mark.parametrize("call", ON_ENTRY.values(), ids=ON_ENTRY.keys())
    def test_l1_entry_of_a_hidden_directory_is_missing(self, world: World, call: EntryCall) -> None:
        """An entry of a hidden directory is told like one of a missing directory, whatever of the organization."""
        anna, boris = world.user("anna"), world.user("boris")
        org = new_organization(anna).id
        hidden = new_notes(anna).id
        anna.entries.write(hidden, org, "тайное", expected_version=0)
        for organization in (org, a_missing_id(2)):
            at_hidden = refused(NotFoundError, call, boris, hidden, organization)
            at_missing = refused(NotFoundError, call, boris, a_missing_id(), organization)
            assert same_but_for_the_id(at_hidden, hidden, at_missing, a_missing_id())

    @pytest.mark.parametrize("call", ON_ATTACHMENT.values(), ids=ON_ATTACHMENT.keys())
    def test_l1_attachment_in_a_hidden_directory_is_missing(self, world: World, call: Call) -> None:
        """The id of an attachment in a hidden directory, present or past, opens nothing to others."""
        anna, ada = world.user("anna"), world.admin("ada")
        org = new_organization(anna).id
        hidden = new_notes(anna).id
        present = anna.attachments.attach(hidden, org, b"secret", name="a.txt").id
        past = anna.attachments.attach(hidden, org, b"older", name="b.txt").id
        anna.attachments.detach(past)
        for attachment in (present, past):
            at_hidden = refused(NotFoundError, call, ada, attachment)
            at_missing = refused(NotFoundError, call, ada, a_missing_id())
            assert same_but_for_the_id(at_hidden, attachment, at_missing, a_missing_id())

    @pytest.mark.parametrize(
        "alike", ["Anna", "ANNA", "аnna", "ánna", "anna.", "anna%", "%", "_nna", "anna' OR '1'='1"]
    )
    def test_l1_user_of_a_name_alike_is_another(self, world: World, alike: str) -> None:
        """Users are told apart by code point: one whose id looks like the owner's sees nothing of his."""
        anna, other = world.user("anna"), world.user(alike)
        org = new_organization(anna).id
        hidden, published = new_notes(anna).id, new_notes(anna, "Памятка").id
        for directory in (hidden, published):
            anna.entries.write(directory, org, "тайное", expected_version=0)
        anna.directories.publish(published)
        refused(NotFoundError, other.directories.get, hidden)
        refused(NotFoundError, other.entries.read, hidden, org)
        assert [one.id for one in other.directories.list()] == [published]
        assert [item.directory.id for item in other.cards.read(org).items] == [published]
        assert [one.version for one in other.entries.history(published, org)] == [2]
        assert [one.version for one in other.directories.history(published)] == [2]

    def test_l1_refused_call_changes_nothing(self, world: World) -> None:
        """No call of another user changes a directory that is hidden from him."""
        # Leaked once in a peer: NetBox #22515.
        anna, ada = world.user("anna"), world.admin("ada")
        org = new_organization(anna).id
        hidden = new_notes(anna).id
        anna.entries.write(hidden, org, "тайное", expected_version=0)
        before = all_seen_by(anna)
        for call in ON_DIRECTORY.values():
            refused(NotFoundError, call, ada, hidden)
        for entry_call in ON_ENTRY.values():
            refused(NotFoundError, entry_call, ada, hidden, org)
        assert all_seen_by(anna) == before

    def test_l1_hidden_directories_take_no_place_in_pages(self, world: World) -> None:
        """A page of a list is filled by what the viewer sees, whatever is hidden between."""
        # Leaked once in a peer: NetBox #5681.
        anna, boris = world.user("anna"), world.user("boris")
        org = new_organization(anna).id
        for number in range(4):
            hidden = new_notes(anna, f"Справочник {number}")
            seen = new_directory(anna, f"Справочник {number}")
            for directory in (hidden, seen):
                anna.entries.write(directory.id, org, "текст", expected_version=0)
        first = boris.directories.list(limit=2)
        assert [one.name for one in first] == ["Справочник 0", "Справочник 1"]
        assert [one.name for one in boris.directories.list(limit=2, after=first[-1])] == [
            "Справочник 2",
            "Справочник 3",
        ]
        page = boris.entries.list(organization_id=org, limit=3)
        assert len(page) == 3
        assert len(boris.entries.list(organization_id=org, limit=3, after=page[-1])) == 1

    def test_l1_position_behind_a_hidden_directory_counts_nothing(self, world: World) -> None:
        """A new directory stands at position 0, however many hidden ones there are."""
        new_notes(world.user("anna"), position=7)
        assert new_directory(world.user("boris")).position == 0

    def test_l1_hidden_directories_move_none_in_the_order(self, world: World) -> None:
        """Where no position is given, one is not made of how many there are: hidden ones would be counted too."""
        anna, boris = world.user("anna"), world.user("boris")
        org = new_organization(boris).id
        for number in range(3):
            new_notes(anna, f"Личный {number}")
        last, first = new_directory(boris, "Б", position=1), new_directory(boris, "А")
        for made in (last, first):
            boris.entries.write(made.id, org, "текст", expected_version=0)
        assert boris.directories.list() == (first, last)
        assert [one.directory_id for one in boris.entries.list(organization_id=org)] == [first.id, last.id]
        assert [item.directory for item in boris.cards.read(org).items] == [first, last]

    def test_l1_name_of_a_hidden_directory_is_free(self, world: World) -> None:
        """A name that a hidden directory bears can be given to another (no clash betrays it)."""
        new_notes(world.user("anna"), "Банк")
        assert new_directory(world.user("boris"), "Банк").name == "Банк"
        assert [one.name for one in world.user("boris").directories.list()] == ["Банк"]

    def test_l1_versions_count_own_changes_only(self, world: World) -> None:
        """Writes in a hidden directory move no version of anything that others see."""
        anna, boris = world.user("anna"), world.user("boris")
        org = new_organization(anna)
        guide = new_directory(boris)
        hidden = new_notes(anna)
        for _ in range(3):
            anna.entries.write(hidden.id, org.id, f"тайное {_}", expected_version=OVERWRITE)
        boris.entries.write(guide.id, org.id, "явное", expected_version=0)
        assert boris.entries.read(guide.id, org.id).version == 1
        assert [one.version for one in boris.entries.history(guide.id, org.id)] == [1]
        assert boris.organizations.get(org.id) == org
        assert boris.directories.get(guide.id) == guide

    def test_l1_card_holds_nothing_hidden(self, world: World) -> None:
        """A card, an administrator's too, is the same with a hidden entry and without it."""
        # Leaked once in a peer: NetBox #22514.
        anna, ada = world.user("anna"), world.admin("ada")
        org = new_organization(anna)
        guide = new_directory(anna)
        anna.entries.write(guide.id, org.id, "явное", expected_version=0)
        before = all_seen_by(ada)
        hidden = new_notes(anna, position=-1)
        anna.entries.write(hidden.id, org.id, "тайное", expected_version=0)
        anna.attachments.attach(hidden.id, org.id, b"secret", name="a.txt")
        assert all_seen_by(ada) == before

    def test_l1_bytes_are_read_whole_known_or_not(self, world: World) -> None:
        """A stream is read to its end even where a hidden entry has the same bytes."""
        anna, boris = world.user("anna"), world.user("boris")
        org = new_organization(anna).id
        data = bytes(range(256)) * 1024
        anna.attachments.attach(new_notes(anna).id, org, data, name="a.bin")
        stream = io.BytesIO(data)
        attached = boris.attachments.attach(new_directory(boris).id, org, stream, name="b.bin")
        assert stream.tell() == len(data) == attached.size
