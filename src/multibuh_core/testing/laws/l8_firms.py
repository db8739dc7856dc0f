"""L8: firms are apart, whatever their ids look like."""

from __future__ import annotations

from datetime import timedelta

import pytest

from multibuh_core.errors import CorruptionError, NotFoundError
from multibuh_core.ports import Blob
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.calls import ON_ATTACHMENT, ON_DIRECTORY, ON_ENTRY, ON_ORGANIZATION
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by, refused, told
from multibuh_core.testing.world import World

PAIRS = [
    ("fintrust", "Fintrust"),
    ("other", "../other"),
    ("a", "a/b"),
    ("..", "."),
    ("con", "CON"),
    ("é", "e"),
    ("a%2Fb", "a/b"),
    ("firm", "firm' OR '1'='1"),
    ("_", "%"),
    ("🙂" * 127, "🙂" * 128),
]
PAIR_NAMES = ["case", "dots", "slash", "only dots", "device", "accent", "escaped", "sql", "wildcard", "long"]
EACH_PAIR = pytest.mark.parametrize(
    ("ours", "theirs"),
    [*PAIRS, *(pair[::-1] for pair in PAIRS)],
    ids=[*PAIR_NAMES, *("-" + name for name in PAIR_NAMES)],
)


class L8LookAlikes(Kit, law="L8"):
    """Two firms whose ids are alike see nothing of each other."""

    @EACH_PAIR
    def test_l8_other_firm_reads_as_empty(self, world: World, ours: str, theirs: str) -> None:
        """What one firm has is in no list of another, and an administrator by the owner's name reaches none of it."""
        anna, stranger = world.user("anna", ours), world.admin("anna", theirs)
        org, guide = new_organization(anna, inn=an_inn(1)).id, new_directory(anna).id
        anna.entries.write(guide, org, "текст", expected_version=0)
        file = anna.attachments.attach(guide, org, b"data", name="a.txt")
        before = all_seen_by(anna)
        assert all_seen_by(stranger) == ([], [], [])
        assert stranger.organizations.find(inn=an_inn(1)) == ()
        for call in ON_DIRECTORY.values():
            refused(NotFoundError, call, stranger, guide)
        for call in ON_ORGANIZATION.values():
            refused(NotFoundError, call, stranger, org)
        for call in ON_ATTACHMENT.values():
            refused(NotFoundError, call, stranger, file.id)
        for entry_call in ON_ENTRY.values():
            refused(NotFoundError, entry_call, stranger, guide, org)
        assert all_seen_by(anna) == before

    @EACH_PAIR
    def test_l8_bytes_of_another_firm_cannot_be_opened(self, world: World, ours: str, theirs: str) -> None:
        """Who knows a digest does not reach the bytes of another firm by it."""
        anna = world.user("anna", ours)
        file = anna.attachments.attach(new_directory(anna).id, new_organization(anna).id, b"secret", name="a.txt")
        error = refused(CorruptionError, world.backend.blobs(theirs).open, Blob(file.sha256, file.size))
        missing = Blob("0" * 64, 6)
        other = refused(CorruptionError, world.backend.blobs(theirs).open, missing)
        assert repr(told(error)).replace(file.sha256, missing.sha256) == repr(told(other))


class L8Firms(Kit, law="L8"):
    """One firm's names, numbers and bytes are nothing to another's."""

    def test_l8_ids_of_another_firm_are_missing_ones(self, world: World) -> None:
        """An id of another firm is told like one that nobody ever gave."""
        anna, stranger = world.user("anna"), world.user("anna", firm="other")
        guide = new_directory(anna).id
        error = refused(NotFoundError, stranger.directories.get, guide)
        missing = refused(NotFoundError, stranger.directories.get, a_missing_id())
        assert repr(told(error)).replace(guide, a_missing_id()) == repr(told(missing))

    def test_l8_keys_are_unique_in_a_firm_only(self, world: World) -> None:
        """Two firms may serve one client: its ИНН, external id and names clash with nothing of another firm."""
        for firm in ("fintrust", "other"):
            anna = world.user("anna", firm)
            made = new_organization(anna, inn=an_inn(1), external_ids={"1c": "1"})
            assert anna.organizations.find(inn=an_inn(1)) == (made,)
            assert anna.organizations.find(external_id=("1c", "1")) == (made,)

    def test_l8_other_firm_and_its_organization_do_not_mix(self, world: World) -> None:
        """A directory of one firm takes no entry about another firm's organization."""
        anna, stranger = world.user("anna"), world.user("anna", firm="other")
        guide, foreign = new_directory(anna).id, new_organization(stranger).id
        for call in ON_ENTRY.values():
            assert refused(NotFoundError, call, anna, guide, foreign).what == "organization"
        assert dict(anna.cards.read_many([foreign])) == {}

    def test_l8_hand_over_stays_in_its_firm(self, world: World) -> None:
        """An administrator of one firm moves nothing of a user of the same name in another."""
        notes = new_notes(world.user("anna"))
        world.admin("ada", firm="other").directories.hand_over(of="anna", to="nina")
        assert world.user("anna").directories.get(notes.id) == notes

    def test_l8_same_bytes_of_two_firms_are_kept_twice(self, world: World) -> None:
        """What gc removes in one firm, where nothing names it, stays in another which has the same bytes."""
        anna = world.user("anna")
        file = anna.attachments.attach(new_directory(anna).id, new_organization(anna).id, b"same", name="a.txt")
        with anna.attachments.open(file.id) as source:
            orphan = world.backend.blobs("other").put(source)
        assert world.backend.gc(older_than=timedelta(0)) == 1
        refused(CorruptionError, world.backend.blobs("other").open, orphan)
        with anna.attachments.open(file.id) as stream:
            assert stream.read() == b"same"

    def test_l8_firm_never_written_to_reads_as_empty(self, world: World) -> None:
        """A firm needs no registration: it reads as empty, and its gc and verify find nothing."""
        anna = world.user("anna", firm="новая фирма")
        assert all_seen_by(anna) == ([], [], [])
        assert anna.organizations.find(name="ООО «Ромашка»") == ()
        assert list(world.backend.verify()) == []
        assert world.backend.gc(older_than=timedelta(0)) == 0
