"""L10 for imports: a plan writes nothing, and is applied as one commit or not at all, tomorrow too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs
import pytest

from multibuh_core.errors import ConflictError
from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.plan import Plan
from multibuh_core.imports.table import Row, Table
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import World
from multibuh_core.workspace import Workspace

ROWS = (
    Row(2, ("Известная", an_inn(1), "заново", "по средам")),
    Row(3, ("Другая", "", "иначе", "")),
    Row(4, ("Новая", an_inn(2), "впервые", "по пятницам")),
)
TABLE = Table(headers=("Имя", "ИНН", "Банк", "Склад"), rows=ROWS)


def a_full_plan(workspace: Workspace, directory_id: str) -> Plan:
    """Plan to change an organization, to add one and a directory, and to write old and new entries."""
    columns = [DirectoryColumn("Банк", directory_id=directory_id), DirectoryColumn("Склад")]
    mapping = ImportMapping(name="Имя", inn="ИНН", directories=columns, update_organizations=True)
    return workspace.imports.plan(TABLE, mapping, source="клиенты", overwrite=True)


def a_firm(workspace: Workspace) -> tuple[str, str, str]:
    """Make what the plan rests on: a directory, and two organizations with an entry each."""
    guide = new_directory(workspace, "Банк").id
    known = new_organization(workspace, "Знакомая", inn=an_inn(1)).id
    other = new_organization(workspace, "Другая").id
    for org in (known, other):
        workspace.entries.write(guide, org, "прежнее", expected_version=0)
    return guide, known, other


Move: TypeAlias = Callable[[Workspace, str, str, str], object]
MOVES: dict[str, Move] = {
    "an entry was written": lambda w, d, _, o: w.entries.write(d, o, "правка", expected_version=1),
    "a file was attached": lambda w, d, _, o: w.attachments.attach(d, o, b"data", name="a.txt"),
    "an entry was cleared": lambda w, d, _, o: w.entries.clear(d, o, expected_version=1),
    "an organization was changed": lambda w, _, k, __: w.organizations.update(
        k, expected_version=1, ogrn=None, name="Я"
    ),
    "an organization was archived": lambda w, _, __, o: w.organizations.archive(o),
    "the directory was renamed": lambda w, d, _, __: w.directories.update(d, expected_version=1, name="Касса"),
    "the directory was archived": lambda w, d, _, __: w.directories.archive(d),
    "the new organization was added": lambda w, _, __, ___: new_organization(w, "Кто-то", inn=an_inn(2)),
    "the new directory was created": lambda w, _, __, ___: new_directory(w, "склад"),
}


class L10Imports(Kit, law="L10"):
    """Planned, put off, applied, refused."""

    def test_l10_plan_writes_nothing(self, world: World) -> None:
        """However much a plan is to write, planning it changes nothing that anybody sees."""
        ada = world.admin("ada")
        guide = a_firm(ada)[0]
        before = all_seen_by(ada)
        plan = a_full_plan(ada, guide)
        assert (plan.report.organizations.new, plan.report.entries.new, plan.report.entries.changed) == (1, 3, 2)
        assert not plan.report.applied
        assert all_seen_by(ada) == before

    def test_l10_import_is_one_commit(self, world: World) -> None:
        """All that an import writes bears one commit: entries, organizations, and directories that it creates."""
        ada = world.admin("ada")
        guide, known, other = a_firm(ada)
        report = ada.imports.apply(a_full_plan(ada, guide))
        assert report.applied
        (added,), (made,) = (
            ada.organizations.find(inn=an_inn(2)),
            (one for one in ada.directories.list() if one.id != guide),
        )
        written = [(guide, known), (guide, other), (guide, added.id), (made.id, known), (made.id, added.id)]
        commits = [ada.entries.history(*pair)[-1].commit for pair in written]
        commits += [ada.organizations.history(one)[-1].commit for one in (known, added.id)]
        commits.append(ada.directories.history(made.id)[-1].commit)
        assert commits == [commits[0]] * 8
        assert ada.organizations.history(other)[-1].commit != commits[0]
        assert [ada.entries.read(*pair).text for pair in written] == [
            "заново", "иначе", "впервые", "по средам", "по пятницам",
        ]  # fmt: skip
        assert ada.organizations.get(known).name == "Известная"

    def test_l10_plan_is_applied_tomorrow_from_its_document(self, world: World) -> None:
        """A plan that was put away as a document comes to the same as one applied at once, by another opening too."""
        ada = world.admin("ada")
        guide, known, _ = a_firm(ada)
        plan = a_full_plan(ada, guide)
        thawed = Plan.from_json(plan.to_json())
        assert thawed == plan
        if self.lasting:
            with world.opened_again() as again:
                report = again.admin("ada").imports.apply(thawed)
        else:
            report = ada.imports.apply(thawed)
        assert report == attrs.evolve(plan.report, applied=True)
        assert ada.entries.read(guide, known).text == "заново"
        assert len(ada.organizations.list()) == 3

    @pytest.mark.parametrize("move", MOVES.values(), ids=MOVES.keys())
    def test_l10_plan_of_yesterday_is_refused_where_something_moved(self, world: World, move: Move) -> None:
        """Where anything that a plan touches has moved since, it raises ConflictError and writes nothing."""
        ada = world.admin("ada")
        guide, known, other = a_firm(ada)
        plan = a_full_plan(ada, guide)
        move(ada, guide, known, other)
        before = all_seen_by(ada)
        refused(ConflictError, ada.imports.apply, plan)
        assert all_seen_by(ada) == before

    def test_l10_what_a_plan_does_not_touch_may_move(self, world: World) -> None:
        """A plan is applied though other entries, organizations and directories have changed since."""
        ada = world.admin("ada")
        guide, known, _ = a_firm(ada)
        aside, apart = new_directory(ada, "В стороне").id, new_organization(ada, "Посторонняя").id
        plan = a_full_plan(ada, guide)
        ada.entries.write(guide, apart, "рядом", expected_version=0)
        ada.entries.write(aside, known, "рядом", expected_version=0)
        ada.organizations.update(apart, expected_version=1, name="Иная")
        ada.directories.archive(aside)
        assert ada.imports.apply(plan).applied

    def test_l10_plan_is_applied_once(self, world: World) -> None:
        """A plan that was applied is refused when it is applied again, and writes nothing."""
        ada = world.admin("ada")
        plan = a_full_plan(ada, a_firm(ada)[0])
        ada.imports.apply(plan)
        before = all_seen_by(ada)
        refused(ConflictError, ada.imports.apply, plan)
        assert all_seen_by(ada) == before

    def test_l10_import_in_a_transaction_goes_with_it(self, world: World) -> None:
        """An import within a transaction sees what that wrote, and is discarded with it."""
        ada = world.admin("ada")
        before = all_seen_by(ada)
        with pytest.raises(ZeroDivisionError), ada.transaction() as tx:  # noqa: PT012 - it is what is discarded
            guide, known, _ = a_firm(tx)
            tx.imports.apply(a_full_plan(tx, guide))
            assert tx.entries.read(guide, known).text == "заново"
            assert [one.name for one in tx.directories.list()] == ["Банк", "Склад"]
            raise ZeroDivisionError
        assert all_seen_by(ada) == before
