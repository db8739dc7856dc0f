"""What the options of `multibuh import` mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from multibuh_cli.naming import is_id
from multibuh_cli.usage import WrongUsageError

if TYPE_CHECKING:
    import typer

    from multibuh_core.imports import DirectoryColumn, ImportMapping
    from multibuh_core.visibility import Visibility

__all__ = ["mapping_of", "read_rows", "split_pair"]

_ROWS: Final = re.compile(r"([1-9][0-9]{0,6})(?::([1-9][0-9]{0,6}))?", re.ASCII)


def read_rows(said: str, ctx: typer.Context) -> tuple[int, int]:
    """Return the first and the last row of a header: ``2`` is the second row, ``2:3`` the second and the third."""
    found = _ROWS.fullmatch(said)
    if found is None or int(found[2] or found[1]) < int(found[1]):
        raise WrongUsageError(f"--header-rows: нужны номера строк, как 2 или 2:3, а не «{said}»", ctx)
    return int(found[1]), int(found[2] or found[1])


def split_pair(said: str, option: str, ctx: typer.Context) -> tuple[str, str]:
    """Return what stands before the first ``=`` and behind it."""
    left, equals, right = said.partition("=")
    if not (left and equals and right):
        raise WrongUsageError(f"{option}: нужно ИМЯ=СТОЛБЕЦ, как 1c=Код, а не «{said}»", ctx)
    return left, right


def mapping_of(
    name: str | None,
    numbers: tuple[str | None, str | None, str | None],
    external: Iterable[tuple[str, str]],
    directories: Iterable[str],
    *,
    personal: bool,
    card: bool,
    drop_bad_numbers: bool,
) -> ImportMapping:
    """Return the mapping that the options say; *numbers* are the columns of ИНН, КПП and ОГРН."""
    from multibuh_core.imports import ImportMapping
    from multibuh_core.visibility import Visibility

    inn, kpp, ogrn = numbers
    visibility = Visibility.PERSONAL if personal else Visibility.COLLECTIVE
    return ImportMapping(
        name=name,
        inn=inn,
        kpp=kpp,
        ogrn=ogrn,
        external_ids=dict(external),
        directories=[_directory_column(said, visibility, show_in_card=card) for said in directories],
        drop_bad_numbers=drop_bad_numbers,
    )


def _directory_column(said: str, visibility: Visibility, *, show_in_card: bool) -> DirectoryColumn:
    from multibuh_core.imports import DirectoryColumn

    column, _, directory = said.partition("=")
    if is_id(directory):
        return DirectoryColumn(column, directory_id=directory)
    return DirectoryColumn(column, name=directory or None, visibility=visibility, show_in_card=show_in_card)
