"""L6: after several successions nothing is lost, left behind or shown."""

from __future__ import annotations

import pytest

from multibuh_core.errors import NotFoundError
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import all_seen_by, outcome, refused
from multibuh_core.testing.world import World
from multibuh_core.visibility import Visibility

LOOK_ALIKES = ["Anna", "ANNA", "ann", "anna1", "аnna", "ánna", "ann_", "%", "a%", "anna\u3000b", "ＡＮＮＡ", "ａｎｎａ"]
"""Users beside anna."""


class L6AfterSuccessions(Kit, law="L6"):
    """Who comes after whom."""

    def test_l6_private_past_goes_on_to_the_next_successor(self, world: World) -> None:
        """A past handed over twice is the last successor's alone, with what the one between had made private."""
        anna, nina, olga, ada = (world.user("anna"), world.user("nina"), world.user("olga"), world.admin("ada"))
        org = new_organization(anna).id
        first = new_notes(anna).id
        anna.entries.write(first, org, "тайное Анны", expected_version=0)
        past = anna.attachments.attach(first, org, b"old", name="a.txt").id
        anna.attachments.detach(past)
        anna.directories.publish(first)
        ada.directories.hand_over(of="anna", to="nina")
        second = new_notes(nina).id
        nina.entries.write(second, org, "тайное Нины", expected_version=0)
        nina.directories.publish(second)
        ada.directories.hand_over(of="nina", to="olga")
        for directory, text in ((first, "тайное Анны"), (second, "тайное Нины")):
            assert olga.entries.read(directory, org, version=1).text == text
            assert olga.directories.history(directory)[0].version == 1
            for other in (anna, nina, ada):
                refused(NotFoundError, other.entries.read, directory, org, version=1)
                assert other.directories.history(directory)[0].version == 2
        assert olga.attachments.get(past).id == past
        refused(NotFoundError, nina.attachments.get, past)

    def test_l6_two_pasts_meet_in_one_successor(self, world: World) -> None:
        """Who follows two owners of one directory, one after the other, has the private past of both of them."""
        anna, boris, nina, ada = (world.user("anna"), world.user("boris"), world.user("nina"), world.admin("ada"))
        org, one, other = new_organization(anna).id, new_notes(anna).id, new_notes(boris).id
        anna.entries.write(one, org, "раз", expected_version=0)
        anna.directories.publish(one)
        anna.directories.transfer(one, to="boris")
        boris.entries.write(other, org, "два", expected_version=0)
        boris.directories.publish(other)
        for leaver in ("boris", "anna"):
            ada.directories.hand_over(of=leaver, to="nina")
        assert nina.entries.read(one, org, version=1).text == "раз"
        assert nina.entries.read(other, org, version=1).text == "два"
        assert nina.directories.get(one).owner_id == nina.directories.get(other).owner_id == "nina"

    def test_l6_one_who_comes_back_owns_nothing_of_before(self, world: World) -> None:
        """After a hand over the same user begins anew, and what he makes then is handed over by the next."""
        anna, nina, ada = world.user("anna"), world.user("nina"), world.admin("ada")
        old = new_notes(anna, "Старые").id
        ada.directories.hand_over(of="anna", to="nina")
        assert anna.directories.list(archived=None) == ()
        new = new_notes(anna, "Новые").id
        refused(NotFoundError, anna.directories.get, old)
        refused(NotFoundError, nina.directories.get, new)
        ada.directories.hand_over(of="anna", to="nina")
        assert [(one.id, one.version) for one in nina.directories.list()] == [(new, 2), (old, 2)]

    def test_l6_administrator_hands_over_his_own(self, world: World) -> None:
        """An administrator who leaves hands over what he owns himself, as anybody's."""
        ada = world.admin("ada")
        notes, guide = new_notes(ada).id, new_directory(ada).id
        assert outcome(ada.directories.hand_over, of="ada", to="nina") is None
        refused(NotFoundError, ada.directories.get, notes)
        assert ada.directories.get(guide).owner_id == "nina"
        assert world.user("nina").directories.get(notes).visibility is Visibility.PERSONAL

    @pytest.mark.parametrize("many", [0, 1, 300])
    def test_l6_answer_does_not_depend_on_how_many_move(self, world: World, many: int) -> None:
        """For no directory, one and hundreds the answer is None, each changes hands once, and others see no change."""
        anna, ada = world.user("anna"), world.admin("ada")
        org = new_organization(ada).id
        with anna.transaction() as tx:
            made = [new_notes(tx, f"{number}").id for number in range(many)]
            for one in made:
                tx.entries.write(one, org, "тайное", expected_version=0)
        before = all_seen_by(ada)
        assert outcome(ada.directories.hand_over, of="anna", to="nina") is None
        assert all_seen_by(ada) == before
        moved = world.user("nina").directories.list()
        assert {(one.id, one.version, one.owner_id) for one in moved} == {(one, 2, "nina") for one in made}
        assert len(world.user("nina").entries.list(organization_id=org)) == many

    def test_l6_hand_over_in_a_transaction_goes_with_it(self, world: World) -> None:
        """A hand over within a transaction that is discarded has moved nothing; in one that commits, all."""
        anna, ada = world.user("anna"), world.admin("ada")
        notes, guide = new_notes(anna), new_directory(anna)
        with pytest.raises(ZeroDivisionError), ada.transaction() as tx:  # noqa: PT012 - it is what is discarded
            tx.directories.hand_over(of="anna", to="nina")
            assert tx.directories.get(guide.id).owner_id == "nina"
            raise ZeroDivisionError
        assert (anna.directories.get(notes.id), anna.directories.get(guide.id)) == (notes, guide)
        with ada.transaction() as tx:
            tx.directories.hand_over(of="anna", to="nina")
            tx.directories.update(guide.id, expected_version=2, name="Иначе")
        refused(NotFoundError, anna.directories.get, notes.id)
        assert [one.version for one in ada.directories.history(guide.id)] == [1, 2, 3]

    @pytest.mark.parametrize("look_alike", LOOK_ALIKES, ids=ascii)
    def test_l6_users_who_look_alike_own_apart(self, world: World, look_alike: str) -> None:
        """Users are told apart by code point: none sees, or hands over, what one of an id alike owns."""
        anna, other, ada = world.user("anna"), world.admin(look_alike), world.admin("ada")
        hers, his = new_notes(anna), new_notes(other)
        assert other.directories.list(archived=None) == (his,)
        refused(NotFoundError, other.directories.get, hers.id)
        ada.directories.hand_over(of=look_alike, to="nina")
        assert anna.directories.get(hers.id) == hers
        assert [one.id for one in world.user("nina").directories.list()] == [his.id]
