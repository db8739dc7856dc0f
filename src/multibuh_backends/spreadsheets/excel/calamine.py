"""
The one place where calamine, the parser in Rust, is called.

It is given what the other modules here made of the file: it trusts counts and positions, takes memory for them before
it looks, and aborts the whole process where it cannot get it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from typing import TYPE_CHECKING, Protocol

from multibuh_backends.spreadsheets.book import Grid, Span
from multibuh_backends.spreadsheets.cells import texts_of
from multibuh_backends.spreadsheets.source import Source
from multibuh_core.errors import UnsupportedOperationError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

ONLY_SHEET = "sheet"
"""What the only sheet of each container made here is called: the names of the file's sheets go nowhere."""


class Readable(Protocol):
    """What calamine reads from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the bytes that come next."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Be there: it is asked for, and not called."""


def require_calamine() -> None:
    """
    Make sure that calamine can be imported.

    Raises:
        UnsupportedOperationError: If it is not installed; the message says how to install it.
    """
    try:
        import python_calamine  # noqa: F401 - looked for only
    except ImportError:
        message = 'Книги Excel читает python-calamine. Установите его: pip install "multibuh[spreadsheets]"'
        raise UnsupportedOperationError(message) from None


def read_sheet(source: Source, container: Readable, *, sheet: str, merged: Sequence[Span]) -> Grid | None:
    """
    Read the only sheet of *container*; None if it has no value.

    *sheet* is what it is called in the file, and *merged* are its merged ranges there: the container has neither.
    """
    with _refusing(source):
        found = _loaded(container)
    if found.start is None or found.end is None:
        return None
    (top, left), (bottom, right) = found.start, found.end
    rows = islice(found.iter_rows(), top, None)  # before the first row with values it gives empty ones
    return Grid(
        sheet=sheet,
        first_column=left + 1,
        width=right - left + 1,
        last_row=bottom + 1,
        rows=zip(count(top + 1), texts_of(rows), strict=False),
        merged=tuple(merged),
    )


def _loaded(container: Readable) -> CalamineSheet:
    from python_calamine import load_workbook

    with load_workbook(container) as workbook:
        return workbook.get_sheet_by_name(ONLY_SHEET)


@contextmanager
def _refusing(source: Source) -> Iterator[None]:
    """Turn whatever calamine raises into the one error for a damaged file."""
    try:
        yield
    except MemoryError:
        raise source.too_large() from None
    except Exception:  # noqa: BLE001 - its own errors, OSError and more: all say that the file is broken
        raise source.damaged() from None
    except BaseException as error:
        # A panic in Rust comes as PanicException, which is no Exception; nothing else of that kind is swallowed.
        if type(error).__name__ != "PanicException":
            raise
        raise source.damaged() from None
