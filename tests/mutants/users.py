"""Mutants that take one user for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.mutants.parts import Directories, Healthy

if TYPE_CHECKING:
    from multibuh_core.commit import Commit
    from multibuh_core.directory import Directory

__all__ = ["LeaverFolded", "OwnerFolded"]


class _AnyCase(Directories):
    def get(self, directory_id: str) -> Directory | None:
        found = [one for one in self.all_of_them() if one.id == directory_id]
        is_owner = any(one.owner_id.casefold() == self._unit.viewer.user_id.casefold() for one in found)
        return found[0] if is_owner else super().get(directory_id)


class OwnerFolded(Healthy):
    """Owner and viewer are compared without regard to case, as some databases do."""

    law = "L1"
    directories_part = _AnyCase


class _Alike(Directories):
    def hand_over(self, *, of: str, to: str, commit: Commit) -> None:
        for owner in {one.owner_id for one in self.all_of_them()} | {of}:
            if owner.casefold() == of.casefold():
                super().hand_over(of=owner, to=to, commit=commit)


class LeaverFolded(Healthy):
    """Whose directories are handed over is compared without regard to case."""

    law = "L6"
    directories_part = _Alike
