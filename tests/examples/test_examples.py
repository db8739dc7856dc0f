"""Each example does what its first lines promise."""

from __future__ import annotations

import ast

import pytest

from tests.examples.running import EXAMPLES, printed


def test_quickstart(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Boris reads Anna's guide with its file, and not her note."""
    assert printed("quickstart.py", capsys, monkeypatch) == ["Карта обслуживания Банк — по вторникам ['reglament.pdf']"]


def test_offboarding(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The successor sees all that was Anna's, the others what they saw before."""
    assert printed("offboarding.py", capsys, monkeypatch) == [
        "Анна работает. Что видно в карточке:",
        "  Анна: Заметки Анны, Карта обслуживания",
        "  Вера: Карта обслуживания",
        "  администратор: Карта обслуживания",
        "Анна ушла, её справочники переданы Вере. Что видно в карточке:",
        "  Вера: Заметки Анны, Карта обслуживания",
        "  Борис: Карта обслуживания",
        "  администратор: Карта обслуживания",
        "Администратор передал заметки, но прочитать их не может: для него их нет.",
        "В истории справочника Вера видит: handed_over, head, версия 2.",
    ]


def test_bridge_1c(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The first night adds five thousand, the second writes only what is different."""
    first, second, *moved = printed("bridge_1c.py", capsys, monkeypatch)

    assert first.startswith("Ночь 1: добавлено 5000, изменено 0, одной фиксацией (")
    assert second.startswith("Ночь 2: добавлено 10, изменено 100, одной фиксацией (")
    assert moved == [
        "ООО «Клиент 0050»: КПП 998901001, версия 2",
        "  версия 1: added, КПП 998801001",
        "  версия 2: updated, КПП 998901001",
    ]


def test_migrate_spreadsheet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sheets become entries with their doubts told; the second run writes nothing and leaves the hand edit."""
    joined = "у одной организации разные значения (строки 4, 5): они стали строками одного текста."
    mended = "«199700041» принято за «0199700041»: возвращён ноль в начале."

    assert printed("migrate_spreadsheet.py", capsys, monkeypatch) == [
        "Первый раз",
        "Лист «Учёт»: организаций новых 4, уже есть 0;",
        "  записей новых 8, изменено 0, без изменений 0, расхождений 0",
        f"  замечание: строка 4, Что делаем Банк: {joined}",
        f"  замечание: строка 7, Организация ИНН: {mended}",
        "Лист «Зарплата»: организаций новых 0, уже есть 4;",
        "  записей новых 7, изменено 0, без изменений 0, расхождений 0",
        f"  замечание: строка 6, Организация ИНН: {mended}",
        "Второй раз, после правки руками",
        "Лист «Учёт»: организаций новых 0, уже есть 4;",
        "  записей новых 0, изменено 0, без изменений 8, расхождений 0",
        f"  замечание: строка 4, Что делаем Банк: {joined}",
        f"  замечание: строка 7, Организация ИНН: {mended}",
        "Лист «Зарплата»: организаций новых 0, уже есть 4;",
        "  записей новых 0, изменено 0, без изменений 7, расхождений 0",
        f"  замечание: строка 6, Организация ИНН: {mended}",
        "ООО «Липовый мёд», Банк: Теперь только по вторникам.",
    ]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.name)
def test_example_begins_with_the_problem(path: object) -> None:
    """Each example says first which problem it solves; a script that makes a file, which file."""
    docstring = ast.get_docstring(ast.parse(EXAMPLES.joinpath(str(path)).read_text(encoding="utf-8")))

    assert docstring is not None
    assert docstring.startswith(("The problem: ", "Make "))
