"""A plan rests on what it saw: where that has moved, nothing is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from multibuh_core import OVERWRITE, Role, Visibility, Workspace
from multibuh_core.actor import Actor
from multibuh_core.errors import ConflictError
from multibuh_core.imports import DirectoryColumn
from tests.multibuh_core.imports.tables import a_mapping, a_table, colleague, counts, imported, told, written
from tests.multibuh_core.numbers import an_inn
from tests.multibuh_core.refusals import refusal

INN = an_inn(1)
ROWS = (
    {"Название": "Ромашка", "ИНН": INN, "Карта": "касса"},
    {"Название": "Новая", "ИНН": an_inn(2), "Карта": "склад"},
    {"Название": "Безымянная", "Банк": "пн"},
)
COLUMNS = [DirectoryColumn("Карта"), DirectoryColumn("Банк")]


def entry_of(workspace: Workspace) -> tuple[str, str]:
    """Return the ids of the directory "Карта" and of "Ромашка"."""
    directory = next(one for one in workspace.directories.list() if one.name == "Карта")
    return directory.id, workspace.organizations.find(inn=INN)[0].id


def write_by_hand(workspace: Workspace) -> None:
    """Write the entry."""
    workspace.entries.write(*entry_of(workspace), "по-своему", expected_version=OVERWRITE)


def rename_organization(workspace: Workspace) -> None:
    """Rename the client."""
    workspace.organizations.update(entry_of(workspace)[1], expected_version=OVERWRITE, name="Ромашка Плюс")


def archive_organization(workspace: Workspace) -> None:
    """Archive the client."""
    admin = Workspace(workspace._session.backend, firm=workspace.firm, actor=Actor("root", {Role.ADMIN}))
    admin.organizations.archive(entry_of(workspace)[1])


def rename_directory(workspace: Workspace) -> None:
    """Rename the directory."""
    workspace.directories.update(entry_of(workspace)[0], expected_version=OVERWRITE, name="Карта клиента")


def archive_directory(workspace: Workspace) -> None:
    """Archive the directory."""
    workspace.directories.archive(entry_of(workspace)[0])


def create_the_directory(workspace: Workspace) -> None:
    """Create the directory that the plan would."""
    workspace.directories.create("банк", visibility=Visibility.COLLECTIVE)


def add_by_number(workspace: Workspace) -> None:
    """Add a client with the number of one that the plan would add."""
    workspace.organizations.add("Другая", inn=an_inn(2))


def add_by_name(workspace: Workspace) -> None:
    """Add a client with the name of one that the plan would add."""
    workspace.organizations.add("безымянная", inn=an_inn(3))


AGAIN = "Ничего не записано, составьте план заново."


@pytest.mark.parametrize(
    ("move", "message"),
    [
        (write_by_hand, "Запись изменилась после составления плана: составьте план заново."),
        (rename_organization, f"План устарел: организация «Ромашка Плюс» изменилась после его составления. {AGAIN}"),
        (archive_organization, f"План устарел: организация «Ромашка» изменилась после его составления. {AGAIN}"),
        (rename_directory, f"План устарел: справочник «Карта клиента» изменился после его составления. {AGAIN}"),
        (archive_directory, f"План устарел: справочник «Карта» изменился после его составления. {AGAIN}"),
        (create_the_directory, f"План устарел: справочник «Банк» уже появился после его составления. {AGAIN}"),
        (add_by_number, f"План устарел: организация «Новая» уже появилась после его составления. {AGAIN}"),
        (add_by_name, f"План устарел: организация «Безымянная» уже появилась после его составления. {AGAIN}"),
    ],
)
@pytest.mark.parametrize("shares", [False, True], ids=["alone", "in a transaction"])
def test_what_has_moved_stops_the_whole_import(
    workspace: Workspace, move: Callable[[Workspace], None], message: str, *, shares: bool
) -> None:
    """Whatever the plan touches has changed since: ConflictError, and nothing of the plan is written."""
    imported(
        workspace, a_table({"Название": "Ромашка", "ИНН": INN, "Карта": "банк"}), a_mapping(directories=COLUMNS[:1])
    )
    plan = workspace.imports.plan(a_table(*ROWS), a_mapping(directories=COLUMNS))
    move(workspace)
    before = written(workspace), workspace.organizations.list(archived=None), workspace.directories.list(archived=None)
    if shares:
        with workspace.transaction() as shared:
            error = refusal(ConflictError, shared.imports.apply, plan)
    else:
        error = refusal(ConflictError, workspace.imports.apply, plan)
    assert str(error) == message
    after = written(workspace), workspace.organizations.list(archived=None), workspace.directories.list(archived=None)
    assert after == before


def test_a_plan_is_applied_once(workspace: Workspace) -> None:
    """The second time all that it adds is there already."""
    plan = workspace.imports.plan(a_table(*ROWS), a_mapping())
    workspace.imports.apply(plan)
    refusal(ConflictError, workspace.imports.apply, plan)


def test_what_a_plan_does_not_touch_may_move(workspace: Workspace) -> None:
    """Another client, another directory and an unchanged entry do not stand in the way."""
    imported(workspace, a_table(*ROWS))
    plan = workspace.imports.plan(a_table({**ROWS[0], "Карта": "банк"}, *ROWS[1:]), a_mapping())
    workspace.organizations.add("Лютик")
    colleague(workspace).directories.create("Карта", visibility=Visibility.PERSONAL)
    organization = workspace.organizations.find(inn=an_inn(2))[0]
    workspace.entries.write(entry_of(workspace)[0], organization.id, "по-своему", expected_version=1)
    assert counts(workspace.imports.apply(plan)) == (0, 3, 0, 1, 2, 0)


def test_plan_and_apply_share_a_transaction(workspace: Workspace) -> None:
    """In a transaction a plan sees what was staged before it, and what it writes is seen with the rest."""
    with workspace.transaction() as shared:
        there = shared.organizations.add("Ромашка", inn=INN)
        plan = shared.imports.plan(a_table(*ROWS), a_mapping())
        assert counts(plan)[:2] == (2, 1)
        shared.imports.apply(plan)
        assert shared.organizations.get(there.id) == there
        assert colleague(workspace).organizations.list() == ()
    assert len(workspace.organizations.list()) == 3


def test_a_second_organization_with_the_inn_is_known_to_the_plan(workspace: Workspace) -> None:
    """One that was beside it when the plan was made does not stand in the way."""
    rows = (
        {"Название": "Сад 374", "ИНН": INN, "КПП": "773601001"},
        {"Название": "Сад 2674", "ИНН": INN},
    )
    imported(workspace, a_table(rows[0]))
    plan = workspace.imports.plan(a_table(*rows), a_mapping())
    assert told(plan.report.rejected) == []
    workspace.imports.apply(plan)
    assert [one.name for one in workspace.organizations.list()] == ["Сад 2674", "Сад 374"]
