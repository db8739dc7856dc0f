"""The driver's connection, as the repositories use it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn, Protocol, cast

from multibuh_backends.sql.clash import ClashError
from multibuh_core.errors import UnsupportedOperationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from multibuh_backends.sql.prepared import Query, Statements
    from multibuh_core.errors import MultibuhError

__all__ = ["OVER", "Change", "Connection", "Driver", "Row"]

Row = tuple[Any, ...]
Change = tuple["Query", Row]
"""A statement, and its values."""
_PAGE: Final = 500


class Cursor(Protocol):
    """What is used of a driver's cursor."""

    rowcount: int

    def executemany(self, sql: str, rows: Sequence[Any], /) -> Any:
        """Run a statement for each of *rows*."""

    def fetchone(self) -> Any:
        """Return the next row; None where there is none."""

    def fetchmany(self, size: int, /) -> list[Any]:
        """Return the next rows, at most *size*."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def close(self) -> None:
        """Let go of the statement."""


class Connection(Protocol):
    """What is used of a driver's connection; sqlite3 and psycopg both have it."""

    def execute(self, sql: str, values: Any = ..., /) -> Cursor:
        """Run a statement."""

    def cursor(self) -> Cursor:
        """Return a cursor."""

    def close(self) -> None:
        """Close it; what was not committed is taken back."""


class Driver:
    """One connection that runs prepared statements. What it raises are the library's errors, never the driver's."""

    __slots__ = ("__weakref__", "connection", "error", "statements", "translated")

    goes_on_after_errors: ClassVar = True
    """Whether a transaction takes further statements after one that failed."""

    def __init__(
        self,
        connection: Connection,
        statements: Statements,
        *,
        error: type[Exception],
        translated: Callable[[Exception], MultibuhError],
    ) -> None:
        """
        Take a connection.

        Args:
            connection: The driver's own.
            statements: The prepared statements of the backend.
            error: The class of all that the driver raises.
            translated: What makes one of the library's errors of it.
        """
        self.connection = connection
        self.statements = statements
        self.error = error
        self.translated = translated

    def command(self, sql: str) -> None:
        """Run SQL of ours that takes no values and gives no rows."""
        try:
            self.connection.execute(sql)
        except self.error as error:
            raise self.translated(error) from None

    def rows(self, query: Query, *values: Any) -> list[Row]:
        """Return all rows of a query."""
        prepared = self.statements[query]
        try:
            return self.connection.execute(prepared.sql, prepared.arrange(values)).fetchall()
        except self.error as error:
            raise self.translated(error) from None

    def row(self, query: Query, *values: Any) -> Row | None:
        """Return the first row of a query; None where there is none."""
        prepared = self.statements[query]
        try:
            row: Row | None = self.connection.execute(prepared.sql, prepared.arrange(values)).fetchone()
        except self.error as error:
            raise self.translated(error) from None
        return row

    def stream(self, query: Query, *values: Any, at_once: int = _PAGE) -> Iterator[Row]:
        """Give the rows of a query one by one, *at_once* in memory; the transaction must outlast them."""
        prepared = self.statements[query]
        cursor = None
        try:
            cursor = self.connection.execute(prepared.sql, prepared.arrange(values))
            while rows := cursor.fetchmany(at_once):
                yield from rows
        except self.error as error:
            raise self.translated(error) from None
        finally:
            if cursor is not None:
                cursor.close()

    def change(self, query: Query, *values: Any) -> int:
        """Run a statement that changes any number of rows; return it."""
        prepared = self.statements[query]
        try:
            return self.connection.execute(prepared.sql, prepared.arrange(values)).rowcount
        except self.error as error:
            raise self.translated(error) from None

    def change_one(self, query: Query, *values: Any) -> None:
        """
        Run a statement that changes one row.

        Raises:
            ClashError: If the row was not there.
        """
        if self.change(query, *values) != 1:
            raise ClashError

    def change_each(self, changes: Sequence[Change]) -> None:
        """
        Run statements of which each changes, or finds, one row; together where the driver can.

        Raises:
            ClashError: If a row was not there.
        """
        for query, values in changes:
            self.change_one(query, *values)

    def change_many(self, query: Query, rows: Sequence[Row]) -> None:
        """
        Run a statement for each of *rows*, which changes one row each.

        Raises:
            ClashError: If a row was not there.
        """
        if not rows:
            return
        prepared = self.statements[query]
        cursor = self.connection.cursor()
        try:
            cursor.executemany(prepared.sql, rows if prepared.is_straight else [prepared.arrange(row) for row in rows])
        except self.error as error:
            raise self.translated(error) from None
        if cursor.rowcount != len(rows):
            raise ClashError


class _Over:
    """Stands for the connection of a unit that is over."""

    def __getattr__(self, name: str) -> NoReturn:
        message = "Единица работы уже завершена: откройте новую."
        raise UnsupportedOperationError(message)


OVER: Driver = cast("Driver", _Over())
