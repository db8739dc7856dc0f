"""What SQLite raises, told as the library's errors."""

from __future__ import annotations

from typing import Final

from multibuh_backends.sql.clash import ClashError
from multibuh_core.errors import (
    CorruptionError,
    FormatError,
    MultibuhError,
    OutcomeUnknownError,
    StorageError,
    UnavailableError,
)

__all__ = ["BusyError", "commit_failed", "translated"]

# Primary result codes (https://sqlite.org/rescode.html); Python 3.11 has no names for some of them.
_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT = 3, 5, 6, 8, 10, 11
_FULL, _CANTOPEN, _CONSTRAINT, _NOTADB = 13, 14, 19, 26
_IOERR_WRITE = _IOERR | 3 << 8


class BusyError(UnavailableError):
    """Somebody else holds what was asked for: it is worth asking again."""


_BUSY_NOW: Final = "База занята другой записью: ничего не записано, повторите."
_TELL: Final[dict[int, tuple[type[StorageError], str]]] = {
    _PERM: (UnavailableError, "Нет прав на файл базы: дайте их этому пользователю системы и повторите."),
    _BUSY: (BusyError, _BUSY_NOW),
    _LOCKED: (BusyError, _BUSY_NOW),
    _READONLY: (UnavailableError, "База открыта только для чтения: проверьте права на файл и его папку и повторите."),
    _IOERR: (UnavailableError, "Диск не ответил: ничего не записано. Проверьте диск и повторите."),
    _CORRUPT: (CorruptionError, "База повреждена: проверьте её (multibuh check) и восстановите из копии."),
    _FULL: (UnavailableError, "На диске нет места: ничего не записано. Освободите место и повторите."),
    _CANTOPEN: (UnavailableError, "Файл базы не открывается: проверьте, что он на месте и доступен, и повторите."),
    _NOTADB: (FormatError, "Файл — не база SQLite: укажите файл хранилища или восстановите его из копии."),
}


def translated(error: Exception) -> MultibuhError:
    """
    Return the library's error for a driver's.

    The driver's own message is left out: it may quote what its reader may not see.
    """
    code = _code(error)
    if code == _CONSTRAINT:
        return ClashError()
    if code in _TELL:
        kind, message = _TELL[code]
        return kind(message)
    if str(error).startswith("Could not decode to UTF-8"):
        return CorruptionError(_TELL[_CORRUPT][1])
    return StorageError(f"База не выполнила запрос ({type(error).__name__}, код {code}): сообщите разработчикам.")


def commit_failed(error: Exception) -> MultibuhError:
    """
    Return the library's error for a driver's at COMMIT.

    Where the disk failed, all may be written all the same; but not where the writing itself failed, and not the sync.
    """
    if _code(error) == _IOERR and getattr(error, "sqlite_errorcode", None) != _IOERR_WRITE:
        message = "Диск отказал при фиксации: записано всё или ничего. Прочитайте данные, прежде чем повторять."
        return OutcomeUnknownError(message)
    return translated(error)


def _code(error: Exception) -> int | None:
    extended = getattr(error, "sqlite_errorcode", None)
    return None if extended is None else int(extended) & 0xFF
