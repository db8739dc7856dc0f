"""L4 for what is written in bulk: an import makes the same revisions as whoever writes by hand, and says where from."""

from __future__ import annotations

import attrs

from multibuh_core.actor import Viewer
from multibuh_core.commit import ByImport
from multibuh_core.revision import Action
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.builders import an_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.world import FIRM, World


class L4Imports(Kit, law="L4"):
    """Whole states, with the import, its source and its rows."""

    def test_l4_import_tells_its_source_and_its_row(self, world: World) -> None:
        """The revisions that an import makes, of entries and organizations, name the import, its source and the row."""
        anna = world.user("anna")
        guide = new_directory(anna).id
        known = new_organization(anna, "А").id
        plan = a_plan(anna, guide, {"А": "раз", "Б": "два"}, source="клиенты.xlsx")
        anna.imports.apply(plan)
        (added,) = anna.organizations.find(name="Б")
        origin = ByImport(import_id=plan.import_id, source="клиенты.xlsx", sheet="")
        for organization, row in ((known, 2), (added.id, 3)):
            (written,) = anna.entries.history(guide, organization)
            assert (written.action, written.row, written.commit.origin) == (Action.WRITTEN, row, origin)
        (revision,) = anna.organizations.history(added.id)
        assert (revision.action, revision.row, revision.commit.origin) == (Action.ADDED, 3, origin)

    def test_l4_import_keeps_the_files_of_an_entry(self, world: World) -> None:
        """What an import writes over keeps its files; what was there stands in the history with them."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna, "А").id, new_directory(anna).id
        file = boris.attachments.attach(guide, org, b"data", name="a.txt")
        anna.entries.write(guide, org, "от руки", expected_version=1)
        anna.imports.apply(a_plan(anna, guide, {"А": "из файла"}, overwrite=True))
        entry = boris.entries.read(guide, org)
        assert (entry.text, entry.attachments, entry.version) == ("из файла", (file,), 3)
        assert [(one.version, one.text, one.attachments) for one in boris.entries.history(guide, org)] == [
            (1, "", (file,)),
            (2, "от руки", (file,)),
            (3, "из файла", (file,)),
        ]
        assert boris.entries.history(guide, org)[-1].entry(guide, org) == entry

    def test_l4_many_organizations_are_kept_whole(self, world: World) -> None:
        """Organizations that are put at once, new ones and changed ones, are read and told as each was put."""
        anna = world.user("anna")
        present = new_organization(anna)
        changed = an_organization(1, id=present.id, version=2, external_ids={"1c": "1", "crm": "7"})
        added = an_organization(2, external_ids={"1c": "2"})
        commit = attrs.evolve(
            anna.organizations.history(present.id)[0].commit,
            id=world.settings.new_id(),
            origin=ByImport(import_id=world.settings.new_id(), source="клиенты.xlsx", sheet="Лист1"),
        )
        with world.backend.begin(FIRM, viewer=Viewer("anna"), writes=True) as work:
            many = [(changed, Action.UPDATED, 7), (added, Action.ADDED, None)]
            work.organizations.put_many(many, commit=commit)
            work.commit()
        for organization, action, row in many:
            assert anna.organizations.get(organization.id) == organization
            revision = anna.organizations.history(organization.id)[-1]
            assert (revision.version, revision.organization) == (organization.version, organization)
            assert (revision.action, revision.row, revision.commit) == (action, row, commit)
