"""L7: where the private past and the visible present touch: pages, files, blank entries, many entries."""

from __future__ import annotations

import pytest

from multibuh_core.errors import NotFoundError
from multibuh_core.revision import Action
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import OF_DIRECTORY, Asked, an_imported_place, unit_of
from multibuh_core.testing.outcomes import all_seen_by, outcome, refused
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE

PAST = ("entries.revision", "entries.attachment", "entries.imported_texts")


class L7PastAndPresent(Kit, law="L7"):
    """What was stays whose it was; what is is everybody's."""

    @pytest.mark.parametrize("name", PAST)
    def test_l7_unit_gives_of_the_private_past_what_it_gives_of_none(self, world: World, name: str) -> None:
        """To a unit of another a private revision, a file that only it names, and its text as a base are missing."""
        anna = world.user("anna")
        asked = an_imported_place(world, anna)
        anna.attachments.detach(asked.attachment)
        anna.directories.publish(asked.directory)
        missing = Asked(directory=asked.directory, organization=asked.organization, version=77)
        read = OF_DIRECTORY[name]
        with unit_of(world, "boris") as work:
            seen = outcome(read, work, asked)
            expected = outcome(read, work, missing) if name != "entries.imported_texts" else {}
            assert seen == expected
        with unit_of(world, "anna") as work:
            assert outcome(read, work, asked) != expected

    def test_l7_private_past_takes_no_place_in_pages_of_a_history(self, world: World) -> None:
        """A page of a history is filled by visible revisions, and none is lost behind private ones."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        for number in range(4):
            anna.entries.write(notes, org, f"{number}", expected_version=number)
            anna.directories.update(notes, expected_version=number + 1, name=f"{number}")
        anna.directories.publish(notes)
        boris.entries.write(notes, org, "явное", expected_version=5)
        anna.directories.update(notes, expected_version=6, name="Явное")
        assert [one.version for one in boris.entries.history(notes, org, limit=1)] == [5]
        assert [one.version for one in boris.directories.history(notes, limit=1)] == [6]
        (mark,) = anna.entries.history(notes, org, limit=1)
        assert [one.version for one in boris.entries.history(notes, org, after=mark)] == [5, 6]
        with unit_of(world, "boris") as work:
            assert [one.version for one in work.entries.history(notes, org, limit=1, after=2)] == [5]
            assert [one.version for one in work.directories.history(notes, limit=1, after=1)] == [6]

    def test_l7_file_seen_once_more_is_seen(self, world: World) -> None:
        """A file of the private past that its owner restores is everybody's from then on, detached again too."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        file = anna.attachments.attach(notes, org, b"old", name="a.txt")
        anna.attachments.detach(file.id)
        anna.directories.publish(notes)
        refused(NotFoundError, boris.attachments.open, file.id)
        anna.entries.restore(notes, org, 1, expected_version=3)
        anna.attachments.detach(file.id)
        assert boris.attachments.get(file.id) == file
        with boris.attachments.open(file.id) as stream:
            assert stream.read() == b"old"

    def test_l7_same_bytes_do_not_open_the_past(self, world: World) -> None:
        """That the same bytes stand visibly elsewhere, or under the same name here, opens no file of the past."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes, guide = new_organization(anna).id, new_notes(anna).id, new_directory(boris).id
        past = anna.attachments.attach(notes, org, b"same", name="a.txt")
        anna.attachments.detach(past.id)
        anna.directories.publish(notes)
        here = boris.attachments.attach(notes, org, b"same", name="a.txt")
        there = boris.attachments.attach(guide, org, b"same", name="a.txt")
        assert len({past.id, here.id, there.id}) == 3
        refused(NotFoundError, boris.attachments.open, past.id)
        refused(NotFoundError, boris.attachments.get, past.id)

    def test_l7_changes_in_the_transaction_that_publishes_are_past_too(self, world: World) -> None:
        """What was written before publishing, in the same transaction, is private; what was written after is not."""
        anna, boris = world.user("anna"), world.user("boris")
        org = new_organization(anna).id
        with anna.transaction() as tx:
            notes = new_notes(tx, "Тайное имя").id
            tx.entries.write(notes, org, "тайное", expected_version=0)
            tx.directories.update(notes, expected_version=1, name="Явное имя")
            tx.entries.clear(notes, org, expected_version=1)
            tx.directories.publish(notes)
            tx.entries.write(notes, org, "явное", expected_version=3)
        assert [(one.version, one.text) for one in boris.entries.history(notes, org)] == [(3, ""), (4, "явное")]
        assert [one.directory.name for one in boris.directories.history(notes)] == ["Явное имя"]
        assert "айное" not in repr(all_seen_by(boris))
        assert len(anna.entries.history(notes, org)) == 4

    def test_l7_every_one_of_many_entries_is_published(self, world: World) -> None:
        """Of hundreds of entries each gets its revision, of its own number, and keeps its past to itself."""
        anna, boris = world.user("anna"), world.user("boris")
        notes = new_notes(anna).id
        with anna.transaction() as tx:
            orgs = [new_organization(tx, f"{number:03}").id for number in range(300)]
            for number, org in enumerate(orgs):
                for turn in range(1 + number % 3):
                    tx.entries.write(notes, org, f"{number}.{turn}", expected_version=turn)
        anna.directories.publish(notes)
        published = boris.entries.list(directory_id=notes)
        assert [one.organization_id for one in published] == orgs
        assert [one.version for one in published] == [2 + number % 3 for number in range(300)]
        for number in (0, 1, 2, 298, 299):
            (revision,) = boris.entries.history(notes, orgs[number])
            assert (revision.action, revision.text) == (Action.PUBLISHED, f"{number}.{number % 3}")
        assert {one.updated_at for one in published} == {boris.directories.get(notes).updated_at}

    def test_l7_never_written_entry_stays_blank(self, world: World) -> None:
        """Publishing makes no version of an entry that nobody wrote: its first writer bases himself on 0."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.directories.publish(notes)
        assert boris.entries.list(directory_id=notes) == ()
        assert boris.entries.write(notes, org, "первый", expected_version=0).version == 1

    def test_l7_version_shows_that_there_was_a_past(self, world: World) -> None:
        """Version numbers run on: who overwrites after publishing makes the next one, and is told the present one."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        for number in range(3):
            anna.entries.write(notes, org, f"{number}", expected_version=number)
        anna.directories.publish(notes)
        assert boris.entries.read(notes, org).version == 4
        assert boris.entries.write(notes, org, "явное", expected_version=OVERWRITE).version == 5
        assert boris.directories.get(notes).version == 2
