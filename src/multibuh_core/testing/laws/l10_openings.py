"""L10: two openings of one lasting store, both alive: what one commits the other sees, and judges by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from multibuh_core.errors import AlreadyExistsError, NotFoundError, VersionConflictError
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import all_read, an_imported_place, unit_of
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import World


class L10Openings(Kit, law="L10"):
    """No opening keeps to itself what it has once read."""

    @contextmanager
    def two(self, world: World) -> Iterator[tuple[World, World]]:
        """Give two openings of one store; of a store that is not lasting there is but one."""
        if self.lasting:
            with world.opened_again() as again:
                yield world, again
        else:
            yield world, world

    def test_l10_openings_see_each_others_commits_at_once(self, world: World) -> None:
        """Two who write in turn, each through an opening of his own, see each change of the other's at once."""
        with self.two(world) as (one, other):
            anna, boris = one.user("anna"), other.user("boris")
            assert all_seen_by(boris) == ([], [], [])
            org, guide = new_organization(anna).id, new_directory(anna).id
            for number in range(4):
                writer, reader = (anna, boris) if number % 2 else (boris, anna)
                entry = writer.entries.write(guide, org, f"{number}", expected_version=number)
                renamed = writer.organizations.update(org, expected_version=number + 1, name=f"Имя {number}")
                assert reader.entries.read(guide, org) == entry
                assert reader.entries.list(directory_id=guide) == (entry,)
                assert reader.organizations.list() == reader.organizations.find(name=renamed.name) == (renamed,)
                assert [item.entry for item in reader.cards.read(org).items] == [entry]
                assert all_seen_by(reader) == all_seen_by(writer)

    def test_l10_opening_sees_at_once_what_is_hidden_or_shown_by_another(self, world: World) -> None:
        """What is published, handed over or put away through one opening is so in the other's next read."""
        with self.two(world) as (one, other):
            anna, boris, ada = one.user("anna"), other.user("boris"), other.admin("ada")
            org, notes, kept = new_organization(anna).id, new_notes(anna, "Для всех").id, new_notes(anna).id
            anna.entries.write(notes, org, "текст", expected_version=0)
            assert boris.cards.read(org).items == ()
            anna.directories.publish(notes)
            assert [item.directory.id for item in boris.cards.read(org).items] == [notes]
            ada.directories.archive(notes)
            assert anna.cards.read(org).items == ()
            assert anna.directories.get(kept).id == kept
            ada.directories.hand_over(of="anna", to="nina")
            refused(NotFoundError, anna.directories.get, kept)
            assert one.user("nina").directories.get(kept).version == 2

    def test_l10_change_is_judged_by_what_another_opening_wrote(self, world: World) -> None:
        """A version or a key taken through one opening is refused through the other."""
        with self.two(world) as (one, other):
            anna, boris = one.user("anna"), other.user("boris")
            org, guide = new_organization(anna, inn=an_inn(1)).id, new_directory(anna).id
            assert boris.entries.read(guide, org).version == 0
            entry = anna.entries.write(guide, org, "раз", expected_version=0)
            error = refused(VersionConflictError, boris.entries.write, guide, org, "два", expected_version=0)
            assert error.current == entry
            assert refused(AlreadyExistsError, new_organization, boris, inn=an_inn(1)).other_id == org
            file = boris.attachments.attach(guide, org, b"one", name="a.txt")
            refused(AlreadyExistsError, anna.attachments.attach, guide, org, b"two", name="a.txt")
            with anna.attachments.open(file.id) as stream:
                assert stream.read() == b"one"

    @pytest.mark.parametrize("commits", [1, 5])
    def test_l10_unit_keeps_its_state_whatever_another_opening_commits(self, world: World, commits: int) -> None:
        """A unit that reads in one opening goes on seeing its state while the other commits."""
        with self.two(world) as (one, other):
            asked = an_imported_place(world, one.user("anna"))
            writer = other.user("anna")
            with unit_of(one, "anna") as work:
                before = all_read(work, asked)
                for number in range(commits):
                    writer.entries.write(asked.directory, asked.organization, f"{number}", expected_version=number + 2)
                assert all_read(work, asked) == before
            assert one.user("anna").entries.read(asked.directory, asked.organization).version == commits + 2
