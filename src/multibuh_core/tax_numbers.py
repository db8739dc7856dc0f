"""ИНН, КПП, ОГРН: kept as text, checked."""

from __future__ import annotations

import re
from typing import Final

from multibuh_core.errors import InvalidInputError
from multibuh_core.organization import OrganizationKind

__all__ = ["checked_inn", "checked_kind", "checked_kpp", "checked_ogrn", "is_inn", "is_kpp", "is_ogrn"]

INN_LEGAL_ENTITY: Final = 10
INN_PERSON: Final = 12
OGRN_LEGAL_ENTITY: Final = 13
OGRN_ENTREPRENEUR: Final = 15

_DIGITS: Final = re.compile(r"[0-9]+")
_KPP: Final = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
_PERSONS: Final = frozenset({OrganizationKind.ENTREPRENEUR, OrganizationKind.SELF_EMPLOYED})


def is_inn(value: str) -> bool:
    """
    Tell whether *value* is an ИНН: 10 or 12 digits with good check digits, not all zero.

    Source: приказ ФНС России от 26.06.2025 № ЕД-7-14/559@ and its predecessors. The check digits are python-stdnum's;
    its ``is_valid`` would let separators through, and takes three times as long, a hundred thousand times an import.
    """
    from stdnum.ru import inn  # here, for it brings ssl and pydoc, a fifth of the start of the command line

    if _DIGITS.fullmatch(value) is None or value.strip("0") == "":
        return False
    if len(value) == INN_LEGAL_ENTITY:
        return value[-1] == inn.calc_company_check_digit(value)
    return len(value) == INN_PERSON and value[-2:] == inn.calc_personal_check_digits(value)


def is_kpp(value: str) -> bool:
    """Tell whether *value* is a КПП: 4 digits of the tax office, 2 digits or capital Latin letters, 3 digits."""
    return _KPP.fullmatch(value) is not None


def is_ogrn(value: str) -> bool:
    """
    Tell whether *value* is an ОГРН (13 digits) or an ОГРНИП (15).

    The last digit is the number before it modulo 11 or 13, and of that the low digit. python-stdnum 2.2 forgets the low
    digit of an ОГРНИП, so the rule stands here.
    """
    if _DIGITS.fullmatch(value) is None or value.strip("0") == "":
        return False
    if len(value) == OGRN_LEGAL_ENTITY:
        return int(value[:-1]) % 11 % 10 == int(value[-1])
    if len(value) == OGRN_ENTREPRENEUR:
        return int(value[:-1]) % 13 % 10 == int(value[-1])
    return False


def checked_inn(value: object) -> str | None:
    """Return the ИНН, or None for None; a wrong one is refused."""
    if value is None:
        return None
    if not isinstance(value, str) or not is_inn(value):
        rule = "нужно 10 цифр (юридическое лицо) или 12 (физическое лицо) с верными контрольными. Сверьте с выпиской."
        raise InvalidInputError("inn", value, rule)
    return value


def checked_kpp(value: object, *, kind: OrganizationKind) -> str | None:
    """Return the КПП, or None for None; a wrong one is refused, and so is any for an entrepreneur."""
    if value is None:
        return None
    if not isinstance(value, str) or not is_kpp(value):
        rule = "нужно 9 знаков: 4 цифры, 2 цифры или заглавные латинские буквы, 3 цифры. Сверьте с выпиской."
        raise InvalidInputError("kpp", value, rule)
    if kind in _PERSONS:
        rule = "у предпринимателя и самозанятого КПП не бывает. Уберите КПП или исправьте ИНН."
        raise InvalidInputError("kpp", value, rule)
    return value


def checked_ogrn(value: object, *, kind: OrganizationKind) -> str | None:
    """Return the ОГРН or ОГРНИП, or None for None; refused where it is wrong or does not fit the kind."""
    if value is None:
        return None
    if not isinstance(value, str) or not is_ogrn(value):
        rule = "нужно 13 цифр (ОГРН) или 15 (ОГРНИП) с верной контрольной. Сверьте с выпиской."
        raise InvalidInputError("ogrn", value, rule)
    if kind in _PERSONS and len(value) != OGRN_ENTREPRENEUR:
        raise InvalidInputError("ogrn", value, "у физического лица — ОГРНИП из 15 цифр. Исправьте номер или вид.")
    if kind is OrganizationKind.LEGAL_ENTITY and len(value) != OGRN_LEGAL_ENTITY:
        raise InvalidInputError("ogrn", value, "у юридического лица — ОГРН из 13 цифр. Исправьте номер или вид.")
    return value


def kind_of(inn: str | None) -> OrganizationKind:
    """Return the kind that an ИНН tells: 10 digits a legal entity, 12 an entrepreneur, none other."""
    if inn is None:
        return OrganizationKind.OTHER
    return OrganizationKind.LEGAL_ENTITY if len(inn) == INN_LEGAL_ENTITY else OrganizationKind.ENTREPRENEUR


def checked_kind(value: object, *, inn: str | None) -> OrganizationKind:
    """Return the kind; not given (None) it follows the ИНН, a given one must agree with it."""
    if value is None:
        return kind_of(inn)
    try:
        kind = OrganizationKind(value)  # type: ignore[arg-type]  # anything else than a kind is refused just here
    except ValueError:
        known = ", ".join(kind.value for kind in OrganizationKind)
        raise InvalidInputError("kind", value, f"нет такого вида. Укажите один из: {known}.") from None
    if inn is not None and kind is not OrganizationKind.OTHER and (kind in _PERSONS) != (len(inn) == INN_PERSON):
        rule = f"не согласуется с ИНН {inn}: 10 цифр у юридического лица, 12 у физического. Исправьте вид или ИНН."
        raise InvalidInputError("kind", kind.value, rule)
    return kind
