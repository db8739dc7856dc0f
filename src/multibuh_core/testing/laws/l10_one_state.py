"""L10: a unit that reads sees the state of its beginning, however long it lasts and whatever it asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.table import Row, Table
from multibuh_core.ports import NewText
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import (
    READS,
    SOURCE,
    Asked,
    a_commit,
    all_read,
    an_imported_place,
    unit_of,
)
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import outcome
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE

Change: TypeAlias = Callable[[World, Asked], object]


def import_again(world: World, asked: Asked) -> None:
    """Import another text of the same source."""
    anna = world.user("anna")
    table = Table(headers=("ИНН", "Банк"), rows=(Row(5, (an_inn(1), "по пятницам")),))
    mapping = ImportMapping(inn="ИНН", directories=[DirectoryColumn("Банк", directory_id=asked.directory)])
    anna.imports.apply(anna.imports.plan(table, mapping, source=SOURCE))


def erase(world: World, asked: Asked) -> None:
    """Take text and files away, and make way for others in lists."""
    anna = world.user("anna")
    anna.entries.clear(asked.directory, asked.organization, expected_version=OVERWRITE)
    anna.organizations.update(asked.organization, expected_version=OVERWRITE, name="Я", inn=None)
    anna.directories.update(asked.directory, expected_version=OVERWRITE, name="Я", show_in_card=False)
    new_organization(anna, "А", inn=an_inn(1))
    new_directory(anna, "А")


CHANGES: dict[str, Change] = {
    "import": import_again,
    "erase": erase,
    "publish": lambda world, asked: world.user("anna").directories.publish(asked.directory),
    "hand over": lambda world, _: world.admin("ada").directories.hand_over(of="anna", to="nina"),
    "archive": lambda world, asked: world.admin("ada").organizations.archive(asked.organization),
}


class L10OneState(Kit, law="L10"):
    """Of its beginning, and not of its first read."""

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
    def test_l10_long_unit_reads_one_state_by_every_method(self, world: World, change: Change) -> None:
        """What is committed in the midst of a unit that reads shows in none of its methods."""
        asked = an_imported_place(world, world.user("anna"))
        with unit_of(world, "anna") as work:
            before = all_read(work, asked)
            change(world, asked)
            assert all_read(work, asked) == before
        with unit_of(world, "anna") as work:
            assert all_read(work, asked) != before

    @pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
    def test_l10_state_is_that_of_the_beginning_not_of_the_first_read(
        self, world: World, read: Callable[..., object]
    ) -> None:
        """What is committed between a unit's beginning and its first read does not show in it."""
        asked = an_imported_place(world, world.user("anna"))
        with unit_of(world, "anna") as work:
            expected = outcome(read, work, asked)
        with unit_of(world, "anna") as work:
            import_again(world, asked)
            erase(world, asked)
            world.admin("ada").directories.hand_over(of="anna", to="nina")
            assert outcome(read, work, asked) == expected

    def test_l10_texts_are_not_changed_by_what_is_staged_meanwhile(self, world: World) -> None:
        """Texts that are written while the texts of the same unit are read leave what is read as it was."""
        anna = world.user("anna")
        guide = new_directory(anna).id
        with anna.transaction() as tx:
            orgs = sorted(new_organization(tx, f"{number}").id for number in range(60))
            for org in orgs:
                tx.entries.write(guide, org, "раз", expected_version=0)
        with unit_of(world, "anna", writes=True) as work:
            reading = work.entries.texts([guide])
            first = next(reading)
            work.entries.write_many([NewText(org, guide, 1, "два", 1) for org in orgs], commit=a_commit(world))
            seen = [first, *reading]
            assert [(one.organization_id, one.version, one.text) for one in seen] == [(org, 1, "раз") for org in orgs]
            assert {(one.version, one.text) for one in work.entries.texts([guide])} == {(2, "два")}
