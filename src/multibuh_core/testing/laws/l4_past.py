"""L4: the past stays whole through whatever becomes of the directory, the organization and the clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from multibuh_core.entry import Entry
from multibuh_core.testing.adding import new_notes, new_organization
from multibuh_core.testing.clocks import FixedClock
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.outcomes import all_seen_by
from multibuh_core.testing.world import World, open_world
from multibuh_core.version import OVERWRITE
from multibuh_core.workspace import Workspace

Fate: TypeAlias = Callable[[World, str, str], str]
"""What becomes of Anna's personal directory and of the organization; tells whose the past is then."""


def published(world: World, directory: str, _: str) -> str:
    """Publish it."""
    world.user("anna").directories.publish(directory)
    return "anna"


def archived(world: World, directory: str, organization: str) -> str:
    """Archive it, and the organization."""
    world.user("anna").directories.archive(directory)
    world.admin("ada").organizations.archive(organization)
    return "anna"


def given_away(world: World, directory: str, _: str) -> str:
    """Give it to another."""
    world.user("anna").directories.transfer(directory, to="nina")
    return "nina"


def handed_over(world: World, _: str, __: str) -> str:
    """Hand it over with all else of Anna's."""
    world.admin("ada").directories.hand_over(of="anna", to="nina")
    return "nina"


def published_and_handed_over(world: World, directory: str, organization: str) -> str:
    """Publish it, and hand over the past that became private."""
    published(world, directory, organization)
    return handed_over(world, directory, organization)


def cleared_and_renamed(world: World, directory: str, organization: str) -> str:
    """Change all that can be changed."""
    anna = world.user("anna")
    anna.entries.clear(directory, organization, expected_version=OVERWRITE)
    anna.directories.update(directory, expected_version=1, name="Иначе", position=7)
    anna.organizations.update(organization, expected_version=1, name="Иначе")
    return "anna"


FATES = (published, archived, given_away, handed_over, published_and_handed_over, cleared_and_renamed)


def some_states(anna: Workspace, directory: str, organization: str) -> list[Entry]:
    """Change an entry in every way, and return each state that it was in."""
    entries, states = anna.entries, []
    for number in range(3):
        anna.attachments.attach(directory, organization, b"data %d" % number, name="a.txt", replace=True)
        states.append(entries.read(directory, organization))
        states.append(entries.write(directory, organization, f"текст {number}\r\n", expected_version=OVERWRITE))
    states.append(entries.clear(directory, organization, expected_version=OVERWRITE))
    states.append(entries.restore(directory, organization, 2, expected_version=OVERWRITE))
    states.append(anna.attachments.detach(states[-1].attachments[0].id))
    return states


class L4Past(Kit, law="L4"):
    """Any past version, with its files."""

    @pytest.mark.parametrize("fate", FATES, ids=lambda fate: fate.__name__)
    def test_l4_any_past_version_stays_whole(self, world: World, fate: Fate) -> None:
        """Each version is read as it was, its files byte for byte, whatever has become of its directory since."""
        anna = world.user("anna")
        org, notes = new_organization(anna).id, new_notes(anna).id
        states = some_states(anna, notes, org)
        history = anna.entries.history(notes, org)
        heir = world.user(fate(world, notes, org))
        assert heir.entries.history(notes, org)[: len(history)] == history
        assert [one.version for one in states] == list(range(1, 10))
        for state in states:
            assert heir.entries.read(notes, org, version=state.version) == state
            for file in state.attachments:
                with heir.attachments.open(file.id) as stream:
                    assert stream.read() == b"data %d" % ((state.version - 1) // 2 if state.version < 7 else 0)

    def test_l4_past_is_the_same_in_a_store_opened_again(self, world: World) -> None:
        """All histories of a lasting store are the same through another opening."""
        anna = world.user("anna")
        org, notes = new_organization(anna, external_ids={"1c": "7"}).id, new_notes(anna).id
        some_states(anna, notes, org)
        anna.directories.publish(notes)
        anna.imports.apply(a_plan(anna, notes, {"ООО «Ромашка»": "из файла"}, overwrite=True))
        before = all_seen_by(anna)
        if self.lasting:
            with world.opened_again() as again:
                assert all_seen_by(again.user("anna")) == before
        assert all_seen_by(anna) == before

    def test_l4_versions_order_not_times(self, tmp_path: Path) -> None:
        """A clock that stands still or goes back disorders no history, and each revision keeps the time it was told."""
        clock = FixedClock()
        with open_world(self, tmp_path / "store", clock=clock) as world:
            anna = world.user("anna")
            org, notes = new_organization(anna).id, new_notes(anna).id
            times = []
            for number, seconds in enumerate((60, 60, 0, -3600, 5)):
                clock.set(seconds)
                times.append(clock())
                anna.entries.write(notes, org, f"{number}", expected_version=number)
                anna.directories.update(notes, expected_version=number + 1, name=f"{number}")
            assert [(one.text, one.commit.at) for one in anna.entries.history(notes, org)] == [
                (f"{number}", at) for number, at in enumerate(times)
            ]
            assert [one.directory.name for one in anna.directories.history(notes)][1:] == list("01234")
            assert anna.entries.read(notes, org).text == "4"

    def test_l4_import_of_what_stands_there_makes_no_revision(self, world: World) -> None:
        """An import whose texts all stand there already, or are blank, changes nothing."""
        anna = world.user("anna")
        notes = new_notes(anna).id
        anna.imports.apply(a_plan(anna, notes, {"А": "раз", "Б": "два"}))
        before = all_seen_by(anna)
        report = anna.imports.apply(a_plan(anna, notes, {"А": "раз", "Б": ""}, overwrite=True))
        assert (report.applied, report.entries.unchanged) == (True, 1)
        assert all_seen_by(anna) == before

    def test_l4_clearing_what_is_cleared_makes_no_revision(self, world: World) -> None:
        """What is empty already is not cleared again, and a state that stands there is not restored."""
        anna = world.user("anna")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "текст", expected_version=0)
        cleared = anna.entries.clear(notes, org, expected_version=1)
        assert anna.entries.clear(notes, org, expected_version=2) == cleared
        assert anna.entries.write(notes, org, "", expected_version=OVERWRITE) == cleared
        assert anna.entries.restore(notes, org, 2, expected_version=OVERWRITE) == cleared
        assert [one.version for one in anna.entries.history(notes, org)] == [1, 2]
