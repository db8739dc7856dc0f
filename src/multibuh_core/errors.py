"""
What the library raises, grouped by what a caller does next.

::

    MultibuhError
    ├── NotFoundError (LookupError)          show "not found"; an invisible thing is a missing thing
    ├── AlreadyExistsError                   use the other one, or choose another key or name
    ├── ConflictError                        read again, decide, retry
    │   ├── MovedError                       nothing was written: do the same again, from its beginning
    │   └── VersionConflictError             the same, with the record as it now is
    ├── InvalidInputError (ValueError)       mend the input
    ├── NotAllowedError (PermissionError)    ask somebody who may
    ├── UnsupportedOperationError            choose another backend, or another way
    └── StorageError                         the operator's
        ├── UnavailableError                 nothing was written: try again
        ├── CorruptionError                  stored bytes are not what was stored: restore from a copy
        ├── OutcomeUnknownError              the unit is whole or absent: read before doing it again
        └── FormatError                      not a store or document that this version reads

Messages are for people, in Russian, and name the thing, the rule and the way out. Details are fields. Every error
survives pickling. None carries what its reader may not see, in a chained cause either.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "AlreadyExistsError",
    "ConflictError",
    "CorruptionError",
    "FormatError",
    "InvalidInputError",
    "MovedError",
    "MultibuhError",
    "NotAllowedError",
    "NotFoundError",
    "OutcomeUnknownError",
    "StorageError",
    "UnavailableError",
    "UnsupportedOperationError",
    "VersionConflictError",
]

_SHOWN = 80
_END = 40


def shown(value: object) -> str:
    """
    Return *value* as a message may show it: in quotes, on one line, control characters escaped, shortened.

    What is too long keeps its beginning and its end: of an address both are telling, the scheme and the file's name.
    """
    text = _text(value)
    if len(text) > _SHOWN:
        text = f"{text[: _SHOWN - 1 - _END]}…{text[-_END:]}"
    if not text.isprintable():
        text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
    return f"«{text}»"


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    try:
        return repr(value)
    except ValueError:  # Python refuses to write out an integer of thousands of digits
        return f"<{type(value).__name__}>"


def _restore(kind: type[MultibuhError], args: tuple[Any, ...], fields: dict[str, Any]) -> MultibuhError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(fields)
    return error


class MultibuhError(Exception):
    """Whatever the library raises on purpose."""

    def __init__(self, message: str) -> None:
        super().__init__(message)

    def __str__(self) -> str:
        return str(self.args[0])

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__)


_MISSING = {
    "directory": "Справочник {id} не найден: проверьте идентификатор в списке справочников.",
    "organization": "Организация {id} не найдена: проверьте идентификатор в списке организаций.",
    "attachment": "Вложение {id} не найдено: проверьте идентификатор в записи организации.",
    "version": "Версия {id} не найдена: посмотрите доступные версии в истории записи.",
    "firm": "Фирмы {id} в этом хранилище нет: проверьте её идентификатор и адрес хранилища.",
    "store": "Хранилища {id} нет: проверьте адрес или создайте его (create=True, в командной строке: multibuh init).",
}


class NotFoundError(MultibuhError, LookupError):
    """There is no such thing, or the viewer may not see it: the two are told alike (L1)."""

    what: str
    """What was asked for: ``directory``, ``organization``, ``attachment``, ``version``, ``firm`` or ``store``."""
    id: str
    """The id that was asked for, as given."""

    def __init__(self, what: str, id: object) -> None:
        self.what = what
        self.id = _text(id)
        super().__init__(_MISSING[what].format(id=shown(self.id)))


class AlreadyExistsError(MultibuhError):
    """Another record bears the key; *other_id* says which."""

    what: str
    """What there is already: ``organization``, ``attachment``, ``firm`` or ``store``."""
    other_id: str
    """The id of the one that stands in the way."""

    def __init__(self, message: str, *, what: str, other_id: str) -> None:
        self.what = what
        self.other_id = other_id
        super().__init__(message)


class ConflictError(MultibuhError):
    """The state is not what the call rests on: read again, then decide."""


class MovedError(ConflictError):
    """
    What the unit of work rests on has moved before it could commit; nothing was written.

    A backend raises it where it finds that, at the latest in `commit`. A single call is then made again by itself, for
    half a minute; whoever shares a unit among calls (`Workspace.transaction`) begins it anew.
    """

    def __init__(self, message: str = "Данные изменились, пока шла работа: ничего не записано. Повторите.") -> None:
        super().__init__(message)


class VersionConflictError(ConflictError):
    """The record has moved on from the version that the change was based on (L5)."""

    expected: int
    actual: int
    current: Any
    """The record as it now is, for a page that shows both."""

    def __init__(self, *, expected: int, actual: int, current: object) -> None:
        self.expected = expected
        self.actual = actual
        self.current = current
        super().__init__(
            f"Изменение сделано по версии {_text(expected)}, а сейчас версия {actual}: "
            "прочитайте её и повторите изменение с её номером."
        )


_LABELS = {
    "name": "название",
    "inn": "ИНН",
    "kpp": "КПП",
    "ogrn": "ОГРН",
    "kind": "вид организации",
    "external_ids": "внешний ключ",
    "text": "текст записи",
    "description": "описание справочника",
    "position": "место в карточке",
    "expected_version": "ожидаемая версия",
    "user_id": "идентификатор сотрудника",
    "firm": "идентификатор фирмы",
    "path": "файл",
    "sheet": "лист",
    "column": "столбец",
    "table": "таблица",
    "mapping": "разметка столбцов",
    "source": "источник импорта",
    "plan": "план импорта",
    "histories": "копируемая история",
}


class InvalidInputError(MultibuhError, ValueError):
    """What was given breaks a rule; nothing was written."""

    field: str
    """The argument's name, as ``inn``."""
    value: Any
    """What was given."""
    rule: str
    """The rule it breaks and the way out, for people."""

    def __init__(self, field: str, value: object, rule: str) -> None:
        self.field = field
        self.value = value
        self.rule = rule
        super().__init__(f"{_LABELS.get(field, field)} {shown(value)}: {rule}")

    def __reduce__(self) -> tuple[Any, ...]:
        import pickle  # here, for errors are raised more often than sent

        fields = self.__dict__
        try:
            pickle.dumps(self.value)
        except Exception:  # noqa: BLE001 - anything may have been given: what cannot be pickled goes as its text
            fields = fields | {"value": _text(self.value)}
        return _restore, (type(self), self.args, fields)


class NotAllowedError(MultibuhError, PermissionError):
    """The actor sees the thing but may not do this to it."""

    permission: str
    user_id: str

    def __init__(self, message: str, *, permission: str, user_id: str) -> None:
        self.permission = permission
        self.user_id = user_id
        super().__init__(message)


class UnsupportedOperationError(MultibuhError):
    """This backend, or this place in the code, cannot do that."""


class StorageError(MultibuhError):
    """The store failed."""


class UnavailableError(StorageError):
    """The store could not be reached or was busy; nothing was written, try again."""


class CorruptionError(StorageError):
    """Stored bytes are not what was stored."""


class OutcomeUnknownError(StorageError):
    """The answer to a commit was lost: the unit is whole or absent; read before doing it again."""


class FormatError(StorageError):
    """Not a store or a document that this version reads; it was left untouched."""
