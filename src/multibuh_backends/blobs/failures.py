"""Failures: what a filesystem raises, told as the library's own errors."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import attrs

from multibuh_core.errors import MultibuhError, StorageError, UnavailableError, UnsupportedOperationError

__all__ = ["ATTACHMENTS", "STORE", "Kept", "NoHardLinksError", "translated"]

_NO_SPACE = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})
_NO_RIGHT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@attrs.frozen
class Kept:
    """What a filesystem keeps, in the cases in which messages need it."""

    place: str
    """Where it is kept; alike in the nominative, the accusative and the prepositional."""
    of: str
    """It itself, in the genitive."""
    it: str
    """It itself, in the accusative."""


ATTACHMENTS: Final = Kept("хранилище вложений", "вложений", "вложения")
STORE: Final = Kept("хранилище", "хранилища", "хранилище")
"""A whole store, its records too."""


class NoHardLinksError(OSError):
    """The filesystem cannot give a file a second name."""


@contextmanager
def translated(kind: type[Exception] = OSError, kept: Kept = ATTACHMENTS) -> Iterator[None]:
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
            f"Файловая система {kept.of} не умеет нужной операции: перенесите {kept.it} на другую."
        ) from None
    except NoHardLinksError:
        raise UnsupportedOperationError(
            f"На диске {kept.of} нет жёстких ссылок: перенесите {kept.it} на файловую систему, где они есть "
            "(ext4, XFS, APFS, NTFS)."
        ) from None
    except kind as error:
        raise _told(error, kept) from None


def _told(error: Exception, kept: Kept) -> StorageError:
    number = error.errno if isinstance(error, OSError) else None
    if number in _NO_SPACE:
        return UnavailableError(f"В {kept.place} нет места: освободите место и повторите.")
    if number in _NO_RIGHT or isinstance(error, PermissionError):
        return UnavailableError(f"Нет прав на {kept.place}: дайте их этому пользователю системы и повторите.")
    reason = type(error).__name__ if number is None else os.strerror(number)
    return UnavailableError(f"{kept.place.capitalize()} не отвечает ({reason}): проверьте его и повторите.")
