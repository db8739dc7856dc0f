"""Identities: what each row says of its organization, mended and checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import attrs

from multibuh_core.errors import InvalidInputError, shown
from multibuh_core.imports.cells import BLANK, value_of
from multibuh_core.imports.mending import Mended, mended_inn, mended_kpp, mended_ogrn
from multibuh_core.names import MAX_ORGANIZATION_NAME, checked_name, tidy
from multibuh_core.organization_details import checked_external_id
from multibuh_core.tax_numbers import INN_PERSON, checked_inn, checked_kpp, checked_ogrn, is_inn, kind_of

if TYPE_CHECKING:
    from multibuh_core.imports.columns import Columns
    from multibuh_core.imports.faults import Faults
    from multibuh_core.imports.table import Row

__all__ = ["Identity", "IdentityReader"]

T = TypeVar("T")


class Identity(NamedTuple):
    """What one row says of its organization; a plain tuple, since a table has a hundred thousand."""

    row: Row
    written_name: str
    """As the cell has it."""
    inn: str | None
    kpp: str | None
    ogrn: str | None
    external_ids: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The name tidied, ``""`` where the row names none; seldom needed, and not cheap to make."""
        name = tidy(self.written_name)
        return "" if name in BLANK else name

    @property
    def folded_name(self) -> str:
        """What the name is compared by."""
        return self.name.casefold()


@attrs.frozen
class IdentityReader:
    """Reads rows; tells all that is wrong with a row, and rejects it."""

    columns: Columns
    faults: Faults
    known_inns: Collection[str]
    """ИНН that need no check: the firm's organizations bear them."""
    drop_bad_numbers: bool
    _good_kpps: set[str] = attrs.field(factory=set, init=False)
    """КПП that were met and checked already: a tax office gives one to many."""

    def read(self, row: Row) -> Identity | None:
        """Return what *row* says of its organization, or None where something in that breaks a rule."""
        rejected = len(self.faults.rejected)
        name = self._name(row)
        inn = self._inn(row)
        kpp = self._kpp(row, inn)
        ogrn = self._ogrn(row, inn)
        external_ids = tuple(self._external_ids(row)) if self.columns.external_ids else ()
        return Identity(row, name, inn, kpp, ogrn, external_ids) if len(self.faults.rejected) == rejected else None

    def _name(self, row: Row) -> str:
        at = self.columns.name
        if at is None:
            return ""
        if len(name := row.cells[at]) > MAX_ORGANIZATION_NAME and value_of(name):
            self._checked(row, at, partial(checked_name, "name", limit=MAX_ORGANIZATION_NAME), name)
        return name

    def _inn(self, row: Row) -> str | None:
        at = self.columns.inn
        if at is None:
            return None
        if (cell := row.cells[at].strip()) in self.known_inns or is_inn(cell):
            return cell
        return self._number(row, at, mended_inn, checked_inn)

    def _kpp(self, row: Row, inn: str | None) -> str | None:
        at = self.columns.kpp
        if at is None:
            return None
        if (cell := row.cells[at]) in self._good_kpps and (inn is None or len(inn) != INN_PERSON):
            return cell
        kpp = self._number(row, at, mended_kpp, partial(checked_kpp, kind=kind_of(inn)))
        if kpp == cell:
            self._good_kpps.add(kpp)
        return kpp

    def _ogrn(self, row: Row, inn: str | None) -> str | None:
        at = self.columns.ogrn
        return None if at is None else self._number(row, at, mended_ogrn, partial(checked_ogrn, kind=kind_of(inn)))

    def _number(
        self, row: Row, at: int, mend: Callable[[str], Mended], check: Callable[[str], str | None]
    ) -> str | None:
        if not (cell := value_of(row.cells[at])):
            return None
        number, changes = mend(cell)
        try:
            check(number)
        except InvalidInputError as error:
            if self.drop_bad_numbers:
                self.faults.warn(row.number, self.columns.header(at), f"{error} Номер пропущен.")
            else:
                self.faults.reject(row.number, self.columns.header(at), str(error))
            return None
        if changes:
            reason = f"{shown(row.cells[at])} принято за «{number}»: {', '.join(changes)}."
            self.faults.warn(row.number, self.columns.header(at), reason)
        return number

    def _external_ids(self, row: Row) -> Iterator[tuple[str, str]]:
        for system, at in self.columns.external_ids:
            if cell := value_of(row.cells[at]):
                pair = self._checked(row, at, partial(_pair, system), cell)
                if pair is not None:
                    yield pair

    def _checked(self, row: Row, at: int, check: Callable[[str], T], cell: str) -> T | None:
        try:
            return check(cell)
        except InvalidInputError as error:
            self.faults.reject(row.number, self.columns.header(at), str(error))
            return None


def _pair(system: str, key: str) -> tuple[str, str]:
    return checked_external_id((system, key))
