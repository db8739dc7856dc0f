"""The imports service in memory: what a plan promises, and what applying it writes."""

from __future__ import annotations

import attrs
import pytest

from multibuh_core import Visibility
from multibuh_core.commit import ByImport
from multibuh_core.errors import ConflictError, InvalidInputError, NotFoundError
from multibuh_core.imports import DirectoryColumn, ImportMapping
from tests.multibuh_core.imports.tables import a_mapping, a_table, a_workspace, colleague, counts, imported, written
from tests.multibuh_core.numbers import an_inn
from tests.multibuh_core.refusals import refusal

TABLE = a_table({"Название": "Ромашка", "ИНН": an_inn(1), "Карта": "банк"}, {"Название": "Мак", "Банк": "вторник"})


def test_a_plan_writes_nothing() -> None:
    """Planning reads only: no organization, directory or entry comes of it."""
    workspace = a_workspace()
    plan = workspace.imports.plan(TABLE, a_mapping())
    assert counts(plan) == (2, 0, 2, 0, 0, 0)
    assert (workspace.organizations.list(), workspace.directories.list()) == ((), ())


def test_applying_writes_all_of_it_as_one_commit() -> None:
    """Organizations, directories and entries bear one commit, which names the import, its source and its sheet."""
    workspace = a_workspace()
    plan = workspace.imports.plan(TABLE, a_mapping(), source="клиенты.xlsx")
    report = workspace.imports.apply(plan)
    assert report == attrs.evolve(plan.report, applied=True)
    assert written(workspace) == {("Ромашка", "Карта"): "банк", ("Мак", "Банк"): "вторник"}
    commits = {
        *(workspace.organizations.history(one.id)[0].commit for one in workspace.organizations.list()),
        *(workspace.directories.history(one.id)[0].commit for one in workspace.directories.list()),
        *(
            workspace.entries.history(entry.directory_id, entry.organization_id)[0].commit
            for directory in workspace.directories.list()
            for entry in workspace.entries.list(directory_id=directory.id)
        ),
    }
    (commit,) = commits
    assert commit.origin == ByImport(import_id=plan.import_id, source="клиенты.xlsx", sheet="Клиенты")


def test_a_new_directory_is_the_actors_and_as_the_mapping_says() -> None:
    """A directory of a name that there is not is created: owner, visibility and card as said."""
    workspace = a_workspace()
    mine = DirectoryColumn("Карта", name="Мои заметки", visibility=Visibility.PERSONAL, show_in_card=True)
    imported(workspace, TABLE, a_mapping(directories=[mine, DirectoryColumn("Банк")]))
    found = {one.name: one for one in workspace.directories.list()}
    assert found["Мои заметки"].visibility is Visibility.PERSONAL
    assert (found["Мои заметки"].owner_id, found["Мои заметки"].show_in_card) == ("anna", True)
    assert (found["Банк"].visibility, found["Банк"].show_in_card) == (Visibility.COLLECTIVE, False)
    assert [one.name for one in colleague(workspace).directories.list()] == ["Банк"]


def test_a_directory_that_is_there_is_used_as_it_is() -> None:
    """By name, folded, or by id; its settings stay."""
    workspace = a_workspace()
    there = workspace.directories.create("карта", visibility=Visibility.COLLECTIVE)
    other = workspace.directories.create("Другое", visibility=Visibility.PERSONAL)
    columns = [DirectoryColumn("Карта", show_in_card=True), DirectoryColumn("Банк", directory_id=other.id)]
    imported(workspace, TABLE, a_mapping(directories=columns))
    assert set(workspace.directories.list()) == {there, other}
    assert written(workspace) == {("Ромашка", "карта"): "банк", ("Мак", "Другое"): "вторник"}


def test_an_import_without_directories_is_one_of_organizations() -> None:
    """A mapping may speak of organizations alone: a night's export of names and numbers."""
    workspace = a_workspace()
    report = imported(workspace, TABLE, ImportMapping(name="Название", inn="ИНН"))
    assert counts(report) == (2, 0, 0, 0, 0, 0)
    assert [one.name for one in workspace.organizations.list()] == ["Мак", "Ромашка"]


@pytest.mark.parametrize(
    ("file", "sheet", "source"),
    [("a.xlsx", "Лист1", "a.xlsx, Лист1"), ("a.csv", "", "a.csv"), ("", "Лист1", "Лист1"), ("", "", "таблица")],
)
def test_the_source_is_where_the_table_stood_unless_it_is_given(file: str, sheet: str, source: str) -> None:
    """Two files do not share a base by accident, and a table from nowhere has a source too."""
    table = attrs.evolve(TABLE, file=file, sheet=sheet)
    assert a_workspace().imports.plan(table, a_mapping()).source == source
    assert a_workspace().imports.plan(table, a_mapping(), source="клиенты").source == "клиенты"


