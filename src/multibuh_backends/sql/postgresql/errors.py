"""What PostgreSQL and its driver raise, told as the library's errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from multibuh_backends.sql.clash import ClashError
from multibuh_core.errors import (
    CorruptionError,
    FormatError,
    MovedError,
    MultibuhError,
    OutcomeUnknownError,
    StorageError,
    UnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DeadlockError", "LostConnectionError", "commit_failed", "connection_lost", "outcome_unknown", "translated"]


class LostConnectionError(UnavailableError):
    """The connection is gone, and with it what its transaction had written: it is worth connecting again."""


class DeadlockError(MovedError):
    """Two units waited for each other, and this one was chosen to end: it is worth beginning again."""


_GONE: Final = "Связь с сервером базы прервалась: ничего не записано, повторите."
_CLASSES: Final[Mapping[str, tuple[type[MultibuhError], str]]] = {
    "08": (LostConnectionError, _GONE),
    "53": (
        UnavailableError,
        "Серверу базы не хватает места, памяти или соединений: ничего не записано. Освободите их и повторите.",
    ),
    "57": (LostConnectionError, _GONE),
    "58": (UnavailableError, "Серверу базы отказала система: ничего не записано. Проверьте его диск и повторите."),
    "XX": (CorruptionError, "База повреждена: проверьте её (multibuh check) и восстановите из копии."),
}
_POOLED: Final = (
    "Сервер базы не помнит подготовленных запросов: видимо, перед ним стоит PgBouncer в режиме transaction. Отключите "
    "их: engine_options={'connect_args': {'prepare_threshold': None}}."
)
_STATES: Final[Mapping[str, tuple[type[MultibuhError], str]]] = {
    "25006": (
        LostConnectionError,  # the server has become a standby: another connection may lead to the one that has not
        "Сервер базы принимает только чтение: укажите главный сервер (target_session_attrs=read-write).",
    ),
    "25P02": (
        UnavailableError,
        "Транзакция уже была прервана ошибкой: ничего не записано. Откатите её и повторите с начала.",
    ),
    "25P03": (UnavailableError, "Сервер базы закрыл транзакцию, которая долго ждала: ничего не записано, повторите."),
    "25P04": (UnavailableError, "Сервер базы закрыл транзакцию, которая шла долго: ничего не записано, повторите."),
    "26000": (StorageError, _POOLED),
    "3F000": (FormatError, "В базе нет этой схемы: создайте её (CREATE SCHEMA …) или укажите другую."),
    "42P05": (StorageError, _POOLED),
    "42501": (
        UnavailableError,
        "Пользователю базы не хватает прав: дайте ему права на таблицы multibuh_* и их схему (GRANT) и повторите.",
    ),
    "42P01": (FormatError, "В базе нет таблиц хранилища: проверьте адрес и схему или восстановите базу из копии."),
    "55P03": (UnavailableError, "Данные заняты другой записью слишком долго: ничего не записано, повторите."),
    "57014": (UnavailableError, "Сервер базы прервал запрос (statement_timeout): ничего не записано, повторите."),
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_CLASHES: Final = frozenset({"23503", "23505"})
_SERIALIZATION, _DEADLOCK, _IDLE_TOO_LONG = "40001", "40P01", "25P03"
_ENDS: Final = frozenset({"FATAL", "PANIC"})


def translated(error: Exception) -> MultibuhError:
    """
    Return the library's error for a driver's.

    The driver's own message is left out: it may quote what its reader may not see.
    """
    state = _state(error)
    if state in _CLASHES:
        return ClashError()
    if state == _SERIALIZATION:
        return MovedError()
    if state == _DEADLOCK:
        return DeadlockError()
    if state is None:
        return LostConnectionError(_GONE) if _is_operational(error) else _unexpected(error, state)
    kind, message = _STATES.get(state) or _CLASSES.get(state[:2]) or (None, "")
    return _unexpected(error, state) if kind is None else kind(message)


def commit_failed(error: Exception) -> MultibuhError:
    """
    Return the library's error for a driver's at COMMIT: without an answer of the server nobody knows.

    Nor where that has ended itself meanwhile, as when its disk fails: it recovers what has reached the log.
    """
    failure = translated(error)
    ends = _severity(error) in _ENDS and _state(error) != _IDLE_TOO_LONG
    return outcome_unknown() if ends or isinstance(failure, LostConnectionError) else failure


def connection_lost() -> LostConnectionError:
    """Return the error for a connection that was lost before COMMIT: its transaction was taken back."""
    return LostConnectionError(_GONE)


def outcome_unknown() -> OutcomeUnknownError:
    """Return the error for a commit whose answer was lost, or which no standby has confirmed."""
    return OutcomeUnknownError(
        "Связь с сервером базы прервалась при фиксации: записано всё или ничего. "
        "Прочитайте данные, прежде чем повторять."
    )


def _unexpected(error: Exception, state: str | None) -> StorageError:
    return StorageError(f"База не выполнила запрос ({type(error).__name__}, код {state}): сообщите разработчикам.")


def _state(error: Any) -> str | None:
    state: str | None = getattr(error, "sqlstate", None)
    return state


def _severity(error: Any) -> str | None:
    severity: str | None = getattr(getattr(error, "diag", None), "severity_nonlocalized", None)
    return severity


def _is_operational(error: Exception) -> bool:
    """Tell an error of the connection, which has no code, from one of the driver's use."""
    from psycopg import InterfaceError, OperationalError

    return isinstance(error, OperationalError | InterfaceError)
