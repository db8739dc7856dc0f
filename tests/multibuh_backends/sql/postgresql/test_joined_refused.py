"""What is refused inside of a host's transaction leaves that usable; what cannot be joined is refused at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DataError

from multibuh_backends.sql.postgresql.locks import lock_alone
from multibuh_core import (
    AlreadyExistsError,
    FormatError,
    InvalidInputError,
    MultibuhError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
    UnsupportedOperationError,
    VersionConflictError,
    Workspace,
)
from multibuh_core.organization import Organization
from tests.multibuh_backends.sql.postgresql.catalog import connected
from tests.multibuh_backends.sql.postgresql.hosts import OTHER_INN, Host, a_client, note
from tests.multibuh_backends.sql.postgresql.stores import FIRM
from tests.multibuh_backends.sql.stores import a_store
from tests.servers.postgresql import Database

Call = Callable[[Workspace, Organization], object]

REFUSED: dict[str, tuple[type[MultibuhError], str, Call]] = {
    "missing": (NotFoundError, "не найдена", lambda one, _: one.organizations.archive("нет такой")),
    "twin": (AlreadyExistsError, "уже есть", lambda one, client: a_client(one, "Другая", client.inn)),
    "version": (
        VersionConflictError,
        "сейчас версия 1",
        lambda one, client: one.organizations.update(client.id, expected_version=7, name="Другая"),
    ),
    "right": (NotAllowedError, "может администратор", lambda one, client: one.organizations.archive(client.id)),
    "number": (InvalidInputError, "ИНН", lambda one, _: a_client(one, "Другая", "7707083894")),
}


class TestCalls:
    """A call that is refused."""

    @pytest.mark.parametrize("why", REFUSED)
    @pytest.mark.parametrize("is_shared", [False, True])
    def test_transaction_stays_usable(self, host: Host, why: str, *, is_shared: bool) -> None:
        """What was written before stays, and what comes after is written, by the host and by us, in all its ways."""
        kind, words, call = REFUSED[why]
        with host.engine.begin() as connection:
            anna = host.inside(connection)
            note(connection, "до")
            client = a_client(anna)
            if is_shared:
                with anna.transaction() as tx:
                    a_client(tx, "АО «Архив»", None)
                    with pytest.raises(kind, match=words):
                        call(tx, client)
            else:
                a_client(anna, "АО «Архив»", None)
                with pytest.raises(kind, match=words):
                    call(anna, client)
            note(connection, "после")
            a_client(anna, "ИП Ёлкина", OTHER_INN)
        assert host.noted() == ["до", "после"]
        assert host.names() == ["АО «Архив»", "ИП Ёлкина", "ООО «Ромашка»"]
        assert list(host.store.verify()) == []

    def test_error_of_the_database_is_taken_back(self, host: Host) -> None:
        """Also where the database itself refuses a statement, as to one who may only read, the host goes on."""
        with host.engine.begin() as connection:
            note(connection, "до")
            anna = host.inside(connection)
            connection.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with host.engine.connect() as other:
                other.execute(text("LOCK TABLE multibuh_commits IN ACCESS EXCLUSIVE MODE"))
                with pytest.raises(UnavailableError, match="заняты другой записью"):
                    a_client(anna)
            note(connection, "после")
            a_client(anna)
        assert (host.noted(), host.names()) == (["до", "после"], ["ООО «Ромашка»"])

    def test_refused_lock_is_taken_back(self, host: Host) -> None:
        """Where somebody has the firm alone for longer than the host waits, the host's transaction goes on."""
        with host.engine.begin() as other, host.engine.begin() as connection:
            other.exec_driver_sql(lock_alone("firm", FIRM))
            anna = host.inside(connection)
            connection.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(UnavailableError, match="заняты другой записью"):
                a_client(anna)
            note(connection, "после")
        assert host.noted() == ["после"]

    def test_failure_of_the_host_in_a_transaction_of_ours_is_taken_back(self, host: Host) -> None:
        """Where the host's own statement fails within `transaction()` and is passed over, no more than that is lost."""
        with host.engine.begin() as connection:
            note(connection, "до")
            with pytest.raises(MultibuhError), host.inside(connection).transaction() as tx:
                _fail_and_go_on(connection, tx)
            note(connection, "после")
        assert (host.noted(), host.names()) == (["до", "после"], [])

    def test_transaction_that_has_failed_is_told_as_such(self, host: Host) -> None:
        """Whoever goes on after an error of his own is told what to do, and not to ask the developers."""
        with host.engine.connect() as connection:
            anna = host.inside(connection)
            with suppress(DataError):
                connection.execute(text("SELECT 1/0"))
            with pytest.raises(UnavailableError, match="прервана"):
                a_client(anna)


def _fail_and_go_on(connection: Connection, tx: Workspace) -> None:
    a_client(tx)
    with suppress(DataError):
        connection.execute(text("SELECT 1/0"))


class TestConnections:
    """A connection that cannot be joined."""

    def test_one_that_commits_each_statement(self, host: Host) -> None:
        """AUTOCOMMIT keeps no transaction, whether the engine or the connection says so."""
        with (
            host.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
            pytest.raises(UnsupportedOperationError, match="AUTOCOMMIT"),
        ):
            host.store.joined(connection)
        with (
            connected(str(host.engine.url), isolation_level="AUTOCOMMIT") as connection,
            pytest.raises(UnsupportedOperationError, match="AUTOCOMMIT"),
        ):
            host.store.joined(connection)

    def test_one_of_another_store(self, host: Host, database: Database, tmp_path: Path) -> None:
        """A connection of another store's database, or of another schema, is refused."""
        from multibuh_backends import connect

        connect(database.url, attachments=str(tmp_path / "other"), create=True).close()
        with connected(database.url) as connection, pytest.raises(FormatError, match="в другую базу или схему"):
            host.store.joined(connection)

    def test_one_of_a_database_without_a_store(self, host: Host, database: Database) -> None:
        """A connection of a database that has no store is refused."""
        with connected(database.url) as connection, pytest.raises(FormatError, match="нет таблиц хранилища"):
            host.store.joined(connection)

    def test_refused_join_leaves_the_transaction_usable(self, host: Host, database: Database) -> None:
        """Whoever joins the wrong transaction by mistake does not lose it."""
        with connected(database.url) as connection:
            with pytest.raises(FormatError):
                host.store.joined(connection)
            assert connection.scalar(text("SELECT 1")) == 1

    def test_one_of_another_driver(self, host: Host) -> None:
        """A connection to SQLite is refused with its name."""
        with (
            create_engine("sqlite://").connect() as connection,
            pytest.raises(UnsupportedOperationError, match=r"sqlite .* psycopg"),
        ):
            host.store.joined(connection)

    def test_sqlite_joins_nothing(self, host: Host, tmp_path: Path) -> None:
        """A store in SQLite refuses every connection, and says where to go."""
        with (
            a_store(tmp_path) as backend,
            host.engine.connect() as connection,
            pytest.raises(UnsupportedOperationError, match=r"только у PostgreSQL.* отдельном файле"),
        ):
            backend.joined(connection)

    def test_joined_one_joins_nothing(self, host: Host) -> None:
        """What is inside of a transaction already is refused."""
        with (
            host.engine.connect() as connection,
            pytest.raises(UnsupportedOperationError, match="уже внутри транзакции"),
        ):
            host.store.joined(connection).joined(connection)
