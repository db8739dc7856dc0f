"""L10: a unit of work appears whole or not at all, and sees one state."""

from __future__ import annotations

import attrs
import pytest

from multibuh_core.actor import Viewer
from multibuh_core.errors import ConflictError, UnsupportedOperationError
from multibuh_core.revision import Action
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import FIRM, World


class L10Units(Kit, law="L10"):
    """Units as the port gives them."""

    def test_l10_reading_unit_sees_the_state_of_its_beginning(self, world: World) -> None:
        """What is committed while a unit reads does not show in it, in whatever it reads."""
        anna = world.user("anna")
        org, guide = new_organization(anna), new_directory(anna)
        entry = anna.entries.write(guide.id, org.id, "раз", expected_version=0)
        with world.backend.begin(FIRM, viewer=Viewer("anna")) as work:
            assert work.organizations.get(org.id) == org
            with anna.transaction() as tx:
                changed = tx.entries.write(guide.id, org.id, "два", expected_version=1)
                tx.organizations.update(org.id, expected_version=1, name="Иначе")
                new_directory(tx, "Новый")
            assert work.entries.place(guide.id, org.id).entry == entry
            assert work.entries.history(guide.id, org.id)[-1].version == 1
            assert work.directories.list() == (guide,)
            assert work.organizations.list() == (org,)
            card = work.cards.read(org.id)
            assert card is not None
            assert [item.entry for item in card.items] == [entry]
        assert anna.entries.read(guide.id, org.id) == changed

    def test_l10_unit_that_is_not_committed_is_discarded(self, world: World) -> None:
        """A writing unit that is left without a commit writes nothing."""
        anna = world.user("anna")
        guide = new_directory(anna)
        before = all_seen_by(anna)
        with world.backend.begin(FIRM, viewer=Viewer("anna"), writes=True) as work:
            (revision,) = work.directories.history(guide.id)
            changed = attrs.evolve(guide, name="Иначе", version=2)
            work.directories.put(
                changed, action=Action.UPDATED, commit=attrs.evolve(revision.commit, id=a_missing_id())
            )
            assert work.directories.get(guide.id) == changed
        assert all_seen_by(anna) == before

    def test_l10_unit_begun_after_a_commit_sees_it(self, world: World) -> None:
        """What a call has returned is seen by every unit begun afterwards, through a second opening too."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        for number in range(5):
            entry = anna.entries.write(guide, org, f"текст {number}", expected_version=number)
            assert world.user("boris").entries.read(guide, org) == entry
            if self.lasting:
                with world.opened_again() as again:
                    assert again.user("vera").entries.read(guide, org) == entry

    def test_l10_backend_says_whether_it_is_lasting(self, world: World) -> None:
        """What was returned stands in a lasting store that is opened again, and in no other."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        anna.attachments.attach(guide, org, b"data", name="a.txt")
        assert world.backend.lasting is self.lasting
        before = all_seen_by(anna)
        world.backend.close()
        with world.opened_again() as again:
            after = all_seen_by(again.user("anna"))
            assert after == (before if self.lasting else ([], [], []))
            assert list(again.backend.verify()) == []

    def test_l10_second_writing_unit_of_a_thread_is_refused(self, world: World) -> None:
        """Units do not nest: a call that writes, in any firm, beside an open transaction is refused at once."""
        anna = world.user("anna")
        guide = new_directory(anna)
        with anna.transaction() as tx:
            tx.directories.update(guide.id, expected_version=1, name="Иначе")
            for beside in (anna, world.user("boris"), world.user("anna", firm="other")):
                refused(UnsupportedOperationError, beside.organizations.add, "ООО «Лютик»")
                with pytest.raises(UnsupportedOperationError), beside.transaction():
                    pass
            assert anna.directories.get(guide.id) == guide
        assert anna.directories.get(guide.id).name == "Иначе"
        assert anna.organizations.list() == ()

    def test_l10_change_rests_on_what_its_unit_saw(self, world: World) -> None:
        """A unit that is refused by a newer state writes nothing of what it had staged before."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        anna.entries.write(guide, org, "раз", expected_version=0)
        before = all_seen_by(anna)
        with pytest.raises(ConflictError), anna.transaction() as tx:  # noqa: PT012 - the body is what is discarded
            new_notes(tx, "Новый")
            tx.entries.write(guide, org, "два", expected_version=0)
        assert all_seen_by(anna) == before
