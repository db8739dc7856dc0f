"""`multibuh attach`, `fetch`."""

from __future__ import annotations

import pytest

from multibuh_core import Attachment
from multibuh_core.serialization import loads
from tests.multibuh_cli.shell import INN, Shell


@pytest.fixture
def place(shell: Shell) -> Shell:
    """Give a shell where one organization, one directory and two files are."""
    shell.org(inn=INN)
    shell.directory("Карта", "--card")
    (shell.folder / "акт.txt").write_bytes(b"akt")
    (shell.folder / "reglament.pdf").write_bytes(b"%PDF-1.4\n" * 200)
    return shell


def attached(shell: Shell, *files: str) -> list[str]:
    """Attach files; return their ids."""
    return [line.rpartition("id ")[2] for line in shell("attach", "Карта", INN, *files).splitlines()]


def test_files_are_attached_and_stand_in_the_card(place: Shell) -> None:
    """Several files are attached by one command; card and entry list them with size and id."""
    first, second = attached(place, "акт.txt", "reglament.pdf")

    files = [
        "  Файл: акт.txt (3 байта)",
        f"        id {first}",
        "  Файл: reglament.pdf (1,8 КиБ)",
        f"        id {second}",
    ]
    assert place("show", "Карта", INN).splitlines()[-4:] == files
    assert place("card", INN).splitlines()[-4:] == files


def test_fetched_file_is_the_same(place: Shell) -> None:
    """A file comes back byte for byte, under its own name in this folder."""
    [attachment] = attached(place, "акт.txt")
    (place.folder / "акт.txt").unlink()

    assert place("fetch", attachment) == "Сохранён акт.txt (3 байта)\n"
    assert (place.folder / "акт.txt").read_bytes() == b"akt"


def test_file_is_fetched_to_a_folder_or_under_a_name(place: Shell) -> None:
    """With `-o` a folder takes the file under its own name, and a path gives it another."""
    [attachment] = attached(place, "акт.txt")
    (place.folder / "копии").mkdir()

    place("fetch", attachment, "-o", "копии")
    place("fetch", attachment, "--output", "копии/другой.txt")

    assert [(file.name, file.read_bytes()) for file in sorted((place.folder / "копии").iterdir())] == [
        ("акт.txt", b"akt"),
        ("другой.txt", b"akt"),
    ]


def test_nothing_is_overwritten(place: Shell) -> None:
    """A file that is there stays, whatever is fetched."""
    [attachment] = attached(place, "акт.txt")
    (place.folder / "акт.txt").write_bytes(b"mine")

    assert place.refused("fetch", attachment) == "Файл акт.txt уже есть, он не тронут: укажите другое имя, -o ПУТЬ."
    assert (place.folder / "акт.txt").read_bytes() == b"mine"


def test_missing_folder_is_refused(place: Shell) -> None:
    """A place that is not there is refused in one line."""
    [attachment] = attached(place, "акт.txt")

    assert place.refused("fetch", attachment, "-o", "нет/акт.txt") == (
        "Файл нет/акт.txt не сохранён: No such file or directory. Укажите другое место, -o ПУТЬ."
    )


def test_attachment_as_json_is_its_document(place: Shell) -> None:
    """With `--json` the answer to a fetch is what is known of the attachment."""
    [attachment] = attached(place, "акт.txt")

    fetched = loads(place("fetch", attachment, "-o", "copy.txt", "--json"), Attachment)

    assert (fetched.id, fetched.name, fetched.size, fetched.added_by) == (attachment, "акт.txt", 3, "anna")


def test_bytes_and_json_do_not_go_to_stdout_together(place: Shell) -> None:
    """`--json` with `-o -` is wrong usage."""
    assert place.wrong("fetch", "x", "-o", "-", "--json") == (
        "--json и -o - вместе не бывают: оба пишут в стандартный вывод. Справка: multibuh fetch --help"
    )


def test_missing_attachment_is_refused(place: Shell) -> None:
    """An id that is none is refused, and the line says where ids stand."""
    assert place.refused("fetch", "x") == "Вложение «x» не найдено: посмотрите его id в записи, multibuh show."


def test_other_bytes_under_the_name_need_replace(place: Shell) -> None:
    """Another file under a name that is there is refused, with the option that replaces; with it it replaces."""
    attached(place, "акт.txt")
    (place.folder / "акт.txt").write_bytes(b"other")

    assert place.refused("attach", "Карта", INN, "акт.txt") == (
        "Файл «акт.txt» уже приложен с другим содержимым: укажите --replace или другое имя."
    )
    place("attach", "Карта", INN, "акт.txt", "--replace")
    assert "акт.txt (5 байт)" in place("show", "Карта", INN)


def test_missing_file_is_refused_before_any_is_attached(place: Shell) -> None:
    """One file that is not there: none is attached."""
    assert place.refused("attach", "Карта", INN, "акт.txt", "нет.txt") == (
        "Файл «нет.txt»: такого файла нет. Проверьте путь."
    )
    assert place.json("show", "Карта", INN)["version"] == 0


def test_two_files_of_one_name_are_refused(place: Shell) -> None:
    """Two files that would bear one name are refused: with `--replace` the second would swallow the first."""
    (place.folder / "старые").mkdir()
    (place.folder / "старые" / "акт.txt").write_bytes(b"old")

    assert place.refused("attach", "Карта", INN, "акт.txt", "старые/акт.txt", "--replace") == (
        "Под именем «акт.txt» 2 файла: прикладывайте по одному."
    )
