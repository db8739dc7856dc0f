"""The messages that the errors make themselves; those of each refusal are tested where it is made."""

from __future__ import annotations

import pytest

from multibuh_core.errors import InvalidInputError, NotFoundError, VersionConflictError
from tests.multibuh_core.records import an_entry


class TestMessages:
    """The thing, the rule, the way out."""

    @pytest.mark.parametrize(
        ("what", "message"),
        [
            ("directory", "Справочник «7» не найден: проверьте идентификатор в списке справочников."),
            ("organization", "Организация «7» не найдена: проверьте идентификатор в списке организаций."),
            ("attachment", "Вложение «7» не найдено: проверьте идентификатор в записи организации."),
            ("version", "Версия «7» не найдена: посмотрите доступные версии в истории записи."),
            ("firm", "Фирмы «7» в этом хранилище нет: проверьте её идентификатор и адрес хранилища."),
            (
                "store",
                "Хранилища «7» нет: проверьте адрес или создайте его (create=True, в командной строке: multibuh init).",
            ),
        ],
    )
    def test_missing_thing(self, what: str, message: str) -> None:
        """What is missing is named with the id asked for, which is a field too, as text."""
        for asked in ("7", 7):
            error = NotFoundError(what, asked)
            assert (str(error), error.what, error.id) == (message, what, "7")

    def test_moved_version(self) -> None:
        """A conflict of versions tells both numbers and holds the record as it now is."""
        error = VersionConflictError(expected=1, actual=2, current=an_entry())
        assert str(error) == (
            "Изменение сделано по версии 1, а сейчас версия 2: прочитайте её и повторите изменение с её номером."
        )
        assert (error.expected, error.actual, error.current) == (1, 2, an_entry())

    def test_version_that_cannot_be_written_out(self) -> None:
        """A number of thousands of digits makes no error fail, and none escape."""
        huge = 10**5000
        assert "по версии <int>, а сейчас версия 2" in str(VersionConflictError(expected=huge, actual=2, current=None))
        assert str(NotFoundError("version", huge)).startswith("Версия «<int>» не найдена")

    @pytest.mark.parametrize(
        ("field", "label"),
        [
            ("name", "название"),
            ("inn", "ИНН"),
            ("kpp", "КПП"),
            ("ogrn", "ОГРН"),
            ("kind", "вид организации"),
            ("external_ids", "внешний ключ"),
            ("text", "текст записи"),
            ("description", "описание справочника"),
            ("position", "место в карточке"),
            ("expected_version", "ожидаемая версия"),
            ("user_id", "идентификатор сотрудника"),
            ("firm", "идентификатор фирмы"),
            ("path", "файл"),
            ("sheet", "лист"),
            ("column", "столбец"),
            ("table", "таблица"),
            ("histories", "копируемая история"),
            ("media_type", "media_type"),
        ],
    )
    def test_wrong_input(self, field: str, label: str) -> None:
        """A wrong input is named in Russian where people know it, then shown, then comes the rule."""
        error = InvalidInputError(field, "x", "правило. Выход.")
        assert str(error) == f"{label} «x»: правило. Выход."
        assert (error.field, error.value, error.rule) == (field, "x", "правило. Выход.")
