"""Results at the port of entries: many texts read and written at once, as an import does it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from multibuh_core.commit import ByImport
from multibuh_core.errors import NotFoundError
from multibuh_core.ports import NewText
from multibuh_core.revision import Action
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import a_commit, unit_of
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE


class PortEntries(Kit, law="Results"):
    """What a unit's repository of entries gives and takes."""

    def test_port_texts_are_of_all_that_was_ever_written(self, world: World) -> None:
        """Texts are given of cleared entries too, and under what is archived; of blank ones not; by organization id."""
        ada = world.admin("ada")
        orgs = [new_organization(ada, name).id for name in ("Я", "А", "Ж", "Б")]
        guides = [new_directory(ada, "Б").id, new_notes(ada, "А").id]
        for guide in guides:
            for org in orgs[:3]:
                ada.entries.write(guide, org, f"{guide} {org}", expected_version=0)
        ada.entries.clear(guides[0], orgs[1], expected_version=1)
        ada.organizations.archive(orgs[2])
        ada.directories.archive(guides[1])
        with unit_of(world, "ada") as work:
            given = list(work.entries.texts([guides[1], a_missing_id(), guides[0]]))
            assert list(work.entries.texts([])) == []
        ids = [one.organization_id for one in given]
        assert ids == sorted(ids)
        assert {(one.organization_id, one.directory_id): (one.version, one.text) for one in given} == {
            (org, guide): (2, "") if (org, guide) == (orgs[1], guides[0]) else (1, f"{guide} {org}")
            for guide in guides
            for org in orgs[:3]
        }
        assert len(given) == 6

    def test_port_imported_texts_are_those_of_the_last_import_of_the_source(self, world: World) -> None:
        """The base is what the last import of exactly this source wrote, whatever others wrote since."""
        anna = world.user("anna")
        org, other, guide = new_organization(anna, "А").id, new_organization(anna, "Б").id, new_directory(anna).id
        for text, source in (("раз", "клиенты"), ("два", "клиенты"), ("три", "Клиенты")):
            anna.imports.apply(a_plan(anna, guide, {"А": text}, source=source, overwrite=True))
        anna.entries.write(guide, org, "рукой", expected_version=OVERWRITE)
        pairs = [(org, guide), (other, guide), (org, a_missing_id()), (a_missing_id(), guide)]
        with unit_of(world, "anna") as work:
            base = work.entries.imported_texts
            assert dict(base("Клиенты", pairs)) == {pairs[0]: "три"}
            assert dict(base("клиенты", iter(pairs))) == {pairs[0]: "два"}
            assert dict(base("клиент", pairs)) == dict(base("клиенты", [])) == dict(base("", pairs)) == {}

    def test_port_many_texts_are_written_as_one_by_one(self, world: World) -> None:
        """Thousands of texts, new and over others, read once from an iterator, are each one revision with its row."""
        anna = world.user("anna")
        with anna.transaction() as tx:
            guides = [new_directory(tx, f"{number}").id for number in range(3)]
            orgs = [new_organization(tx, f"{number:04}").id for number in range(900)]
            for org in orgs[::2]:
                tx.entries.write(guides[1], org, "прежнее", expected_version=0)
            tx.attachments.attach(guides[1], orgs[898], b"data", name="a.txt")

        def texts() -> Iterator[NewText]:
            for number, org in enumerate(orgs):
                for at, guide in enumerate(guides):
                    version = 0 if at != 1 or number % 2 else 2 if number == 898 else 1
                    yield NewText(org, guide, version, f"{number} {at}", number + 2)

        commit = a_commit(world, source="клиенты")
        with unit_of(world, "anna", writes=True) as work:
            work.entries.write_many(texts(), commit=commit)
            work.commit()
        assert len(anna.entries.list(directory_id=guides[1])) == 900
        for number in (0, 1, 2, 898, 899):
            for at, guide in enumerate(guides):
                entry = anna.entries.read(guide, orgs[number])
                revision = anna.entries.history(guide, orgs[number])[-1]
                assert (entry.text, revision.text) == (f"{number} {at}",) * 2
                assert (revision.version, revision.row) == (entry.version, number + 2)
                assert (revision.action, revision.commit) == (Action.WRITTEN, commit)
                assert len(entry.attachments) == len(revision.attachments) == int((at, number) == (1, 898))
        assert isinstance(commit.origin, ByImport)

    def test_port_place_is_written_twice_in_one_go(self, world: World) -> None:
        """Of two texts for one place, each over the version before it, both are in the history, in their order."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        with unit_of(world, "anna", writes=True) as work:
            texts = [NewText(org, guide, version, f"{version}", 2 + version) for version in range(3)]
            work.entries.write_many(texts, commit=a_commit(world))
            work.commit()
        assert [(one.version, one.text, one.row) for one in anna.entries.history(guide, org)] == [
            (1, "0", 2),
            (2, "1", 3),
            (3, "2", 4),
        ]
        assert anna.entries.read(guide, org).text == "2"

    def test_port_place_tells_the_directory_first(self, world: World) -> None:
        """A place where directory and organization are missing is refused for the directory; a blank one is given."""
        anna = world.user("anna")
        org, guide = new_organization(anna), new_directory(anna)
        with unit_of(world, "anna") as work:
            error = refused(NotFoundError, work.entries.place, a_missing_id(1), a_missing_id(2))
            assert (error.what, error.id) == ("directory", a_missing_id(1))
            assert refused(NotFoundError, work.entries.place, guide.id, a_missing_id(2)).what == "organization"
            place = work.entries.place(guide.id, org.id)
            assert (place.directory, place.organization, place.entry.version) == (guide, org, 0)

    def test_port_list_tells_what_is_missing_in_one_order(self, world: World) -> None:
        """Of what is missing the directory is told, then the organization, then the same two of the mark."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        missing = [a_missing_id(number) for number in range(4)]
        given = {"directory_id": missing[0], "organization_id": missing[1], "after": (missing[3], missing[2])}
        there = [("directory_id", guide), ("organization_id", org), ("after", (missing[3], guide))]
        with unit_of(world, "anna") as work:
            listing: Any = work.entries.list
            for number, what in enumerate(("directory", "organization", "directory", "organization")):
                error = refused(NotFoundError, listing, **given)
                assert (error.what, error.id) == (what, missing[number])
                given |= dict(there[number : number + 1])

    def test_port_attachment_tells_where_it_stands(self, world: World) -> None:
        """An attachment, past or present, is given with the ids of its directory and its organization."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        files = [anna.attachments.attach(guide, org, b"data", name=name) for name in ("a.txt", "b.txt")]
        anna.attachments.detach(files[0].id)
        with unit_of(world, "boris") as work:
            for file in files:
                assert work.entries.attachment(file.id) == (guide, org, file)