def test_progress_is_told_now_and_then_and_at_the_end() -> None:
    """Of a long import several times, of a short one once; never more than the total."""
    workspace, told = a_workspace(), list[tuple[int, int]]()
    table = a_table(*({"Название": f"Клиент {at}", "Карта": "банк"} for at in range(3_000)))
    plan = workspace.imports.plan(table, a_mapping(), progress=lambda *said: told.append(said))
    assert told == [(1_024, 6_000), (2_048, 6_000), (6_000, 6_000)]
    told.clear()
    workspace.imports.apply(plan, progress=lambda *said: told.append(said))
    assert told[-1] == (6_000, 6_000)
    assert told == sorted(told)
    assert all(done <= total for done, total in told)


def test_the_report_is_a_document() -> None:
    """For `--json`: just the keys that the contract names."""
    report = imported(a_workspace(), a_table({"Название": "Мак", "Карта": "банк"}, {"Карта": "x"}))
    assert report.document() == {
        "applied": True,
        "organizations": {"new": 1, "matched": 0},
        "entries": {"new": 1, "changed": 0, "unchanged": 0, "conflicts": 0},
        "rejected": [
            {
                "sheet": "Клиенты",
                "row": 3,
                "column": "",
                "reason": "строка не называет организацию. Укажите название, ИНН или внешний ключ.",
            }
        ],
        "warnings": [],
    }


def test_a_table_without_rows_is_refused() -> None:
    """An empty table is a mistake, not an import of nothing."""
    error = refusal(InvalidInputError, a_workspace().imports.plan, a_table(), a_mapping())
    assert str(error) == "таблица «Клиенты»: в таблице нет ни одной строки. Проверьте лист и строку заголовков."


def test_a_row_that_is_too_short_is_refused() -> None:
    """A table made by hand has as many cells in each row as it has headers."""
    table = attrs.evolve(TABLE, headers=(*TABLE.headers, "Ещё"))
    error = refusal(InvalidInputError, a_workspace().imports.plan, table, a_mapping())
    assert str(error) == "таблица «Клиенты»: в строке 2 ячеек 7, а заголовков 8. Исправьте таблицу."


def test_what_is_no_table_no_mapping_and_no_plan_is_refused() -> None:
    """Each refusal says what to pass instead."""
    imports = a_workspace().imports
    assert str(refusal(InvalidInputError, imports.plan, [], a_mapping())) == (  # type: ignore[arg-type]
        "таблица «[]»: нужна Table. Прочитайте файл: read_table(путь)."
    )
    assert str(refusal(InvalidInputError, imports.plan, TABLE, {})) == (  # type: ignore[arg-type]
        "разметка столбцов «{}»: нужна ImportMapping. Назначьте столбцы: ImportMapping(name=…, …)."
    )
    assert str(refusal(InvalidInputError, imports.apply, "{}")) == (  # type: ignore[arg-type]
        "план импорта «{}»: нужен план. Составьте его: imports.plan(таблица, разметка)."
    )


def test_two_directories_of_the_name_are_refused_with_their_ids() -> None:
    """A name that two visible directories bear means neither."""
    workspace = a_workspace()
    first, second = (
        workspace.directories.create(name, visibility=Visibility.COLLECTIVE) for name in ("Карта", "карта")
    )
    error = refusal(InvalidInputError, workspace.imports.plan, TABLE, a_mapping())
    ids = ", ".join(sorted([first.id, second.id]))
    assert str(error) == (
        f"название «Карта»: справочников с таким названием 2. Укажите нужный по идентификатору: {ids}."
    )


def test_two_columns_for_one_directory_are_refused() -> None:
    """By id and by name the same directory is meant twice."""
    workspace = a_workspace()
    there = workspace.directories.create("Карта", visibility=Visibility.COLLECTIVE)
    columns = [DirectoryColumn("Карта"), DirectoryColumn("Банк", directory_id=there.id)]
    error = refusal(InvalidInputError, workspace.imports.plan, TABLE, a_mapping(directories=columns))
    assert str(error) == "столбец «Карта»: в справочник «Карта» записываются два столбца. Оставьте один."


@pytest.mark.parametrize("by_id", [True, False])
def test_an_archived_directory_is_refused(*, by_id: bool) -> None:
    """Nothing is imported into the archive, and no second directory of the name is made beside it."""
    workspace = a_workspace()
    there = workspace.directories.archive(workspace.directories.create("Карта", visibility=Visibility.COLLECTIVE).id)
    column = DirectoryColumn("Карта", directory_id=there.id) if by_id else DirectoryColumn("Карта")
    error = refusal(ConflictError, workspace.imports.plan, TABLE, a_mapping(directories=[column]))
    assert str(error) == ("Справочник «Карта» в архиве, изменения не принимаются: сначала верните из архива.")


def test_a_missing_directory_and_a_hidden_one_are_refused_alike() -> None:
    """An id of another user's personal directory is an id of none (L1)."""
    workspace = a_workspace()
    hidden = colleague(workspace).directories.create("Тайна", visibility=Visibility.PERSONAL)
    errors = [
        refusal(
            NotFoundError,
            workspace.imports.plan,
            TABLE,
            a_mapping(directories=[DirectoryColumn("Карта", directory_id=one)]),
        )
        for one in (hidden.id, "нет-такого")
    ]
    assert str(errors[0]).replace(hidden.id, "нет-такого") == str(errors[1])
