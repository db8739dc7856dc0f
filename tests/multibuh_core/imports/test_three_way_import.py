"""Three-way in a store: what the file, a person and the last import said."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from multibuh_core import OVERWRITE, Workspace
from multibuh_core.imports import ImportReport
from tests.multibuh_core.imports.tables import a_mapping, a_table, colleague, counts, imported, told, written


class Office(NamedTuple):
    """A workspace, and the ids of the one entry that the tests speak of."""

    workspace: Workspace
    directory_id: str
    organization_id: str

    def file(self, text: str, **options: Any) -> ImportReport:
        """Import a file that says *text*."""
        return imported(self.workspace, a_table({"Название": "Мак", "Карта": text}), **options)

    def hand(self, text: str) -> None:
        """Write *text* by hand, as a colleague."""
        boris = colleague(self.workspace)
        boris.entries.write(self.directory_id, self.organization_id, text, expected_version=OVERWRITE)

    @property
    def now(self) -> str:
        """What stands there."""
        return self.workspace.entries.read(self.directory_id, self.organization_id).text


@pytest.fixture
def office(workspace: Workspace) -> Office:
    """Give a firm whose file said "банк" the first time."""
    imported(workspace, a_table({"Название": "Мак", "Карта": "банк"}))
    (organization,) = workspace.organizations.list()
    directory = next(one for one in workspace.directories.list() if one.name == "Карта")
    return Office(workspace, directory.id, organization.id)


def test_the_same_file_again_writes_nothing(office: Office) -> None:
    """The second import of a file reports zero new and zero changed, and makes no revision."""
    assert counts(office.file("банк")) == (0, 1, 0, 0, 1, 0)
    assert len(office.workspace.entries.history(office.directory_id, office.organization_id)) == 1


def test_a_change_of_the_file_comes_in(office: Office) -> None:
    """Now equals base: changed, as a new version by this import."""
    assert counts(office.file("касса")) == (0, 1, 0, 1, 0, 0)
    assert office.now == "касса"
    assert len(office.workspace.entries.history(office.directory_id, office.organization_id)) == 2


def test_a_hand_edit_stays(office: Office) -> None:
    """File equals base: the hand edit stays, import after import."""
    office.hand("касса, звонить Ольге")
    assert counts(office.file("банк")) == (0, 1, 0, 0, 1, 0)
    assert counts(office.file("банк", overwrite=True)) == (0, 1, 0, 0, 1, 0)
    assert office.now == "касса, звонить Ольге"


def test_a_conflict_is_told_and_left_alone(office: Office) -> None:
    """All differ: the entry stays as it is, and a warning says where."""
    office.hand("касса")
    report = office.file("склад")
    assert counts(report) == (0, 1, 0, 0, 0, 1)
    reason = "запись изменена вручную, а в файле другой текст: запись оставлена как есть."
    assert told(report.warnings) == [(2, "Карта", reason)]
    assert office.now == "касса"
    assert counts(office.file("склад")) == (0, 1, 0, 0, 0, 1)


def test_a_conflict_is_overwritten_where_the_caller_says_so(office: Office) -> None:
    """With *overwrite* the file wins, and the warning says so."""
    office.hand("касса")
    report = office.file("склад", overwrite=True)
    assert counts(report) == (0, 1, 0, 1, 0, 0)
    assert report.warnings[0].reason == "запись изменена вручную, а в файле другой текст: записан текст файла."
    assert office.now == "склад"


def test_another_source_has_a_base_of_its_own(office: Office) -> None:
    """What another source wrote is as if written by hand: a conflict."""
    assert counts(office.file("склад", source="другой файл")) == (0, 1, 0, 0, 0, 1)


def test_what_was_written_by_hand_and_never_imported_is_a_conflict(workspace: Workspace) -> None:
    """An entry that no import ever wrote is not overwritten."""
    imported(workspace, a_table({"Название": "Мак"}))
    (organization,) = workspace.organizations.list()
    directory = next(one for one in workspace.directories.list() if one.name == "Карта")
    workspace.entries.write(directory.id, organization.id, "касса", expected_version=0)
    assert counts(imported(workspace, a_table({"Название": "Мак", "Карта": "банк"}))) == (0, 1, 0, 0, 0, 1)
    assert written(workspace) == {("Мак", "Карта"): "касса"}


def test_what_a_person_cleared_stays_cleared(office: Office) -> None:
    """A cleared entry is a hand edit: the same file leaves it, another one is a conflict."""
    office.workspace.entries.clear(office.directory_id, office.organization_id, expected_version=1)
    assert counts(office.file("банк")) == (0, 1, 0, 0, 1, 0)
    assert counts(office.file("склад")) == (0, 1, 0, 0, 0, 1)
    assert office.now == ""


def test_an_entry_with_files_only_takes_the_text(workspace: Workspace) -> None:
    """Where somebody only attached a file there is no text to lose: the file's is written, the attachment stays."""
    imported(workspace, a_table({"Название": "Мак"}))
    (organization,) = workspace.organizations.list()
    directory = next(one for one in workspace.directories.list() if one.name == "Карта")
    workspace.attachments.attach(directory.id, organization.id, b"1", name="a.txt")
    assert counts(imported(workspace, a_table({"Название": "Мак", "Карта": "банк"}))) == (0, 1, 0, 1, 0, 0)
    entry = workspace.entries.read(directory.id, organization.id)
    assert (entry.text, [one.name for one in entry.attachments]) == ("банк", ["a.txt"])


@pytest.mark.parametrize("blank", ["", "—", "0", "\xa0"])
def test_a_blank_cell_changes_nothing(office: Office, blank: str) -> None:
    """A file that says nothing takes nothing away, and is not counted."""
    assert counts(office.file(blank)) == (0, 1, 0, 0, 0, 0)
    assert office.now == "банк"


def test_whitespace_around_a_text_by_hand_is_no_difference(office: Office) -> None:
    """A file that says the same but for outer whitespace changes nothing."""
    office.hand(" касса\n")
    assert counts(office.file("касса")) == (0, 1, 0, 0, 1, 0)


def test_a_mapping_with_fewer_columns_leaves_the_others_alone(office: Office) -> None:
    """Only the directories of the mapping are compared and written."""
    table = a_table({"Название": "Мак", "Карта": "касса", "Банк": "вторник"})
    report = imported(office.workspace, table, a_mapping(directories=a_mapping().directories[1:]))
    assert counts(report) == (0, 1, 1, 0, 0, 0)
    assert office.now == "банк"
