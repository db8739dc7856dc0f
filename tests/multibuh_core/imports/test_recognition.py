"""Recognition: which organization a row speaks of, and when it is rejected."""

from __future__ import annotations

import pytest

from multibuh_core import Role, Workspace
from multibuh_core.actor import Actor
from multibuh_core.imports import Plan
from tests.multibuh_core.imports.tables import a_mapping, a_table, a_workspace, counts, imported, told
from tests.multibuh_core.numbers import an_inn, an_inn_of_a_person

INN = an_inn(1)
KPP, BRANCH = "773601001", "780502001"


def planned(workspace: Workspace, *rows: dict[str, str], **options: bool) -> Plan:
    """Return the plan of these rows."""
    return workspace.imports.plan(a_table(*rows), a_mapping(**options))


def archived(workspace: Workspace, organization_id: str) -> None:
    """Archive an organization, as an administrator."""
    admin = Workspace(workspace._session.backend, firm=workspace.firm, actor=Actor("root", {Role.ADMIN}))
    admin.organizations.archive(organization_id)


@pytest.mark.parametrize(
    "row",
    [
        {"Код": "7", "Карта": "банк"},
        {"Код": "7", "ИНН": an_inn(2), "Название": "Другое", "Карта": "банк"},
        {"ИНН": INN, "КПП": KPP, "Карта": "банк"},
        {"ИНН": INN, "Название": "Другое", "Карта": "банк"},
        {"ИНН": INN, "Код": "8", "Карта": "банк"},
        {"Название": "  РОМАШКА\xa0", "Карта": "банк"},
    ],
    ids=["key", "key before ИНН", "ИНН and КПП", "ИНН alone", "ИНН where the key is new", "name"],
)
def test_an_organization_is_matched(workspace: Workspace, row: dict[str, str]) -> None:
    """By external id; by ИНН and КПП; by ИНН alone where just one live one has it; by exact name, folded."""
    there = workspace.organizations.add("Ромашка", inn=INN, kpp=KPP, external_ids={"1c": "7"})
    plan = planned(workspace, row)
    assert counts(plan)[:2] == (0, 1)
    assert plan.organizations[0].id == there.id


@pytest.mark.parametrize(
    "row",
    [
        {"Название": "Ромашка", "ИНН": INN, "КПП": BRANCH},
        {"Название": "Ромашка", "ИНН": an_inn(2)},
        {"Название": "Ромашка", "Код": "8"},
        {"Название": "Ромашка Плюс"},
    ],
    ids=["another КПП", "another ИНН", "another key", "another name"],
)
def test_an_organization_that_is_not_matched_is_added(workspace: Workspace, row: dict[str, str]) -> None:
    """A key given is not overruled by the name: then the organization is another one."""
    workspace.organizations.add("Ромашка", inn=INN, kpp=KPP, external_ids={"1c": "7"})
    assert counts(imported(workspace, a_table(row)))[:2] == (1, 0)
    assert len(workspace.organizations.list()) == 2


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"ИНН": INN}, "ИНН", f"организаций с ИНН {INN} несколько, а КПП в строке нет. Укажите КПП."),
        (
            {"Название": "Ромашка"},
            "Название",
            "организаций с названием «Ромашка» несколько. Укажите ИНН или внешний ключ.",
        ),
        ({"Карта": "банк"}, "", "строка не называет организацию. Укажите название, ИНН или внешний ключ."),
        (
            {"ИНН": an_inn(3)},
            "Название",
            "название «»: такой организации ещё нет, а добавить её без названия нельзя. Укажите название.",
        ),
    ],
    ids=["two with the ИНН", "two with the name", "nothing", "new without a name"],
)
def test_a_row_of_which_no_organization_can_be_told_is_rejected(
    workspace: Workspace, row: dict[str, str], column: str, reason: str
) -> None:
    """More than one match, nothing to match by, or nothing to add by: the row is rejected, and says why."""
    workspace.organizations.add("Ромашка", inn=INN, kpp=KPP)
    workspace.organizations.add("ромашка", inn=INN, kpp=BRANCH)
    good = {"Название": "Мак", "Карта": "банк"}
    plan = planned(workspace, row, good)
    assert told(plan.report.rejected) == [(2, column, reason)]
    assert counts(plan)[:2] == (1, 0)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"Код": "7"}, "Код"),
        ({"ИНН": INN, "КПП": KPP}, "ИНН"),
        ({"ИНН": INN, "Название": "Мак"}, "ИНН"),
        ({"Название": "Ромашка"}, "Название"),
    ],
)
def test_an_archived_organization_is_not_written_to(workspace: Workspace, row: dict[str, str], column: str) -> None:
    """Where only an archived one matches, the row is rejected: neither changed nor added a second time."""
    there = workspace.organizations.add("Ромашка", inn=INN, kpp=KPP, external_ids={"1c": "7"})
    archived(workspace, there.id)
    plan = planned(workspace, row)
    reason = "такая организация есть только в архиве. Верните её из архива или уберите строку."
    assert told(plan.report.rejected) == [(2, column, reason)]


