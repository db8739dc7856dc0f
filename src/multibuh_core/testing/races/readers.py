"""L10 and L1 under threads: a reader sees one state, and what is hidden makes nobody's unit fail."""

from __future__ import annotations

import threading
from functools import partial
from threading import Event, Thread

from multibuh_core.actor import Viewer
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.threads import all_at_once
from multibuh_core.testing.world import FIRM, World
from multibuh_core.version import OVERWRITE
from multibuh_core.workspace import Workspace


def texts_seen(world: World, user: Workspace, guides: list[str], orgs: list[str]) -> list[set[str]]:
    """Return the different texts of some entries in a card, in many cards, and in one unit of many reads."""
    card = {item.entry.text for item in user.cards.read(orgs[0]).items}
    cards = {item.entry.text for card in user.cards.read_many(orgs).values() for item in card.items}
    with world.backend.begin(FIRM, viewer=Viewer("reader")) as work:
        unit = {work.entries.place(guide, org).entry.text for guide in guides for org in orgs}
        unit |= {one.text for one in work.entries.list(organization_id=orgs[1])}
    return [card, cards, unit]


class L10Readers(Kit, law="L10"):
    """Readers beside writers, and the seen beside the hidden."""

    def test_l10_race_reader_sees_one_state(self, world: World) -> None:
        """What a transaction writes together is seen together, in a card, in many cards and in a unit of many reads."""
        anna = world.user("anna")
        orgs = [new_organization(anna, name).id for name in "АБ"]
        guides = [new_directory(anna, name).id for name in "АБ"]
        has_begun = Event()
        readers_left = [Event() for _ in range(4)]

        def write() -> bool:
            turn = 0
            while not all(one.is_set() for one in readers_left):
                with anna.transaction() as tx:
                    for guide in guides:
                        for org in orgs:
                            tx.entries.write(guide, org, f"{turn}", expected_version=turn)
                turn += 1
                has_begun.set()
            return turn > 0

        def read(is_over: Event) -> bool:
            user = world.user("reader")
            has_begun.wait(timeout=60)
            try:
                return all(len(texts) <= 1 for _ in range(25) for texts in texts_seen(world, user, guides, orgs))
            finally:
                is_over.set()

        assert all_at_once([write, *(partial(read, one) for one in readers_left)]) == [True] * 5

    def test_l10_race_hidden_writers_make_nobody_fail(self, world: World) -> None:
        """While others write in personal directories no call of a viewer fails or loses a version."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id

        def hide(number: int) -> int:
            user = world.user(f"hidden {number}")
            for turn in range(8):
                notes = new_notes(user).id
                user.entries.write(notes, org, f"{turn}", expected_version=0)
                user.attachments.attach(notes, org, b"data", name="a.txt")
            return 0

        def see() -> int:
            for turn in range(16):
                anna.entries.write(guide, org, f"{turn}", expected_version=turn)
            return 0

        def change() -> int:
            for turn in range(16):
                anna.organizations.update(org, expected_version=turn + 1, name=f"{turn}")
            return 0

        assert all_at_once([*(partial(hide, number) for number in range(6)), see, change]) == [0] * 8
        assert anna.entries.read(guide, org).version == 16
        assert anna.organizations.get(org).version == 17

    def test_l10_race_hidden_commit_within_a_transaction_does_no_harm(self, world: World) -> None:
        """A transaction commits, though a hidden change of the same organization was begun in its midst."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna).id, new_directory(anna).id
        notes = new_notes(boris).id
        hidden = Thread(target=lambda: boris.entries.write(notes, org, "тайное", expected_version=0))
        with anna.transaction() as tx:
            tx.entries.write(guide, org, "раз", expected_version=0)
            hidden.start()
            hidden.join(timeout=0.3)
            tx.entries.write(guide, org, "два", expected_version=1)
        hidden.join(timeout=60)
        assert not hidden.is_alive()
        assert anna.entries.read(guide, org).version == 2
        assert boris.entries.read(notes, org).version == 1

    def test_l10_race_hand_over_never_fails_by_what_it_moves(self, world: World) -> None:
        """While the one who leaves goes on making directories, handing over does not fail and loses none."""
        ada, anna = world.admin("ada"), world.user("anna")
        org = new_organization(ada).id
        made: list[str] = []
        lock = threading.Lock()

        def work() -> int:
            for turn in range(8):
                notes = new_notes(anna, f"{turn}").id
                with lock:
                    made.append(notes)
            return 0

        def hand_over() -> int:
            for _ in range(8):
                ada.directories.hand_over(of="anna", to="nina")
            return 0

        assert all_at_once([work, work, work, hand_over, hand_over]) == [0] * 5
        ada.directories.hand_over(of="anna", to="nina")
        assert anna.directories.list(archived=None) == ()
        moved = world.user("nina").directories.list(archived=None)
        assert {one.id for one in moved} == set(made)
        assert {one.version for one in moved} == {2}
        assert world.user("nina").entries.write(made[0], org, "моё", expected_version=OVERWRITE).version == 1
