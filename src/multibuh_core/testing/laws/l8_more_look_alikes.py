"""L8: firms whose ids a store may take for one, by number, by case, by form, by path, are two all the same."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from multibuh_core.actor import Viewer
from multibuh_core.errors import CorruptionError
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import READS, Asked, Read, an_imported_place, unit_of
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by, outcome, refused
from multibuh_core.testing.world import World

PAIRS = {
    "number": ("1", "1.0"),
    "leading zero": ("7", "07"),
    "power": ("1000", "1e3"),
    "empty word": ("null", "NULL"),
    "sharp s": ("strasse", "straße"),
    "sigma": ("σας", "σασ"),
    "dotless": ("i", "ı"),
    "alphabet": ("a", "а"),
    "width": ("firm", "ｆｉｒｍ"),
    "ligature": ("fi", "ﬁ"),
    "inner spaces": ("a b", "a  b"),
    "trailing dot": ("firm", "firm."),
    "hidden file": ("firm", ".firm"),
    "backslash": ("a\\b", "a/b"),
    "way up": ("fintrust", "other/../fintrust"),
    "query": ("a", "a?b"),
    "tail": ("a", "a#b"),
    "escape": ("a b", "a%20b"),
    "plus": ("a+b", "a b"),
    "home": ("~", "~root"),
    "glob": ("a", "?"),
    "prefix": ("firm", "firm1"),
    "hex": ("a", "61"),
    "above BMP": ("\U00010400", "\U00010428"),
}


class L8MoreLookAlikes(Kit, law="L8"):
    """Compared by code point and by nothing else."""

    @pytest.mark.parametrize(("ours", "theirs"), PAIRS.values(), ids=PAIRS.keys())
    def test_l8_firms_that_a_store_may_take_for_one_are_two(self, world: World, ours: str, theirs: str) -> None:
        """Two firms of look-alike ids, with users, keys and bytes alike, each see their own alone."""
        anna, other = world.user("anna", ours), world.user("anna", theirs)
        org = new_organization(anna, inn=an_inn(1), external_ids={"1c": "1"}).id
        guide = new_directory(anna).id
        file = anna.attachments.attach(guide, org, b"same", name="a.txt")
        hers = all_seen_by(anna)
        assert all_seen_by(other) == ([], [], [])
        refused(CorruptionError, world.backend.blobs(theirs).open, world.backend.blobs(ours).put(io.BytesIO(b"same")))
        foreign = new_organization(other, inn=an_inn(1), external_ids={"1c": "1"}).id
        other.attachments.attach(new_notes(other).id, foreign, b"same", name="a.txt")
        assert [one.id for one in other.organizations.list()] == [foreign]
        world.admin("ada", theirs).directories.hand_over(of="anna", to="nina")
        assert all_seen_by(anna) == hers
        assert world.backend.gc(older_than=timedelta(0)) == 0
        with anna.attachments.open(file.id) as stream:
            assert stream.read() == b"same"
        assert list(world.backend.verify()) == []

    @pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
    def test_l8_unit_of_another_firm_reads_as_if_nobody_had_given_the_ids(self, world: World, read: Read) -> None:
        """By the ids of one firm a unit of another, of a user of the same name, reads what missing ones give."""
        asked = an_imported_place(world, world.user("anna"))
        missing = Asked(organization=a_missing_id(9))
        with world.backend.begin("other", viewer=Viewer("anna")) as work:
            words = repr(outcome(read, work, asked))
            for field in ("directory", "organization", "attachment"):
                words = words.replace(getattr(asked, field), getattr(missing, field))
            assert words == repr(outcome(read, work, missing))
        with unit_of(world, "anna") as work:
            assert repr(outcome(read, work, asked)) != words
