"""`multibuh import`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.multibuh_cli.shell import INN, Shell

CLIENTS = Path(__file__).parents[2] / "examples" / "clients.xlsx"
HEADER = "Название;ИНН;Код;Банк;Касса\n"
ROW = "ООО «Ромашка»;7707083893;01;Вторник;Сами\n"
COLUMNS = ("--organization", "Название", "--inn", "ИНН", "--directory", "Банк", "--directory", "Касса=Наличные")


def table(shell: Shell, text: str, name: str = "t.csv") -> None:
    """Save a table."""
    (shell.folder / name).write_text(text, encoding="utf-8")


def test_demo_file_is_reviewed_and_written(shell: Shell) -> None:
    """The review tells what is new, which row is rejected and why, and what was mended."""
    shutil.copy(CLIENTS, shell.folder)
    columns = ["--organization", "Организация", "--inn", "ИНН", "--kpp", "КПП", "--ogrn", "ОГРН"]
    directories = ["--directory", "Карта обслуживания", "--directory", "Банк", "--card"]

    review = shell("import", "clients.xlsx", *columns, "--external", "1c=Код 1С", *directories)

    assert review.splitlines() == [
        "clients.xlsx: записано",
        "  Организации  новых 19, уже есть 0",
        "  Записи       новых 35, изменено 0, без изменений 0, расхождений 0",
        "",
        "Отклонено: 1 строка",
        "  - Клиенты, строка 17, ИНН: ИНН «9988205920»: нужно 10 цифр (юридическое лицо)",
        "    или 12 (физическое лицо) с верными контрольными. Сверьте с выпиской.",
        "",
        "Замечания: 1",
        "  - Клиенты, строка 20, ИНН: «199107032» принято за «0199107032»: возвращён ноль",
        "    в начале.",
    ]
    assert shell.json("org", "show", "ООО «Тёплый ветер»")["external_ids"] == {"1c": "000000001"}
    assert len(shell.json("card", "ООО «Тёплый ветер»")["items"]) == 2


def test_dry_run_writes_nothing(shell: Shell) -> None:
    """With `--dry-run` the review is the same but for its first line, and nothing is written."""
    table(shell, HEADER + ROW)

    tried = shell("import", "t.csv", *COLUMNS, "--dry-run").splitlines()

    assert tried[0] == "t.csv: проба, ничего не записано"
    assert shell.json("org", "list") == shell.json("dir", "list") == []
    assert shell("import", "t.csv", *COLUMNS).splitlines() == ["t.csv: записано", *tried[1:]]


def test_json_is_the_report(shell: Shell) -> None:
    """With `--json` the answer is the report, in exactly this shape."""
    table(shell, HEADER + ROW + "ООО «Беда»;7707083894;02;Среда;\n")

    report = shell.json("import", "t.csv", *COLUMNS, "--dry-run")

    [rejected] = report.pop("rejected")
    assert report == {
        "applied": False,
        "organizations": {"new": 1, "matched": 0},
        "entries": {"new": 2, "changed": 0, "unchanged": 0, "conflicts": 0},
        "warnings": [],
    }
    assert rejected.keys() == {"sheet", "row", "column", "reason"}
    assert (rejected["sheet"], rejected["row"], rejected["column"]) == ("", 3, "ИНН")
    assert shell.json("import", "t.csv", *COLUMNS)["applied"] is True


def test_second_run_changes_nothing(shell: Shell) -> None:
    """The same file again writes nothing, under any file name if its `--source` is the same."""
    table(shell, HEADER + ROW)
    shell("import", "t.csv", *COLUMNS, "--source", "карта")
    shutil.move(shell.folder / "t.csv", shell.folder / "новая.csv")

    again = shell.json("import", "новая.csv", *COLUMNS, "--source", "карта")

    assert again["organizations"] == {"new": 0, "matched": 1}
    assert again["entries"] == {"new": 0, "changed": 0, "unchanged": 2, "conflicts": 0}
    assert shell.json("show", "Банк", INN)["version"] == 1


def test_hand_edit_wins_unless_overwritten(shell: Shell) -> None:
    """Where file and hand both changed a text the hand stays and the review says how the file would win."""
    table(shell, HEADER + ROW)
    shell("import", "t.csv", *COLUMNS)
    shell("write", "Банк", INN, "Четверг")
    table(shell, HEADER + ROW.replace("Вторник", "Среда"))

    review = shell("import", "t.csv", *COLUMNS)

    assert "расхождений 1" in review
    assert review.endswith("\nЧтобы при расхождении взять текст из файла, добавьте --overwrite.\n")
    assert shell.json("show", "Банк", INN)["text"] == "Четверг"
    assert shell.json("import", "t.csv", *COLUMNS, "--overwrite")["entries"]["changed"] == 1
    assert shell.json("show", "Банк", INN)["text"] == "Среда"


def test_history_names_the_file_and_the_row(shell: Shell) -> None:
    """What an import wrote is told as such in the history."""
    table(shell, HEADER + ROW)
    shell("import", "t.csv", *COLUMNS)

    assert "t.csv, строка 2" in " ".join(shell("history", "Банк", INN).split())


def test_directories_are_personal_when_it_is_said(shell: Shell) -> None:
    """With `--personal` the texts go into the user's own directories, and nobody else sees them."""
    table(shell, HEADER + ROW)

    shell("import", "t.csv", *COLUMNS, "--personal", "--card")

    assert {(one["name"], one["visibility"], one["show_in_card"]) for one in shell.json("dir", "list")} == {
        ("Банк", "personal", True),
        ("Наличные", "personal", True),
    }
    assert shell.json("--user", "boris", "card", INN)["items"] == []


