"""Tax numbers for tests, valid by arithmetic of their own: for any whole number there is one, the same each time."""

from __future__ import annotations

from typing import Final

from multibuh_core.organization import OrganizationKind

__all__ = ["a_kpp", "an_inn", "an_ogrn"]

_PERSONS: Final = (OrganizationKind.ENTREPRENEUR, OrganizationKind.SELF_EMPLOYED)
_FIRST_KPP: Final = 773601001


def an_inn(seed: int = 1, kind: OrganizationKind = OrganizationKind.LEGAL_ENTITY) -> str:
    """
    Return a valid ИНН: of 10 digits, or of 12 where *kind* is a person's.

    Its digits before the check are *seed* itself where that is a number of at most 9 or 10 digits, so no two such
    seeds give the same; other seeds begin again.
    """
    if kind not in _PERSONS:
        digits = _digits(seed, 9)
        return digits + _check(digits, (2, 4, 10, 3, 5, 9, 4, 6, 8))
    digits = _digits(seed, 10)
    digits += _check(digits, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
    return digits + _check(digits, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))


def a_kpp(seed: int = 1) -> str:
    """Return a КПП: 773601001 and those that follow it."""
    return f"{(_FIRST_KPP - 1 + seed) % 10**9:09d}"


def an_ogrn(seed: int = 1, kind: OrganizationKind = OrganizationKind.LEGAL_ENTITY) -> str:
    """Return a valid ОГРН of 13 digits, or an ОГРНИП of 15 where *kind* is a person's; *seed* as for `an_inn`."""
    if kind in _PERSONS:
        digits = _digits(seed, 14)
        return digits + str(int(digits) % 13 % 10)
    digits = _digits(seed, 12)
    return digits + str(int(digits) % 11 % 10)


def _digits(seed: int, many: int) -> str:
    return f"{(seed - 1) % (10**many - 1) + 1:0{many}d}"


def _check(digits: str, weights: tuple[int, ...]) -> str:
    return str(sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 % 10)
