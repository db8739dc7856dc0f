"""Tax numbers made valid by arithmetic of the tests' own, written from the published rules and not from the code."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["an_inn", "an_inn_of_a_person", "an_ogrn", "an_ogrnip", "kpps", "low_digits", "seeds", "with_digit"]

TEN = (2, 4, 10, 3, 5, 9, 4, 6, 8)
ELEVENTH = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
TWELFTH = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def residue(digits: str, weights: tuple[int, ...]) -> int:
    """Return the weighted sum modulo 11."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11


def an_inn(seed: int) -> str:
    """Return the ИНН of a legal entity whose first 9 digits are *seed*."""
    digits = f"{seed:09d}"
    return digits + str(residue(digits, TEN) % 10)


def an_inn_of_a_person(seed: int) -> str:
    """Return the ИНН of a person whose first 10 digits are *seed*."""
    digits = f"{seed:010d}"
    digits += str(residue(digits, ELEVENTH) % 10)
    return digits + str(residue(digits, TWELFTH) % 10)


def an_ogrn(seed: int) -> str:
    """Return the ОГРН whose first 12 digits are *seed*."""
    return f"{seed:012d}{seed % 11 % 10}"


def an_ogrnip(seed: int) -> str:
    """Return the ОГРНИП whose first 14 digits are *seed*."""
    return f"{seed:014d}{seed % 13 % 10}"


def seeds(digits: int) -> st.SearchStrategy[int]:
    """Give the digits before the check, often with leading zeros, but never all zero."""
    return st.integers(1, 10**digits - 1) | st.integers(1, 10 ** (digits // 2))


kpps = st.from_regex(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", fullmatch=True)
"""КПП, of which any digits and letters make a good one."""


def low_digits(number: str) -> tuple[int, ...]:
    """Return all that the check digits of a number know of the digits before them, by its length."""
    match len(number):
        case 10:
            return (residue(number[:9], TEN) % 10,)
        case 12:
            return residue(number[:10], ELEVENTH) % 10, residue(number[:11], TWELFTH) % 10
        case 13:
            return (int(number[:12]) % 11 % 10,)
        case _:
            return (int(number[:14]) % 13 % 10,)


def with_digit(number: str, place: int, step: int) -> str:
    """Return the number with one digit changed, by 1 to 9 round the clock."""
    return number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
