"""Why a server took no connection, told so that whoever reads it knows what to mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from multibuh_backends.sql.postgresql.errors import LostConnectionError
from multibuh_core.errors import StorageError, UnavailableError, shown

if TYPE_CHECKING:
    from sqlalchemy import URL

__all__ = ["place_of", "refused"]

_STATES: Final = {"28P01": "password", "28000": "role", "3D000": "database", "53300": "full", "42501": "right"}
_WORDS: Final = (
    (
        "password",
        re.compile(
            r"password authentication failed|no password supplied|fe_sendauth|проверку подлинности", re.IGNORECASE
        ),
    ),
    ("database", re.compile(r'database "[^"]*" does not exist|база данных "[^"]*" не существует', re.IGNORECASE)),
    (
        "role",
        re.compile(
            r'role "[^"]*" does not exist|no pg_hba\.conf entry|authentication failed|'
            r'роль "[^"]*" не существует|pg_hba\.conf нет записи',
            re.IGNORECASE,
        ),
    ),
    ("host", re.compile(r"could not translate host name|failed to resolve host|name or service not", re.IGNORECASE)),
    (
        "full",
        re.compile(r"too many (clients|connections)|remaining connection slots|слишком много клиентов", re.IGNORECASE),
    ),
    ("right", re.compile(r"permission denied|нет доступа к базе", re.IGNORECASE)),
    (
        "option",
        re.compile(
            r"(invalid connection|unsupported startup|configuration) (option|parameter)|"
            r"invalid [^ ]+ value|invalid port number",
            re.IGNORECASE,
        ),
    ),
    ("reading", re.compile(r"session is read-only|not writable|is not in hot standby|read.only", re.IGNORECASE)),
)
"""At connecting the driver gives no code, only the words of the server, English or Russian, or of libpq."""
_MESSAGES: Final = {
    "password": "пароль пользователя {user} не подошёл: проверьте его в адресе или в ~/.pgpass",
    "role": "сервер не пускает пользователя {user}: проверьте имя, роль (CREATE ROLE) и строку в pg_hba.conf",
    "database": "базы {database} нет: проверьте имя или создайте её (createdb)",
    "host": "такого узла нет: проверьте имя сервера",
    "full": "на сервере не осталось свободных соединений: уменьшите пулы или увеличьте max_connections",
    "right": "пользователю {user} не разрешено подключаться к базе {database} (GRANT CONNECT)",
    "option": "драйвер не принимает параметра соединения: проверьте всё после «?» в адресе и connect_args",
    "reading": "сервер принимает только чтение: укажите главный или дождитесь переключения",
}


def refused(error: Exception, url: URL) -> StorageError:
    """
    Return the library's error for a driver's at connecting; never a password.

    A server that is merely away, full or just starting is worth asking again; one that refuses is not.
    """
    reason = _reason(error)
    if reason is None:
        message = (
            f"Сервер базы {shown(place_of(url))} не отвечает: проверьте адрес и порт, и что он запущен. "
            "Ничего не записано."
        )
        return LostConnectionError(message)
    said = _MESSAGES[reason].format(user=shown(url.username or ""), database=shown(url.database or ""))
    kind = LostConnectionError if reason in {"full", "reading"} else UnavailableError
    return kind(f"Сервер базы {shown(place_of(url))}: {said}.")


def place_of(url: URL) -> str:
    """Return where a server is, without a user or a password."""
    hosts = url.query.get("host", url.host or "localhost")
    port = "" if url.port is None else f":{url.port}"
    return (",".join(hosts) if isinstance(hosts, tuple) else hosts) + port


def _reason(error: Exception) -> str | None:
    state = getattr(error, "sqlstate", None)
    if state in _STATES:
        return _STATES[state]
    words = str(error)
    return next((reason for reason, pattern in _WORDS if pattern.search(words)), None)
