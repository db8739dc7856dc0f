"""What the tests of memory work with: a store, a viewer, records and a commit to write them by."""

from __future__ import annotations

from multibuh_backends.memory import MemoryBackend
from multibuh_backends.memory.unit import MemoryUnit
from multibuh_core import Actor, Viewer, Workspace
from multibuh_core.revision import Action
from tests.multibuh_core.records import a_commit, an_organization

__all__ = ["ANNA", "FIRM", "a_workspace", "names_in", "put", "reading", "writing"]

FIRM = "fintrust"
ANNA = Viewer("anna")


def a_workspace(backend: MemoryBackend, user: str = "anna") -> Workspace:
    """Return the workspace of a member."""
    return Workspace(backend, firm=FIRM, actor=Actor(user))


def reading(backend: MemoryBackend, firm: str = FIRM) -> MemoryUnit:
    """Begin a unit to read in."""
    return backend.begin(firm, viewer=ANNA)


def writing(backend: MemoryBackend, firm: str = FIRM) -> MemoryUnit:
    """Begin a unit to write in."""
    return backend.begin(firm, viewer=ANNA, writes=True)


def put(work: MemoryUnit, name: str, version: int = 1) -> None:
    """Stage an organization whose id is its name."""
    made = an_organization(id=name, name=name, inn=None, kpp=None, external_ids={}, version=version)
    work.organizations.put(made, action=Action.ADDED if version == 1 else Action.UPDATED, commit=a_commit())


def names_in(work: MemoryUnit) -> list[str]:
    """Return the names of the organizations that a unit sees."""
    return [one.name for one in work.organizations.list(archived=None)]
