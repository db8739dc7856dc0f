"""Failures: what a filesystem raises, told as the library's own errors."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from multibuh_core.errors import MultibuhError, StorageError, UnavailableError, UnsupportedOperationError

__all__ = ["translated"]

_NO_SPACE = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})
_NO_RIGHT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def translated(kind: type[Exception] = OSError) -> Iterator[None]:
    """
    Raise errors of *kind* from inside as the library's, with neither path nor address: a reader sees only what failed.

    Local disk raises OSError. Other filesystems raise whatever their drivers do: for them *kind* is Exception.
    """
    try:
        yield
    except MultibuhError:
        raise
    except NotImplementedError:
        raise UnsupportedOperationError(
            "Файловая система вложений не умеет нужной операции: перенесите вложения на другую."
        ) from None
    except kind as error:
        raise _told(error) from None


def _told(error: Exception) -> StorageError:
    number = error.errno if isinstance(error, OSError) else None
    if number in _NO_SPACE:
        return UnavailableError("В хранилище вложений нет места: освободите место и повторите.")
    if number in _NO_RIGHT or isinstance(error, PermissionError):
        return UnavailableError("Нет прав на хранилище вложений: дайте их этому пользователю системы и повторите.")
    reason = type(error).__name__ if number is None else os.strerror(number)
    return UnavailableError(f"Хранилище вложений не отвечает ({reason}): проверьте его и повторите.")
