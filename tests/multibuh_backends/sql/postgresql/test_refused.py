"""What cannot be opened is told so that whoever reads it knows what to mend, and never with a password."""

from __future__ import annotations

import logging
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from multibuh_backends import connect
from multibuh_backends.sql.postgresql import connections
from multibuh_core import (
    MultibuhError,
    UnavailableError,
    UnsupportedOperationError,
)
from tests.multibuh_backends.sql.postgresql.stores import Place, user
from tests.servers.postgresql import Database, Server

SECRET = "s3cr-t"  # noqa: S105 - it is looked for
Case = tuple[Callable[[Database, str], str], type[MultibuhError], str]


@pytest.fixture
def reader(postgresql: Server) -> Iterator[str]:
    """Give a user who may connect, and nothing else."""
    name = f"reader_{uuid4().hex}"
    postgresql.run(f"CREATE ROLE {name} LOGIN PASSWORD '{SECRET}'")
    yield name
    postgresql.run(f"DROP ROLE {name}")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "RECONNECTING", 0.1)


CONNECTING: dict[str, Case] = {
    "password": (
        lambda database, reader: database.by_tcp(reader, f"{SECRET}!"),
        UnavailableError,
        "Сервер базы «{host}»: пароль пользователя «{reader}» не подошёл: проверьте его в адресе или в ~/.pgpass.",
    ),
    "no password": (
        lambda database, reader: database.by_tcp(reader).replace(f":{database.server.password}@", "@"),
        UnavailableError,
        "Сервер базы «{host}»: пароль пользователя «{reader}» не подошёл: проверьте его в адресе или в ~/.pgpass.",
    ),
    "user": (
        lambda database, _: database.as_user("nobody_there"),
        UnavailableError,
        (
            "Сервер базы «{folder}»: сервер не пускает пользователя «nobody_there»: "
            "проверьте имя, роль (CREATE ROLE) и строку в pg_hba.conf."
        ),
    ),
    "database": (
        lambda database, reader: database.by_tcp(reader, SECRET).replace(database.name, "no_such"),
        UnavailableError,
        "Сервер базы «{host}»: базы «no_such» нет: проверьте имя или создайте её (createdb).",
    ),
    "host": (
        lambda *_: f"postgresql+psycopg://anna:{SECRET}@no-such-host.invalid/firm",
        UnavailableError,
        "Сервер базы «no-such-host.invalid»: такого узла нет: проверьте имя сервера.",
    ),
    "port": (
        lambda *_: f"postgresql+psycopg://anna:{SECRET}@127.0.0.1:1/firm",
        UnavailableError,
        ("Сервер базы «127.0.0.1:1» не отвечает: проверьте адрес и порт, и что он запущен. Ничего не записано."),
    ),
    "option": (
        lambda database, reader: f"{database.by_tcp(reader, SECRET)}?sslmod=require",
        UnavailableError,
        (
            "Сервер базы «{host}»: драйвер не принимает параметра соединения: "
            "проверьте всё после «?» в адресе и connect_args."
        ),
    ),
    "no right to make tables": (
        lambda database, reader: database.by_tcp(reader, SECRET),
        UnavailableError,
        ("Пользователю базы не хватает прав: дайте ему права на таблицы multibuh_* и их схему (GRANT) и повторите."),
    ),
    "no driver": (
        lambda *_: f"postgresql://anna:{SECRET}@host/firm",
        UnsupportedOperationError,
        (
            "Адрес «postgresql://anna:***@host/firm»: нужен драйвер psycopg, пишите "
            "«postgresql+psycopg://anna:***@host/firm»."
        ),
    ),
    **{
        f"driver {driver}": (
            lambda *_, driver=driver: f"postgresql+{driver}://anna:{SECRET}@host/firm?password={SECRET}",
            UnsupportedOperationError,
            (
                f"Адрес «postgresql+{driver}://anna:***@host/firm»: нужен драйвер psycopg, пишите "
                "«postgresql+psycopg://anna:***@host/firm»."
            ),
        )
        for driver in ("psycopg2", "asyncpg", "pg8000")
    },
    "no database named": (
        lambda *_: f"postgresql+psycopg://anna:{SECRET}@host",
        UnsupportedOperationError,
        "Адрес «postgresql+psycopg://anna:***@host»: укажите имя базы (postgresql+psycopg://узел/база).",
    ),
    "no host": (
        lambda *_: f"postgresql+psycopg://anna:{SECRET}/firm",
        UnsupportedOperationError,
        "Адрес «postgresql+psycopg://anna:***» не читается: нужен вид postgresql+psycopg://пользователь@узел/база.",
    ),
}


@pytest.mark.parametrize("name", CONNECTING)
def test_address_is_refused(
    database: Database, reader: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """The message names the thing, the rule and the way out; no password is in it, in what it came from, in a log."""
    make, kind, message = CONNECTING[name]
    caplog.set_level(logging.DEBUG)
    for logger in ("sqlalchemy", "sqlalchemy.pool", "sqlalchemy.engine", "psycopg", "psycopg.pool"):
        caplog.set_level(logging.DEBUG, logger=logger)
    with pytest.raises(kind) as caught:
        connect(make(database, reader), attachments=str(tmp_path / "new"), create=True)
    host = f"127.0.0.1:{database.server.port}"
    assert str(caught.value) == message.format(host=host, folder=database.server.folder, reader=reader)
    assert not (tmp_path / "new").exists()
    said = "\n".join([caplog.text, *_chain(caught.value)])
    assert SECRET not in said
    assert database.server.password not in said


def test_password_is_in_no_log_of_what_works(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever logs all that there is logs no password."""
    caplog.set_level(logging.DEBUG)
    for logger in ("sqlalchemy", "sqlalchemy.pool", "sqlalchemy.engine", "psycopg"):
        caplog.set_level(logging.DEBUG, logger=logger)
    with place.open(place.database.by_tcp(), engine_options={"echo": True, "echo_pool": "debug"}) as backend:
        user(backend).organizations.add("ООО «Ромашка»")
    assert "Created new connection" in caplog.text
    assert place.database.server.password not in caplog.text


def test_no_right_on_tables(place: Place, reader: str) -> None:
    """A user who may connect to the database of a store, and no more, is told what he lacks."""
    with pytest.raises(UnavailableError) as caught:
        place.open(place.database.by_tcp(reader, SECRET))
    assert str(caught.value) == CONNECTING["no right to make tables"][2]


BLOCKED = """
import sys
sys.modules["psycopg"] = None
from multibuh_backends import connect
from multibuh_core import UnsupportedOperationError
try:
    connect("postgresql+psycopg://host/firm", attachments="attachments")
except UnsupportedOperationError as error:
    print(error)
"""


def test_missing_driver_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no driver is told, to be copied, the command that installs it."""
    monkeypatch.setenv("PYTHONPATH", ":".join(sys.path))
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    said = subprocess.check_output([sys.executable, "-c", BLOCKED], encoding="utf-8").strip()
    assert said == ('Для PostgreSQL нужен драйвер psycopg: установите его командой pip install "multibuh[postgres]".')


def _chain(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield from (str(error), repr(error), *traceback.format_exception_only(error))
        error = error.__cause__ or error.__context__
