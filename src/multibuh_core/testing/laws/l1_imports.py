"""L1 for imports: neither a plan nor its writing sees a hidden directory, or is stopped by one."""

from __future__ import annotations

import attrs
import pytest

from multibuh_core.errors import ConflictError, InvalidInputError, NotFoundError
from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.plan import Plan
from multibuh_core.imports.table import Row, Table
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.outcomes import all_seen_by, refused, told
from multibuh_core.testing.world import World
from multibuh_core.visibility import Visibility
from multibuh_core.workspace import Workspace

EACH_VISIBILITY = pytest.mark.parametrize("visibility", Visibility)


def a_plan_by_name(workspace: Workspace, visibility: Visibility, name: str = "Банк") -> Plan:
    """Plan to write one text into the directory of a name."""
    table = Table(headers=("Имя", name), rows=(Row(2, ("А", "из файла")),))
    mapping = ImportMapping(name="Имя", directories=[DirectoryColumn(name, visibility=visibility)])
    return workspace.imports.plan(table, mapping, source="клиенты")


def but_for_ids(plan: Plan) -> Plan:
    """Return the plan without what no two plans share."""
    return attrs.evolve(plan, import_id=a_missing_id())


class L1Imports(Kit, law="L1"):
    """What is hidden is no target, no base, no obstacle."""

    @EACH_VISIBILITY
    def test_l1_name_of_a_hidden_directory_means_no_directory(self, world: World, visibility: Visibility) -> None:
        """A plan by name is the same with others' personal directories of that name and without; it makes its own."""
        anna, boris, ada = world.user("anna"), world.user("boris"), world.admin("ada")
        org = new_organization(anna, "А").id
        before = but_for_ids(a_plan_by_name(ada, visibility))
        hidden = [new_notes(user, "Банк").id for user in (anna, anna, boris)]
        anna.entries.write(hidden[0], org, "тайное", expected_version=0)
        hers = all_seen_by(anna)
        plan = a_plan_by_name(ada, visibility)
        assert but_for_ids(plan) == before
        ada.imports.apply(plan)
        (made,) = ada.directories.list()
        assert (made.visibility, made.owner_id) == (visibility, "ada")
        assert ada.entries.read(made.id, org).text == "из файла"
        if visibility is Visibility.PERSONAL:
            assert all_seen_by(anna) == hers

    def test_l1_personal_column_means_the_viewers_own_directory(self, world: World) -> None:
        """A personal column is written into the one that the viewer owns, a collective one into what all see."""
        anna, boris = world.user("anna"), world.user("boris")
        org = new_organization(anna, "А").id
        hers, his, common = new_notes(anna, "Банк"), new_notes(boris, "Банк"), new_directory(anna, "Банк")
        boris.imports.apply(a_plan_by_name(boris, Visibility.PERSONAL))
        assert boris.entries.read(his.id, org).text == "из файла"
        assert anna.entries.read(hers.id, org).version == boris.entries.read(common.id, org).version == 0
        boris.imports.apply(a_plan_by_name(boris, Visibility.COLLECTIVE))
        assert boris.entries.read(common.id, org).text == "из файла"
        assert anna.entries.read(hers.id, org).version == 0

    @EACH_VISIBILITY
    def test_l1_two_of_a_name_are_refused_with_their_ids_alone(self, world: World, visibility: Visibility) -> None:
        """A name that two visible directories bear is refused, and what is told names no hidden one."""
        anna, boris = world.user("anna"), world.user("boris")
        make = new_notes if visibility is Visibility.PERSONAL else new_directory
        hidden, seen = new_notes(anna, "Банк").id, [make(boris, "Банк").id for _ in range(2)]
        words = repr(told(refused(InvalidInputError, a_plan_by_name, boris, visibility)))
        assert hidden not in words
        assert all(one in words for one in seen)

    def test_l1_hidden_directory_named_by_id_is_missing_to_a_plan(self, world: World) -> None:
        """To plan a column for a hidden directory is told like for a missing one, to administrators too."""
        hidden = new_notes(world.user("anna")).id
        for other in (world.user("boris"), world.admin("ada")):
            at_hidden = refused(NotFoundError, a_plan, other, hidden, {"А": "чужое"})
            at_missing = refused(NotFoundError, a_plan, other, a_missing_id(), {"А": "чужое"})
            assert repr(told(at_hidden)).replace(hidden, a_missing_id()) == repr(told(at_missing))

    def test_l1_plan_edited_to_name_a_hidden_directory_writes_nothing(self, world: World) -> None:
        """A plan into which a hidden directory was put by hand is refused like with a missing one."""
        # Leaked once in a peer: NetBox #22515.
        anna, ada = world.user("anna"), world.admin("ada")
        org, hidden, guide = new_organization(anna, "А").id, new_notes(anna).id, new_directory(ada).id
        anna.entries.write(hidden, org, "тайное", expected_version=0)
        document = a_plan(ada, guide, {"А": "чужое"}).to_json()
        before = all_seen_by(anna)
        at_hidden, at_missing = (
            refused(ConflictError, ada.imports.apply, Plan.from_json(document.replace(guide, other)))
            for other in (hidden, a_missing_id())
        )
        assert repr(told(at_hidden)).replace(hidden, a_missing_id()) == repr(told(at_missing))
        assert all_seen_by(anna) == before

    def test_l1_hidden_change_after_the_plan_does_not_stop_it(self, world: World) -> None:
        """A plan is applied though others have since made and written personal directories about its organizations."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna, "А").id, new_directory(anna).id
        plans = [a_plan(anna, guide, {"А": "из файла"}), a_plan_by_name(anna, Visibility.COLLECTIVE)]
        hidden = new_notes(boris, "Банк").id
        boris.entries.write(hidden, org, "тайное", expected_version=0)
        boris.imports.apply(a_plan(boris, hidden, {"А": "тоже тайное"}, overwrite=True))
        for plan in plans:
            assert anna.imports.apply(plan).entries.new == 1
        assert boris.entries.read(hidden, org).text == "тоже тайное"

    def test_l1_directory_given_away_after_the_plan_is_missing_to_it(self, world: World) -> None:
        """A plan into a personal directory that has since become another's is refused, and tells nothing of it."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna, "А").id, new_notes(anna, "Было моё").id
        plan = a_plan(anna, notes, {"А": "из файла"})
        anna.directories.transfer(notes, to="boris")
        boris.directories.update(notes, expected_version=2, name="Стало тайным")
        assert "тайным" not in repr(told(refused(ConflictError, anna.imports.apply, plan)))
        assert boris.entries.read(notes, org).version == 0
