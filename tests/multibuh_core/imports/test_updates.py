"""Changing the organizations that are there: only if the mapping says so."""

from __future__ import annotations

from typing import Any

import pytest

from multibuh_core import OrganizationKind, Workspace
from multibuh_core.commit import ByImport
from tests.multibuh_core.imports.tables import a_mapping, a_table, counts, imported, told
from tests.multibuh_core.numbers import an_inn, an_inn_of_a_person, an_ogrn

INN = an_inn(1)


def test_a_matched_organization_stays_unless_the_mapping_says_so(workspace: Workspace) -> None:
    """Without *update_organizations* nothing of a matched organization is changed."""
    there = workspace.organizations.add("Ромашка", inn=INN)
    imported(workspace, a_table({"Название": "Ромашка Плюс", "ИНН": INN, "Код": "7", "ОГРН": an_ogrn(10**11)}))
    assert workspace.organizations.get(there.id) == there


def test_a_matched_organization_takes_what_the_file_says(workspace: Workspace) -> None:
    """With it, name, numbers and keys are the file's; blank cells change nothing; the revision names the row."""
    there = workspace.organizations.add("Ромашка", inn=INN, kpp="773601001", external_ids={"1c": "7", "crm": "1"})
    table = a_table({"Название": "Ромашка Плюс", "Код": "7", "КПП": "780502001", "ОГРН": "—"}, {"Название": "Мак"})
    imported(workspace, table, a_mapping(update_organizations=True), source="1c")
    now = workspace.organizations.get(there.id)
    assert (now.name, now.inn, now.kpp, now.version) == ("Ромашка Плюс", INN, "780502001", 2)
    assert dict(now.external_ids) == {"1c": "7", "crm": "1"}
    last = workspace.organizations.history(there.id)[-1]
    assert (last.row, last.commit.origin.source if isinstance(last.commit.origin, ByImport) else "") == (2, "1c")


def test_the_kind_follows_a_new_inn(workspace: Workspace) -> None:
    """An organization of kind "other" that gets an ИНН becomes what the ИНН says."""
    there = workspace.organizations.add("Иванов И. И.")
    table = a_table({"Название": "Иванов И. И.", "ИНН": an_inn_of_a_person(1), "Код": "7"})
    imported(workspace, a_table({"Название": "Иванов И. И."}))
    workspace.organizations.update(there.id, expected_version=1, external_ids={"1c": "7"})
    imported(workspace, table, a_mapping(update_organizations=True))
    now = workspace.organizations.get(there.id)
    assert (now.inn, now.kind) == (an_inn_of_a_person(1), OrganizationKind.ENTREPRENEUR)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (
            {"Код": "7", "ИНН": an_inn(2)},
            "ИНН",
            f"ИНН «{an_inn(2)}»: вместе с КПП уже у другой организации. Исправьте номера.",
        ),
        (
            {"ИНН": INN, "КПП": "773601001", "Код": "8", "ОГРН": "9"},
            "Код",
            "внешние ключи строки принадлежат разным организациям. Исправьте ключи.",
        ),
    ],
)
def test_a_key_of_another_organization_rejects_the_row(
    workspace: Workspace, row: dict[str, str], column: str, reason: str
) -> None:
    """No two organizations come out of an import with one key."""
    workspace.organizations.add("Ромашка", inn=INN, external_ids={"1c": "7"})
    workspace.organizations.add("Мак", inn=an_inn(2), external_ids={"1c": "8"})
    workspace.organizations.add("Астра", external_ids={"crm": "9"})
    mapping = a_mapping(update_organizations=True, ogrn=None, external_ids={"1c": "Код", "crm": "ОГРН"})
    plan = workspace.imports.plan(a_table(row), mapping)
    assert told(plan.report.rejected) == [(2, column, reason)]
    assert plan.organizations == ()


def test_keys_may_move_along_a_chain(workspace: Workspace) -> None:
    """What one organization lets go another takes in the same import, whatever the order of the rows."""
    first = workspace.organizations.add("Ромашка", inn=INN, kpp="773601001", external_ids={"1c": "7"})
    second = workspace.organizations.add("Мак", inn=INN, kpp="773602001", external_ids={"1c": "8"})
    table = a_table({"Код": "7", "КПП": "773602001"}, {"Код": "8", "КПП": "773603001"})
    report = imported(workspace, table, a_mapping(update_organizations=True))
    assert counts(report)[:2] == (0, 2)
    assert [workspace.organizations.get(one.id).kpp for one in (first, second)] == ["773602001", "773603001"]


def test_a_number_that_does_not_fit_the_organization_rejects_or_is_left_out(workspace: Workspace) -> None:
    """A КПП for an entrepreneur who is matched by key: refused, or left out with a warning."""
    workspace.organizations.add("Иванов", inn=an_inn_of_a_person(1), external_ids={"1c": "7"})
    table = a_table({"Код": "7", "КПП": "773601001", "Название": "Иванов И. И."})
    reason = "КПП «773601001»: у предпринимателя и самозанятого КПП не бывает. Уберите КПП или исправьте ИНН."
    strict = workspace.imports.plan(table, a_mapping(update_organizations=True))
    assert told(strict.report.rejected) == [(2, "КПП", reason)]
    lenient = workspace.imports.plan(table, a_mapping(update_organizations=True, drop_bad_numbers=True))
    assert told(lenient.report.warnings) == [(2, "КПП", f"{reason} Номер пропущен.")]
    assert lenient.organizations[0].details is not None


def test_a_file_that_says_what_is_there_changes_nothing(workspace: Workspace) -> None:
    """An update with the present values makes no revision."""
    said: dict[str, Any] = {"inn": INN, "kpp": "773601001", "external_ids": {"1c": "7"}}
    there = workspace.organizations.add("Ромашка", **said)
    table = a_table({"Название": "Ромашка", "ИНН": INN, "КПП": "773601001", "Код": "7"})
    imported(workspace, table, a_mapping(update_organizations=True))
    assert workspace.organizations.get(there.id) == there
