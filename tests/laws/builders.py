"""Named builders of what the tests need, and numbers that are valid by arithmetic of their own."""

from __future__ import annotations

from typing import Any

from multibuh_core import Visibility, Workspace
from multibuh_core.directory import Directory
from multibuh_core.organization import Organization

__all__ = [
    "a_directory",
    "a_kpp",
    "a_missing_id",
    "a_personal_directory",
    "an_inn",
    "an_ogrn",
    "an_organization",
]


def an_organization(workspace: Workspace, name: str = "ООО «Ромашка»", **details: Any) -> Organization:
    """Add an organization."""
    return workspace.organizations.add(name, **details)


def a_directory(workspace: Workspace, name: str = "Карта обслуживания", **details: Any) -> Directory:
    """Create a collective directory that shows in the card."""
    return workspace.directories.create(name, visibility=Visibility.COLLECTIVE, **{"show_in_card": True, **details})


def a_personal_directory(workspace: Workspace, name: str = "Мои заметки", **details: Any) -> Directory:
    """Create a personal directory that shows in the card."""
    return workspace.directories.create(name, visibility=Visibility.PERSONAL, **{"show_in_card": True, **details})


def a_missing_id(number: int = 1) -> str:
    """Return an id in the library's own shape that nobody ever gave."""
    return f"0190abcd-0000-7000-bfff-{number:012x}"


def _check(digits: str, weights: tuple[int, ...]) -> str:
    return str(sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 % 10)


def an_inn(seed: int, *, person: bool = False) -> str:
    """Return the valid ИНН whose digits before the check are *seed*: of 10 digits, or of a person's 12."""
    if not person:
        digits = f"{seed:09d}"
        return digits + _check(digits, (2, 4, 10, 3, 5, 9, 4, 6, 8))
    digits = f"{seed:010d}"
    digits += _check(digits, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
    return digits + _check(digits, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))


def a_kpp(seed: int) -> str:
    """Return a КПП."""
    return f"7736{seed % 100:02d}001"


def an_ogrn(seed: int, *, entrepreneur: bool = False) -> str:
    """Return the valid ОГРН whose digits before the check are *seed*: of 13 digits, or an ОГРНИП of 15."""
    if entrepreneur:
        return f"{seed:014d}{seed % 13 % 10}"
    return f"{seed:012d}{seed % 11 % 10}"
