"""L10 as a workspace gives it: a transaction's calls share one unit of work."""

from __future__ import annotations

import pytest

from multibuh_core.errors import (
    AlreadyExistsError,
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnsupportedOperationError,
    VersionConflictError,
)
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE


class L10Transactions(Kit, law="L10"):
    """Together or not at all."""

    def test_l10_calls_see_each_others_writes(self, world: World) -> None:
        """Within a transaction what was written is read, listed, found and clashed with, and nobody else sees it."""
        anna, boris = world.user("anna"), world.user("boris")
        with anna.transaction() as tx:
            org = new_organization(tx, inn=an_inn(1), external_ids={"1c": "1"})
            guide = new_directory(tx)
            entry = tx.entries.write(guide.id, org.id, "текст", expected_version=0)
            file = tx.attachments.attach(guide.id, org.id, b"data", name="a.txt")
            assert tx.organizations.list() == tx.organizations.find(inn=an_inn(1)) == (org,)
            assert tx.directories.get(guide.id) == guide
            assert tx.entries.read(guide.id, org.id, version=1) == entry
            assert [one.version for one in tx.entries.history(guide.id, org.id)] == [1, 2]
            assert tx.attachments.get(file.id) == file
            assert tx.attachments.open(file.id).read() == b"data"
            assert [item.entry.version for item in tx.cards.read(org.id).items] == [2]
            assert refused(AlreadyExistsError, tx.organizations.add, "Вторая", inn=an_inn(1)).other_id == org.id
            assert all_seen_by(boris) == all_seen_by(anna) == ([], [], [])
        assert boris.entries.read(guide.id, org.id).version == 2

    def test_l10_exception_discards_all(self, world: World) -> None:
        """Whatever exception leaves a transaction, it is raised as it is and nothing was written."""
        anna = world.user("anna")
        org, guide = new_organization(anna), new_directory(anna)
        before = all_seen_by(anna)
        for error in (ValueError("своя ошибка"), KeyboardInterrupt()):
            with pytest.raises(type(error)) as caught, anna.transaction() as tx:  # noqa: PT012 - the body is what is discarded
                tx.entries.write(guide.id, org.id, "текст", expected_version=0)
                tx.attachments.attach(guide.id, org.id, b"data", name="a.txt")
                tx.organizations.update(org.id, expected_version=1, name="Иначе")
                tx.directories.archive(guide.id)
                new_notes(tx)
                raise error
            assert caught.value is error
            assert all_seen_by(anna) == before

    def test_l10_call_that_raises_stages_nothing(self, world: World) -> None:
        """A refused call leaves the transaction as it was before, and the others commit."""
        ada, boris = world.admin("ada"), world.user("boris")
        org = new_organization(ada, inn=an_inn(1)).id
        guide = new_directory(ada).id
        ada.entries.write(guide, org, "текст", expected_version=0)
        with boris.transaction() as tx:
            other = new_organization(tx, "Вторая", inn=an_inn(2)).id
            state = all_seen_by(tx)
            refused(AlreadyExistsError, tx.organizations.add, "Третья", inn=an_inn(1))
            refused(AlreadyExistsError, tx.organizations.update, other, expected_version=1, inn=an_inn(1))
            refused(VersionConflictError, tx.entries.write, guide, org, "иначе", expected_version=0)
            refused(NotFoundError, tx.entries.restore, guide, org, 7, expected_version=OVERWRITE)
            refused(NotAllowedError, tx.directories.archive, guide)
            refused(NotAllowedError, tx.directories.hand_over, of="ada", to="nina")
            refused(InvalidInputError, tx.organizations.add, "")
            tx.attachments.attach(guide, org, b"one", name="a.txt")
            refused(AlreadyExistsError, tx.attachments.attach, guide, org, b"two", name="a.txt")
            assert all_seen_by(tx)[1] == state[1]
            assert [one.version for one in tx.entries.history(guide, org)] == [1, 2]
        assert [one.name for one in ada.organizations.list()] == ["Вторая", "ООО «Ромашка»"]
        assert [one.version for one in ada.entries.history(guide, org)] == [1, 2]

    def test_l10_import_that_is_refused_midway_stages_nothing(self, world: World) -> None:
        """An import that finds one of its entries moved leaves nothing, by itself or in a transaction that goes on."""
        anna = world.user("anna")
        guide = new_directory(anna).id
        moved = [new_organization(anna, name).id for name in ("А", "Б")][1]
        plan = a_plan(anna, guide, {"А": "раз", "Б": "два", "В": "три"})
        anna.entries.write(guide, moved, "иначе", expected_version=0)
        before = all_seen_by(anna)
        refused(ConflictError, anna.imports.apply, plan)
        assert all_seen_by(anna) == before
        with anna.transaction() as tx:
            tx.entries.write(guide, moved, "ещё", expected_version=1)
            staged = all_seen_by(tx)
            refused(ConflictError, tx.imports.apply, plan)
            assert all_seen_by(tx) == staged
        assert all_seen_by(anna) == staged

    def test_l10_transaction_sees_one_state(self, world: World) -> None:
        """A transaction goes on seeing what it wrote itself over many changes of one record."""
        anna = world.user("anna")
        with anna.transaction() as tx:
            org, notes = new_organization(tx).id, new_notes(tx).id
            for number in range(3):
                tx.entries.write(notes, org, f"{number}", expected_version=number)
            tx.directories.publish(notes)
            tx.entries.write(notes, org, "после", expected_version=4)
            tx.directories.transfer(notes, to="boris")
            assert [one.version for one in tx.entries.history(notes, org)] == [1, 2, 3, 4, 5]
        assert [one.version for one in anna.entries.history(notes, org)] == [1, 2, 3, 4, 5]
        assert [one.version for one in world.user("boris").entries.history(notes, org)] == [4, 5]

    def test_l10_personal_directory_given_away_in_it_is_gone_at_once(self, world: World) -> None:
        """Within a transaction too what the actor sees no more is missing."""
        anna = world.user("anna")
        org, notes = new_organization(anna).id, new_notes(anna).id
        with anna.transaction() as tx:
            tx.directories.transfer(notes, to="boris")
            refused(NotFoundError, tx.directories.get, notes)
            refused(NotFoundError, tx.entries.write, notes, org, "текст", expected_version=0)
            assert tx.directories.list() == ()
        assert world.user("boris").directories.get(notes).version == 2

    def test_l10_transactions_do_not_nest(self, world: World) -> None:
        """A transaction within a transaction is refused, and the outer one goes on."""
        anna = world.user("anna")
        with anna.transaction() as tx:
            new_directory(tx, "Раз")
            with pytest.raises(UnsupportedOperationError), tx.transaction():
                pass
            new_directory(tx, "Два")
        assert [one.name for one in anna.directories.list()] == ["Два", "Раз"]

    def test_l10_transaction_that_is_over_serves_no_more(self, world: World) -> None:
        """After its end, committed or discarded, a transaction neither reads nor writes."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        with anna.transaction() as committed:
            pass
        with pytest.raises(ZeroDivisionError), anna.transaction() as discarded:
            raise ZeroDivisionError
        for over in (committed, discarded):
            refused(UnsupportedOperationError, over.organizations.list)
            refused(UnsupportedOperationError, over.cards.read, org)
            refused(UnsupportedOperationError, over.entries.write, guide, org, "текст", expected_version=0)
            refused(UnsupportedOperationError, over.attachments.attach, guide, org, b"data", name="a.txt")
        assert anna.entries.read(guide, org).version == 0

    def test_l10_empty_transaction_writes_nothing(self, world: World) -> None:
        """A transaction without calls, or with such as read only, changes nothing."""
        anna = world.user("anna")
        new_organization(anna)
        before = all_seen_by(anna)
        with anna.transaction() as tx:
            tx.organizations.list()
        assert all_seen_by(anna) == before
