"""`multibuh write`, `show`, `history`, `restore`."""

from __future__ import annotations

import pytest

from multibuh_core import Entry
from multibuh_core.serialization import loads
from tests.multibuh_cli.shell import INN, Shell


@pytest.fixture
def place(shell: Shell) -> Shell:
    """Give a shell where one organization and one directory are."""
    shell.org(inn=INN)
    shell.directory("Карта")
    return shell


def entry(shell: Shell) -> Entry:
    """Return the entry as it is."""
    return loads(shell("show", "Карта", INN, "--json"), Entry)


def test_written_text_is_shown_with_title_author_and_version(place: Shell) -> None:
    """A text is shown under the names of its directory and organization, with who wrote it and when."""
    assert place("write", "Карта", INN, "Банк — по вторникам") == "Записано: Карта — ООО «Ромашка», версия 1\n"

    title, meta, text = place("show", "Карта", INN).splitlines()

    assert title == "Карта — ООО «Ромашка»"
    assert meta.startswith("anna, ")
    assert meta.endswith(", версия 1")
    assert text == "  Банк — по вторникам"


def test_writing_what_stands_there_is_told(place: Shell) -> None:
    """Writing the same again changes nothing, and the answer says so."""
    place("write", "Карта", INN, "Банк")

    assert place("write", "Карта", INN, "Банк") == "Так уже и записано: Карта — ООО «Ромашка», версия 1\n"


def test_second_write_goes_on_from_the_version_it_reads(place: Shell) -> None:
    """A write without `--expect` replaces what is there."""
    place("write", "Карта", INN, "Банк")
    place("--user", "boris", "write", "Карта", INN, "Банк и касса")

    assert (entry(place).text, entry(place).version, entry(place).updated_by) == ("Банк и касса", 2, "boris")


def test_write_from_another_version_is_refused(place: Shell) -> None:
    """With `--expect` a write over a version that was not read is refused: who wrote it is told, and how to go on."""
    place("--user", "boris", "write", "Карта", INN, "Банк")

    said = place.refused("write", "Карта", INN, "Касса", "--expect", "0")

    assert said.startswith("Вы исходили из версии 0, а сейчас версия 1, boris, ")
    assert said.endswith(": ничего не записано. Прочитайте её (multibuh show) и повторите с --expect 1.")
    assert entry(place).text == "Банк"


def test_piped_text_is_kept_exactly(place: Shell) -> None:
    """With `-` the text is what is piped in, byte for byte but for a mark of UTF-8."""
    place("write", "Карта", INN, "-", stdin="\ufeff# Банк\r\n\n- вторник\n".encode())

    assert entry(place).text == "# Банк\r\n\n- вторник\n"


def test_nothing_piped_is_refused(place: Shell) -> None:
    """An empty pipe is taken for a failure before it: the entry stays."""
    place("write", "Карта", INN, "Банк")

    assert place.refused("write", "Карта", INN, "-") == (
        "Со стандартного ввода ничего не пришло, запись не изменена: пустой текст передают явно, ''."
    )
    assert entry(place).text == "Банк"


def test_pipe_in_another_encoding_is_refused(place: Shell) -> None:
    """Text that is not UTF-8 is refused with the place and the way out."""
    assert place.refused("write", "Карта", INN, "-", stdin="Банк".encode("cp1251")) == (
        "Стандартный ввод не в UTF-8 (байт 0): перекодируйте текст, например iconv -t utf-8."
    )


def test_too_long_a_pipe_is_refused(place: Shell) -> None:
    """Over 1 MiB the text is refused, and the way out is named."""
    assert place.refused("write", "Карта", INN, "-", stdin=b"a" * (2**20 + 1)) == (
        "Текст больше 1 МиБ: сократите его или приложите файлом, multibuh attach."
    )


def test_write_without_a_text_is_wrong_usage(place: Shell) -> None:
    """No text is wrong usage even in a pipe: a script without input must not empty an entry."""
    assert place.wrong("write", "Карта", INN) == (
        "Не хватает текста: укажите его или «-», чтобы прочитать со стандартного ввода. Справка: multibuh write --help"
    )


def test_empty_text_is_written_when_it_is_said(place: Shell) -> None:
    """An empty argument empties the text; the entry then says that it is empty."""
    place("write", "Карта", INN, "Банк")
    place("write", "Карта", INN, "")

    assert place("show", "Карта", INN).splitlines()[-1] == "  Запись пуста."


def test_text_that_begins_with_a_dash_is_said_after_two(place: Shell) -> None:
    """A point of a list is no option: the line says how to write it."""
    assert place.wrong("write", "Карта", INN, "- вторник") == (
        "Что начинается с «-», а не ключ, ставят после --. Справка: multibuh write --help"
    )
    place("write", "Карта", INN, "--", "- вторник")
    assert entry(place).text == "- вторник"


def test_blank_entry_is_shown_as_none(place: Shell) -> None:
    """What nobody wrote is shown as such; as JSON it is version 0."""
    assert place("show", "Карта", INN) == "Карта — ООО «Ромашка»\n  Записи нет.\n"
    assert (entry(place).version, entry(place).text) == (0, "")
