"""Who acts, and on whose behalf something is read."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs

from multibuh_core.errors import InvalidInputError
from multibuh_core.identifiers import checked_host_id

__all__ = ["Actor", "Role", "Viewer"]


class Role(StrEnum):
    """The roles that the library knows; a host adds its own as plain strings."""

    ADMIN = "admin"


def _roles(value: Iterable[str]) -> frozenset[str]:
    if isinstance(value, str) and not isinstance(value, Role):
        raise InvalidInputError("roles", value, "нужен набор строк. Передайте роли списком.")
    roles = frozenset([value]) if isinstance(value, Role) else frozenset(value)
    for role in roles:
        if not isinstance(role, str):
            raise InvalidInputError("roles", role, "роль — строка. Передайте роли строками.")
    return frozenset(str(role) for role in roles)


def _user_id(value: object) -> str:
    return checked_host_id("user_id", value)


@attrs.frozen
class Actor:
    """An employee whom the host has authenticated; multibuh never asks for a password."""

    user_id: str = attrs.field(converter=_user_id)
    """The host's id of the user: 1 to 128 characters, compared by code point."""
    roles: frozenset[str] = attrs.field(default=frozenset(), converter=_roles)
    """Strings; `Role.ADMIN` is the one that the standard policy asks for."""

    @property
    def is_admin(self) -> bool:
        """Whether the actor has the library's own role of an administrator."""
        return Role.ADMIN in self.roles


@attrs.frozen
class Viewer:
    """On whose behalf something is read: all that a backend needs to apply visibility. Roles do not lift it (L1)."""

    user_id: str
