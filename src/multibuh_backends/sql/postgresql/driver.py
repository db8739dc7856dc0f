"""A connection of psycopg, as the repositories use it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from multibuh_backends.sql.clash import ClashError
from multibuh_backends.sql.driver import Driver
from multibuh_backends.sql.postgresql.errors import translated
from multibuh_backends.sql.postgresql.together import known_on, run_together

if TYPE_CHECKING:
    from psycopg import Connection
    from sqlalchemy import PoolProxiedConnection

    from multibuh_backends.sql.driver import Change, Row
    from multibuh_backends.sql.prepared import Query, Statements

__all__ = ["PostgresqlDriver"]

_PAGE: Final = 500
_IDLE: Final = 0
"""`psycopg.pq.TransactionStatus.IDLE`; by number, for this is asked after each card."""
_numbers: Final = count()


class PostgresqlDriver(Driver):
    """One connection; a transaction on it takes nothing more after an error but to be rolled back."""

    __slots__ = ("pooled",)

    goes_on_after_errors = False

    def __init__(
        self, connection: Connection[Any], statements: Statements, *, pooled: PoolProxiedConnection | None = None
    ) -> None:
        """Take a connection, and what keeps it out of its pool as long as this lives."""
        from psycopg import Error

        super().__init__(connection, statements, error=Error, translated=translated)  # type: ignore[arg-type]  # it is one
        self.pooled = pooled

    @property
    def is_idle(self) -> bool:
        """Whether no transaction is open on it."""
        connection: Any = self.connection
        return bool(connection.pgconn.transaction_status == _IDLE)

    def command(self, sql: str) -> None:
        """Run SQL of ours that takes no values and gives no rows."""
        if sql.startswith("ROLLBACK") and (known := known_on(self.pooled)):
            known.clear()  # the driver forgets what it has prepared: it is prepared again
        super().command(sql)

    def change_each(self, changes: Sequence[Change]) -> None:
        """Run statements of which each changes, or finds, one row; in one round trip, once they are prepared."""
        statements = [(self.statements[query], values) for query, values in changes]
        try:
            done = run_together(
                self.connection,
                [(prepared.sql, prepared.arrange(values)) for prepared, values in statements],
                known_on(self.pooled),
            )
        except self.error as error:
            raise self.translated(error) from None
        if any(cursor.rowcount != 1 for cursor in done):
            raise ClashError

    def stream(self, query: Query, *values: Any, at_once: int = _PAGE) -> Iterator[Row]:
        """Give the rows of a query one by one, by a cursor of the server's: the driver's own would fetch all."""
        prepared = self.statements[query]
        connection: Any = self.connection
        try:
            # Two may be open at once, so each has a name of its own.
            with connection.cursor(name=f"multibuh_{next(_numbers)}") as cursor:
                cursor.execute(prepared.sql, prepared.arrange(values))
                while rows := cursor.fetchmany(at_once):
                    yield from rows
        except self.error as error:
            raise self.translated(error) from None