def test_keys_of_two_organizations_reject_the_row(workspace: Workspace) -> None:
    """A row whose external ids belong to two organizations is neither's."""
    workspace.organizations.add("Ромашка", external_ids={"1c": "7"})
    workspace.organizations.add("Мак", external_ids={"crm": "7"})
    mapping = a_mapping(external_ids={"1c": "Код", "crm": "ОГРН"}, ogrn=None)
    plan = workspace.imports.plan(a_table({"Код": "7", "ОГРН": "7"}), mapping)
    reason = "внешние ключи строки принадлежат разным организациям. Исправьте ключи."
    assert told(plan.report.rejected) == [(2, "Код", reason)]


def test_one_key_with_two_inn_rejects_the_rows(workspace: Workspace) -> None:
    """Rows that share an external id are one organization, which has one ИНН."""
    plan = planned(workspace, {"Код": "7", "ИНН": INN}, {"Код": "7", "ИНН": an_inn(2), "Название": "Мак"})
    reason = "у строк с одним внешним ключом разные ИНН. Исправьте ключ или ИНН."
    assert told(plan.report.rejected) == [(2, "Код", reason), (3, "Код", reason)]


def test_a_row_with_a_kpp_and_one_without_are_one_organization(workspace: Workspace) -> None:
    """In a new file the row without a КПП goes to the one organization that has its ИНН, whatever their order."""
    without = {"Название": "Ромашка", "ИНН": INN, "Банк": "вторник"}
    with_kpp = {"Название": "Ромашка", "ИНН": INN, "КПП": KPP, "Карта": "банк"}
    assert counts(imported(workspace, a_table(without, with_kpp))) == (1, 0, 2, 0, 0, 0)
    assert counts(planned(workspace, with_kpp, without)) == (0, 1, 0, 0, 2, 0)


def test_one_inn_for_two_names_is_not_one_client(workspace: Workspace) -> None:
    """Two kindergartens with one ИНН, one of them without a КПП, stay two: a number is wrong, and no card gets both."""
    rows = a_table(
        {"Название": "Сад 2674", "ИНН": INN, "Карта": "один"},
        {"Название": "Сад 374", "ИНН": INN, "КПП": KPP, "Карта": "другой"},
    )
    assert counts(imported(workspace, rows))[:3] == (2, 0, 2)
    assert counts(workspace.imports.plan(rows, a_mapping())) == (0, 2, 0, 0, 2, 0)


def test_names_alone_are_joined_within_the_file(workspace: Workspace) -> None:
    """A row with a name only goes to the one organization of the file, or of the firm, that bears it."""
    rows = ({"Название": "ромашка", "Банк": "вторник"}, {"Название": "Ромашка", "ИНН": INN, "Карта": "банк"})
    assert counts(imported(workspace, a_table(*rows)))[:3] == (1, 0, 2)
    assert counts(planned(workspace, *rows)) == (0, 1, 0, 0, 2, 0)


def test_a_person_and_a_company_of_one_name_are_told_apart(workspace: Workspace) -> None:
    """Numbers are stronger than names: one name, two ИНН, two organizations."""
    rows = ({"Название": "Мак", "ИНН": INN}, {"Название": "Мак", "ИНН": an_inn_of_a_person(1)})
    assert counts(imported(workspace, a_table(*rows)))[:2] == (2, 0)


def test_many_rows_with_one_inn_take_linear_time() -> None:
    """Ten thousand branches, and as many rows that name only their ИНН, are settled without looking at all pairs."""
    branches = [{"Название": f"Филиал {at}", "ИНН": INN, "КПП": f"{at:09d}"} for at in range(10_000)]
    bare = [{"Название": f"Филиал {at}", "ИНН": INN} for at in range(0, 20_000, 2)]
    plan = planned(a_workspace(), *branches, *bare)
    assert counts(plan)[:2] == (10_000, 0)
    assert len(plan.report.rejected) == 5_000
