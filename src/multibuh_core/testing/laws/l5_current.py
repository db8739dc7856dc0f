"""L5: what a refused writer is told is the record as he may see it, and the next attempt by it is done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from multibuh_core.errors import ConflictError, NotFoundError, VersionConflictError
from multibuh_core.ports import NewText
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import a_commit, unit_of
from multibuh_core.testing.outcomes import all_seen_by, outcome, refused, told
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE


class L5Current(Kit, law="L5"):
    """The error, and the way out."""

    def test_l5_current_is_what_a_read_gives(self, world: World) -> None:
        """The error carries the whole record, files and all, as the refused user reads it; its version leads on."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna).id, new_directory(anna).id
        anna.entries.write(guide, org, "раз", expected_version=0)
        anna.attachments.attach(guide, org, b"data", name="a.txt")
        error = refused(VersionConflictError, boris.entries.write, guide, org, "два", expected_version=1)
        assert error.current == boris.entries.read(guide, org)
        assert boris.entries.write(guide, org, "два", expected_version=error.actual).version == 3

    def test_l5_current_after_publishing_holds_nothing_of_the_past(self, world: World) -> None:
        """Who is refused in a published directory is told its present, and no text, name or file of its past."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna, "Тайное имя").id
        anna.entries.write(notes, org, "тайный текст", expected_version=0)
        file = anna.attachments.attach(notes, org, b"secret", name="тайный.txt")
        anna.attachments.detach(file.id)
        anna.entries.write(notes, org, "для всех", expected_version=3)
        anna.directories.update(notes, expected_version=1, name="Для всех")
        anna.directories.publish(notes)
        for version in (0, 1, 4):
            error = refused(VersionConflictError, boris.entries.write, notes, org, "моё", expected_version=version)
            assert error.current == boris.entries.read(notes, org)
            assert "тайн" not in repr(told(error))
        update = world.admin("ada").directories.update
        for version in (1, 2):
            error = refused(VersionConflictError, update, notes, expected_version=version, name="Моё")
            assert error.current == boris.directories.get(notes)
            assert "айное" not in repr(told(error))

    def test_l5_stale_change_of_nothing_is_refused_too(self, world: World) -> None:
        """A change that would change nothing is refused all the same where it is based on another version."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        anna.entries.write(guide, org, "раз", expected_version=0)
        refused(VersionConflictError, anna.organizations.update, org, expected_version=7)
        refused(VersionConflictError, anna.directories.update, guide, expected_version=7)
        refused(VersionConflictError, anna.entries.write, guide, org, "раз", expected_version=0)
        refused(VersionConflictError, anna.entries.restore, guide, org, 1, expected_version=2)
        anna.entries.clear(guide, org, expected_version=1)
        refused(VersionConflictError, anna.entries.clear, guide, org, expected_version=1)

    @pytest.mark.parametrize("version", [0, 1, 3])
    def test_l5_many_texts_over_another_version_are_refused_whole(self, world: World, version: int) -> None:
        """Of many texts at the port, one of which is based on another version, none is written."""
        anna = world.user("anna")
        guide = new_directory(anna).id
        orgs = [new_organization(anna, name).id for name in "АБВ"]
        for turn in range(2):
            anna.entries.write(guide, orgs[1], f"{turn}", expected_version=turn)
        before = all_seen_by(anna)
        with unit_of(world, "anna", writes=True) as work:
            texts = [NewText(org, guide, version if org == orgs[1] else 0, "много", 1) for org in orgs]
            error = refused(ConflictError, work.entries.write_many, iter(texts), commit=a_commit(world))
        assert error.__cause__ is None
        assert all_seen_by(anna) == before

    def test_l5_writer_who_loses_the_directory_is_told_nothing_of_it(self, world: World) -> None:
        """A write begun before its directory is handed over is done before that, or told as of a missing one."""
        anna, ada, nina = world.user("anna"), world.admin("ada"), world.user("nina")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "раз", expected_version=0)

        def take_over() -> None:
            ada.directories.hand_over(of="anna", to="nina")
            nina.entries.write(notes, org, "тайное Нины", expected_version=OVERWRITE)

        def write() -> None:
            with anna.transaction() as tx:
                tx.entries.write(notes, org, "два", expected_version=1)
                wait([beside.submit(take_over)], timeout=0.3)

        with ThreadPoolExecutor(1) as beside:
            words = outcome(write)
        assert words is None or words[0] in {ConflictError.__name__, NotFoundError.__name__}
        assert "тайное" not in repr(words)
        texts = ["раз", "два", "тайное Нины"] if words is None else ["раз", "тайное Нины"]
        assert [one.text for one in nina.entries.history(notes, org)] == texts
        refused(NotFoundError, anna.entries.read, notes, org)