def test_directory_may_be_named_by_id(shell: Shell) -> None:
    """`COL=ID` writes into the directory of this id, and creates none."""
    table(shell, HEADER + ROW)
    directory = shell.directory("Совсем другой")

    shell("import", "t.csv", "--inn", "ИНН", "--organization", "Название", "--directory", f"Банк={directory}")

    assert [one["id"] for one in shell.json("dir", "list")] == [directory]
    assert shell.json("show", directory, INN)["text"] == "Вторник"


def test_bad_number_is_dropped_when_it_is_said(shell: Shell) -> None:
    """With `--drop-bad-numbers` a row with a wrong ИНН comes in without it, and the review warns."""
    table(shell, HEADER + "ООО «Беда»;7707083894;02;Среда;\n")

    report = shell.json("import", "t.csv", *COLUMNS, "--drop-bad-numbers")

    assert (report["organizations"]["new"], report["rejected"], len(report["warnings"])) == (1, [], 1)
    assert shell.json("org", "show", "ООО «Беда»")["inn"] is None


def test_header_rows_are_joined(shell: Shell) -> None:
    """With `--header-rows 2:3` two rows make the header, and a caption above them is no matter."""
    table(shell, "Клиенты 2026;\nОрганизация;Сроки\nНазвание;Аванс\nООО «Ромашка»;20-го\n")

    columns = ["--organization", "Организация Название", "--directory", "Сроки Аванс=Аванс"]
    shell("import", "t.csv", "--header-rows", "2:3", *columns)

    assert shell.json("show", "Аванс", "ООО «Ромашка»")["text"] == "20-го"


@pytest.mark.parametrize("said", ["0", "3:2", "a", "1:", "1:2:3", "-1"])
def test_wrong_header_rows_are_wrong_usage(shell: Shell, said: str) -> None:
    """Header rows that cannot be are wrong usage, with what they look like."""
    assert shell.wrong("import", "t.csv", "--inn", "ИНН", f"--header-rows={said}") == (
        f"--header-rows: нужны номера строк, как 2 или 2:3, а не «{said}». Справка: multibuh import --help"
    )


def test_long_list_of_faults_is_shortened(shell: Shell) -> None:
    """Of many faults ten are shown, and how to see all of them."""
    table(shell, HEADER + "".join(f"ООО «{number}»;123;{number};;\n" for number in range(15)))

    lines = shell("import", "t.csv", *COLUMNS, "--dry-run").splitlines()

    assert "Отклонено: 15 строк" in lines
    assert sum(line.startswith("  - строка ") for line in lines) == 10
    assert lines[-1] == "  … и ещё 5. Весь список: та же команда с --json."


def test_nothing_to_know_an_organization_by_is_wrong_usage(shell: Shell) -> None:
    """A mapping that names no organization is wrong usage, with the options that do."""
    assert shell.wrong("import", "t.csv", "--directory", "Банк") == (
        "Не сказано, как узнать организацию: --organization, --inn или --external. Справка: multibuh import --help"
    )


def test_unknown_column_is_refused_with_those_there_are(shell: Shell) -> None:
    """A column that is not there is refused, and the line lists the columns there are."""
    table(shell, HEADER + ROW)

    line = shell.refused("import", "t.csv", "--inn", "Инк")

    assert line.startswith("Столбец «Инк»: такого столбца нет. Есть: «Название», «ИНН», «Код», «Банк», «Касса».")


def test_missing_file_is_refused(shell: Shell) -> None:
    """A file that is not there is refused in one line."""
    assert shell.refused("import", "нет.csv", "--inn", "ИНН").startswith("Файл «нет.csv»: такого файла нет.")
