"""A mapping: what the columns of a table mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from multibuh_core.errors import InvalidInputError
from multibuh_core.names import checked_characters, checked_name, fold
from multibuh_core.organization_details import checked_external_id
from multibuh_core.visibility import Visibility

__all__ = ["DirectoryColumn", "ImportMapping"]

_MAX_HEADER: Final = 4_000
"""In characters; several header rows are joined into one name."""


def _column(value: str) -> str:
    return checked_name("column", value, limit=_MAX_HEADER)


def _optional_column(value: str | None) -> str | None:
    return None if value is None else _column(value)


def _external_columns(value: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({system: _column(column) for system, column in dict(value).items()})


def _directory_columns(value: Iterable[DirectoryColumn]) -> tuple[DirectoryColumn, ...]:
    return tuple(value)


def _is_flag(_: object, attribute: attrs.Attribute[bool], value: Any) -> None:
    if not isinstance(value, bool):
        raise InvalidInputError("mapping", value, f"{attribute.name} — True или False.")


def _is_visibility(_: object, attribute: attrs.Attribute[Visibility], value: Any) -> None:
    if not isinstance(value, Visibility):
        raise InvalidInputError("mapping", value, f"{attribute.name} — Visibility.COLLECTIVE или Visibility.PERSONAL.")


def _are_directory_columns(_: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
    if not all(isinstance(one, DirectoryColumn) for one in value):
        raise InvalidInputError("mapping", value, f"{attribute.name} — набор DirectoryColumn. Передайте их списком.")


def _are_systems(_: object, __: attrs.Attribute[Any], value: Mapping[Any, str]) -> None:
    for system in value:
        checked_external_id((system, "-"))


@attrs.frozen
class DirectoryColumn:
    """
    A column whose cells are the entries of one directory.

    The directory is named by its id, or by name and visibility: a name means the collective directory that the viewer
    sees, or the viewer's own personal one. Where there is none of that name, the import creates it.
    """

    column: str = attrs.field(converter=_column)
    directory_id: str | None = attrs.field(default=None, kw_only=True)
    name: str | None = attrs.field(default=None, kw_only=True)
    """None: the column's own name."""
    visibility: Visibility = attrs.field(default=Visibility.COLLECTIVE, validator=_is_visibility, kw_only=True)
    """Of a directory that is named by name."""
    show_in_card: bool = attrs.field(default=False, validator=_is_flag, kw_only=True)
    """Of a directory that the import creates; one that is there stays as it is."""

    def __attrs_post_init__(self) -> None:
        if self.directory_id is not None:
            checked_characters("directory_id", self.directory_id)
            if self.name is not None:
                rule = "справочник задаётся либо идентификатором (directory_id), либо названием (name). Оставьте одно."
                raise InvalidInputError("column", self.column, rule)
        else:
            checked_name("name", self.directory_name)

    @property
    def directory_name(self) -> str:
        """The directory's name, where it is not named by id."""
        return self.column if self.name is None else self.name


@attrs.frozen(kw_only=True, hash=False)
class ImportMapping:
    """
    What the columns of a table mean. Column names are compared tidied and folded.

    Raises:
        InvalidInputError: If nothing names the organization, a column is named twice, or a directory is.
    """

    name: str | None = attrs.field(default=None, converter=_optional_column)
    """The column of the organization's name; needed to add organizations."""
    inn: str | None = attrs.field(default=None, converter=_optional_column)
    kpp: str | None = attrs.field(default=None, converter=_optional_column)
    ogrn: str | None = attrs.field(default=None, converter=_optional_column)
    external_ids: Mapping[str, str] = attrs.field(
        default=MappingProxyType({}), converter=_external_columns, validator=_are_systems
    )
    """The columns of the host's own keys by system, as ``{"1c": "Код 1С"}``."""
    directories: tuple[DirectoryColumn, ...] = attrs.field(
        default=(), converter=_directory_columns, validator=_are_directory_columns
    )
    update_organizations: bool = attrs.field(default=False, validator=_is_flag)
    """Whether organizations that are there already take the file's name, numbers and keys."""
    drop_bad_numbers: bool = attrs.field(default=False, validator=_is_flag)
    """Whether a wrong number is left out with a warning; else it rejects its row."""

    def __attrs_post_init__(self) -> None:
        if self.name is None and self.inn is None and not self.external_ids:
            rule = "не по чему узнать организацию. Укажите столбец с названием, ИНН или внешним ключом."
            raise InvalidInputError("mapping", ", ".join(self.columns), rule)
        _refuse_repeats("column", self.columns, self.columns, "столбец назначен дважды. Оставьте одно назначение.")
        rule = "в справочник записываются два столбца. Оставьте один или дайте другому своё название."
        keys = [one.directory_id or (fold(one.directory_name), one.visibility) for one in self.directories]
        _refuse_repeats("column", keys, [one.column for one in self.directories], rule)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns that the mapping speaks of: what a table's header must hold."""
        numbers = (self.name, self.inn, self.kpp, self.ogrn)
        given = (column for column in numbers if column is not None)
        return (*given, *self.external_ids.values(), *(one.column for one in self.directories))


def _refuse_repeats(field: str, keys: Iterable[object], columns: Iterable[str], rule: str) -> None:
    seen = set()
    for key, column in zip(keys, columns, strict=True):
        compared = fold(key) if isinstance(key, str) else key
        if compared in seen:
            raise InvalidInputError(field, column, rule)
        seen.add(compared)
