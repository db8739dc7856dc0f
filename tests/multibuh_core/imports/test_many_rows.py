"""Many rows of one organization: one entry, made of their cells."""

from __future__ import annotations

from multibuh_core import Workspace
from multibuh_core.names import MAX_TEXT_BYTES
from tests.multibuh_core.imports.tables import a_mapping, a_table, counts, imported, told, written
from tests.multibuh_core.numbers import an_inn

INN = an_inn(1)


def test_different_cells_become_lines_and_equal_ones_count_once(workspace: Workspace) -> None:
    """Equal cells count once, different ones become lines of one text in row order, with a warning."""
    table = a_table(
        {"Название": "Ромашка", "ИНН": INN, "Карта": "банк", "Банк": "вторник"},
        {"Название": "Мак", "Карта": "другое"},
        {"ИНН": INN, "Карта": "касса", "Банк": " вторник "},
        {"ИНН": INN, "Карта": "банк", "Банк": "—"},
    )
    report = imported(workspace, table)
    assert written(workspace)["Ромашка", "Карта"] == "банк\nкасса"
    assert written(workspace)["Ромашка", "Банк"] == "вторник"
    reason = "у одной организации разные значения (строки 2, 4): они стали строками одного текста."
    assert told(report.warnings) == [(2, "Карта", reason)]
    assert counts(report) == (2, 0, 3, 0, 0, 0)


def test_a_text_bears_the_first_row_that_it_comes_from(workspace: Workspace) -> None:
    """The history of an entry names the first row of its text, and that of the organization its first row."""
    table = a_table({"Название": "Мак"}, {"Название": "Мак", "Карта": "банк"}, {"Название": "Мак", "Карта": "касса"})
    imported(workspace, table)
    (organization,) = workspace.organizations.list()
    directory = next(one for one in workspace.directories.list() if one.name == "Карта")
    assert [one.row for one in workspace.entries.history(directory.id, organization.id)] == [3]
    assert [one.row for one in workspace.organizations.history(organization.id)] == [2]


def test_rows_of_one_organization_that_contradict_each_other_are_told(workspace: Workspace) -> None:
    """Two names for one (ИНН, КПП) are imported as one organization, with a warning at the second."""
    rows = ({"Название": "Дирекция", "ИНН": INN}, {"Название": "Бухгалтерия", "ИНН": INN})
    report = imported(workspace, a_table(*rows))
    reason = "название «Бухгалтерия», а по другим строкам той же организации — «Дирекция». Проверьте."
    assert told(report.warnings) == [(3, "Название", reason)]
    assert [one.name for one in workspace.organizations.list()] == ["Дирекция"]


def test_a_row_whose_text_cannot_be_kept_is_rejected_alone(workspace: Workspace) -> None:
    """A text with U+0000 or a lone surrogate rejects its own row, not the others of the same organization."""
    rows = (
        {"Название": "Мак", "Карта": "а\0"},
        {"Название": "Мак", "Карта": "банк"},
        {"Название": "Мак", "Банк": "\ud800"},
    )
    report = imported(workspace, a_table(*rows))
    assert [(fault.row, fault.column) for fault in report.rejected] == [(2, "Карта"), (4, "Банк")]
    assert report.rejected[0].reason == "текст записи «а\\x00»: знак U+0000 не допускается. Уберите его."
    assert written(workspace) == {("Мак", "Карта"): "банк"}


def test_a_text_over_the_limit_rejects_its_row(workspace: Workspace) -> None:
    """A cell of more than 1 MiB is told, and the other rows come in."""
    rows = ({"Название": "Мак", "Карта": "а" * (MAX_TEXT_BYTES + 1)}, {"Название": "Астра", "Карта": "банк"})
    report = imported(workspace, a_table(*rows))
    assert [(fault.row, fault.column) for fault in report.rejected] == [(2, "Карта")]
    assert [one.name for one in workspace.organizations.list()] == ["Астра"]


def test_rows_that_together_are_over_the_limit_are_rejected(workspace: Workspace) -> None:
    """Cells that can be kept one by one but not together reject all rows of the organization."""
    half = MAX_TEXT_BYTES // 2
    table = a_table({"Название": "Мак", "Карта": "а" * half}, {"Название": "Мак", "Карта": "б" * half})
    report = imported(workspace, table)
    assert [(fault.row, fault.column) for fault in report.rejected] == [(2, "Карта"), (3, "Карта")]
    assert report.rejected[0].reason.endswith("Здесь сложены строки одной организации.")
    assert workspace.organizations.list() == ()


def test_inner_new_lines_are_kept(workspace: Workspace) -> None:
    """A cell of several lines is a text of several lines; only its outer whitespace is taken off."""
    imported(workspace, a_table({"Название": "Мак", "Карта": "\xa0банк\n  касса\n"}), a_mapping())
    assert written(workspace) == {("Мак", "Карта"): "банк\n  касса"}
