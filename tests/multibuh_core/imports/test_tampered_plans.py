"""A plan that somebody edited does not get past the rules."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from multibuh_core import Visibility, Workspace
from multibuh_core.errors import AlreadyExistsError, ConflictError, InvalidInputError
from multibuh_core.imports import DirectoryColumn, Plan
from multibuh_core.names import MAX_TEXT_BYTES
from multibuh_core.organization import OrganizationKind
from tests.multibuh_core.imports.tables import a_mapping, a_table, a_workspace, colleague, imported
from tests.multibuh_core.numbers import an_inn, an_inn_of_a_person
from tests.multibuh_core.refusals import refusal


def a_plan(workspace: Workspace) -> Plan:
    """Return a plan that adds one organization with two texts, in a firm that has a directory and a client."""
    imported(
        workspace, a_table({"Название": "Астра", "Карта": "склад"}), a_mapping(directories=[DirectoryColumn("Карта")])
    )
    return workspace.imports.plan(a_table({"Название": "Мак", "Карта": "банк", "Банк": "пн"}), a_mapping())


def with_organization(plan: Plan, **changes: Any) -> Plan:
    """Return the plan with its organization changed."""
    return attrs.evolve(plan, organizations=(attrs.evolve(plan.organizations[0], **changes),))


def with_details(plan: Plan, **changes: Any) -> Plan:
    """Return the plan with its organization's details changed."""
    details = plan.organizations[0].details
    assert details is not None
    return with_organization(plan, details=attrs.evolve(details, **changes))


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "х" * 1_001}, "name"),
        ({"inn": "7707083894"}, "inn"),
        ({"inn": an_inn_of_a_person(1), "kind": OrganizationKind.LEGAL_ENTITY}, "kind"),
        ({"kpp": "1"}, "kpp"),
        ({"inn": an_inn_of_a_person(1), "kind": OrganizationKind.ENTREPRENEUR, "kpp": "773601001"}, "kpp"),
        ({"ogrn": "1"}, "ogrn"),
        ({"external_ids": {"1c": ""}}, "external_ids"),
    ],
)
def test_names_and_numbers_are_checked_anew(details: dict[str, Any], field: str) -> None:
    """A wrong name, number or key in a plan is refused as one that a caller gives."""
    plan = a_plan(a_workspace())
    assert refusal(InvalidInputError, with_details, plan, **details).field == field


@pytest.mark.parametrize("text", ["а\0", "\ud800", "а" * (MAX_TEXT_BYTES + 1)])
def test_texts_are_checked_anew(text: str) -> None:
    """So is a text."""
    plan = a_plan(a_workspace())
    assert refusal(InvalidInputError, with_organization, plan, texts=("банк", text)).field == "text"


PIECES = "справочники, версии, строки и тексты не соответствуют друг другу. Составьте план заново."
NUMBERS = "такого справочника или такой версии записи в плане быть не может. Составьте план заново."
IDS = "у новой организации есть данные и версия 0, у существующей версия от 1. Составьте план заново."


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"texts": ("банк",)}, PIECES),
        ({"rows": ()}, PIECES),
        ({"versions": (0, 0, 0)}, PIECES),
        ({"directories": (0, 0)}, PIECES),
        ({"directories": (0, 2)}, NUMBERS),
        ({"directories": (-1, 0)}, NUMBERS),
        ({"versions": (-1, 0)}, NUMBERS),
        ({"versions": (1, 0)}, NUMBERS),
        ({"version": 1}, IDS),
        ({"id": "0190abcd", "version": 0}, IDS),
        ({"details": None}, IDS),
        ({"row": 0}, "строки таблицы считаются от 1. Составьте план заново."),
        ({"rows": (0, 1)}, "строки таблицы считаются от 1. Составьте план заново."),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(changes: dict[str, Any], rule: str) -> None:
    """Pieces that do not fit together make no plan."""
    error = refusal(InvalidInputError, with_organization, a_plan(a_workspace()), **changes)
    assert (error.field, error.rule) == ("plan", rule)


