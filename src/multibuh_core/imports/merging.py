"""Merging: what several rows of one organization say of it together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from multibuh_core.imports.identities import Identity
from multibuh_core.names import fold
from multibuh_core.tax_numbers import INN_PERSON

if TYPE_CHECKING:
    from multibuh_core.organization import Organization

__all__ = ["merged"]


def merged(identities: Sequence[Identity], present: Organization | None = None) -> Identity:
    """
    Return what the rows, the surest first, say together.

    Of each field the value that the organization has at *present*, if a row says it: then a file that says two things
    changes nothing, however often it comes. Else the first that a row says. КПП and ОГРН belong to an ИНН: those of
    rows with another one do not count, nor does a КПП beside the ИНН of a person.
    """
    inn = _chosen([one.inn for one in identities], None if present is None else present.inn)
    of_one = [one for one in identities if one.inn is None or one.inn == inn]
    is_person = inn is not None and len(inn) == INN_PERSON
    keys: dict[str, str] = {}
    kept = {} if present is None else present.external_ids
    for system, key in (pair for one in identities for pair in one.external_ids):
        if system not in keys or kept.get(system) == key:
            keys[system] = key
    return Identity(
        row=identities[0].row,
        written_name=_chosen([one.name or None for one in identities], None if present is None else present.name) or "",
        inn=inn,
        kpp=None if is_person else _chosen([one.kpp for one in of_one], None if present is None else present.kpp),
        ogrn=_chosen([one.ogrn for one in of_one], None if present is None else present.ogrn),
        external_ids=tuple(keys.items()),
    )


def _chosen(values: Sequence[str | None], present: str | None) -> str | None:
    if present is not None and present in values:
        return present
    said = [value for value in values if value is not None]
    alike = [] if present is None else [value for value in said if fold(value) == fold(present)]
    return next(iter(alike or said), None)