def test_a_plan_of_another_firm_is_refused() -> None:
    """A plan is applied in the firm that it was made for (L8)."""
    workspace = a_workspace()
    plan = a_plan(workspace)
    other = a_workspace(workspace._session.backend, firm="other")
    error = refusal(InvalidInputError, other.imports.apply, plan)
    assert error.rule == "план составлен для другой фирмы. Составьте план заново."


def test_the_same_thing_twice_is_refused() -> None:
    """An organization or a directory that stands in a plan twice would be written twice."""
    plan = a_plan(a_workspace())
    twice = (plan.directories[0], plan.directories[0])
    rule = "справочник или организация стоит в плане дважды. Составьте план заново."
    assert refusal(InvalidInputError, attrs.evolve, plan, directories=twice).rule == rule


def test_a_plan_cannot_write_into_what_its_user_does_not_see() -> None:
    """Another user's personal directory in an edited plan is a directory that is gone (L1)."""
    workspace = a_workspace()
    plan = a_plan(workspace)
    hidden = colleague(workspace).directories.create("Тайна", visibility=Visibility.PERSONAL)
    messages = []
    for one in (hidden.id, "0190abcd-0000-7000-bfff-000000000001"):
        named = attrs.evolve(plan.directories[0], id=one, version=1)
        forged = attrs.evolve(plan, directories=(named, plan.directories[1]))
        error = refusal(ConflictError, workspace.imports.apply, forged)
        messages.append(str(error).replace(one, "…"))
    assert (
        messages[0]
        == messages[1]
        == (
            "План устарел: справочника «…» больше нет после его составления. Ничего не записано, составьте план заново."
        )
    )


def test_a_colleague_does_not_get_my_personal_directory() -> None:
    """A plan that would create a personal directory is applied by its own user only."""
    workspace = a_workspace()
    mine = [DirectoryColumn("Карта", visibility=Visibility.PERSONAL)]
    plan = workspace.imports.plan(a_table({"Название": "Мак", "Карта": "банк"}), a_mapping(directories=mine))
    error = refusal(InvalidInputError, colleague(workspace).imports.apply, plan)
    assert error.rule == "план заводит личный справочник другого сотрудника. Составьте свой план."


def test_a_colleague_may_apply_a_plan_of_collective_directories() -> None:
    """What one planned another may review and apply; the history names who applied it."""
    workspace = a_workspace()
    plan = a_plan(workspace)
    colleague(workspace).imports.apply(plan)
    added = next(one for one in workspace.organizations.list() if one.name == "Мак")
    assert added.updated_by == "boris"


def test_a_key_of_another_organization_is_refused(workspace: Workspace) -> None:
    """An edited plan that gives away somebody's (ИНН, КПП) fails as a whole."""
    workspace.organizations.add("Ромашка", inn=an_inn(1))
    plan = a_plan(workspace)
    taken = with_details(plan, inn=an_inn(1), kind=OrganizationKind.LEGAL_ENTITY)
    taken = with_organization(taken, beside=tuple(one.id for one in workspace.organizations.list()))
    refusal(AlreadyExistsError, workspace.imports.apply, taken)
    assert len(workspace.organizations.list()) == 2


def test_an_edited_document_is_refused_when_it_is_read() -> None:
    """The rules stand at the door: a document with a wrong number makes no plan that could be applied."""
    workspace = a_workspace()
    good = an_inn(7)
    text = workspace.imports.plan(a_table({"Название": "Мак", "ИНН": good}), a_mapping()).to_json()
    error = refusal(InvalidInputError, Plan.from_json, text.replace(good, "7707083894"))
    assert (error.field, error.value) == ("inn", "7707083894")


def test_a_refusal_leaves_a_transaction_as_it_was(workspace: Workspace) -> None:
    """A plan that fails stages nothing, and the transaction goes on."""
    plan = workspace.imports.plan(a_table({"Название": "Мак", "Карта": "банк"}), a_mapping())
    with workspace.transaction() as shared:
        shared.organizations.add("Мак")
        refusal(ConflictError, shared.imports.apply, plan)
        shared.organizations.add("Лютик")
    assert [one.name for one in workspace.organizations.list()] == ["Лютик", "Мак"]
    assert workspace.directories.list() == ()
