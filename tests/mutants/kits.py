"""
The kit for each mutant, as a class of this module: processes that a test starts find it by its name.

Pytest collects this file only where it is told to.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import attrs

from multibuh_core.settings import Settings
from multibuh_core.testing import BackendConformance
from tests.mutants import (
    blobs,
    bulk,
    cards,
    copying,
    firms,
    history,
    keys,
    leaking_errors,
    leaks,
    publishing,
    succession,
    texts,
    units,
    users,
    writing,
)
from tests.mutants.parts import Healthy

__all__ = ["CONTROLS", "MUTANTS", "Mutant"]

MODULES = (
    *(writing, bulk, leaks, leaking_errors, publishing, history, units),
    *(cards, succession, users, firms, blobs, keys, texts, copying),
)


class _Kit(BackendConformance):
    """The kit for one of the backends here."""

    backend: ClassVar[type[Healthy]]

    @property
    def lasting(self) -> bool:
        """What the backend says."""
        return self.backend.lasting

    def open_backend(self, place: Path, settings: Settings) -> Healthy:
        """Open a store."""
        return self.backend.opened(place, settings)


@attrs.frozen
class Mutant:
    """A backend, and the law by whose tests it is tried."""

    name: str
    law: str | None
    """None: all laws."""
    kit: type[BackendConformance]

    @property
    def fault(self) -> str:
        """What is wrong with the backend, in a sentence."""
        return inspect.cleandoc(self.kit.__doc__ or "")


def _tried(backend: type[Healthy], law: str | None) -> Mutant:
    said = {"__module__": __name__, "__doc__": backend.__doc__, "backend": backend}
    kit = type(f"Test{backend.__name__}", (_Kit,), said)
    globals()[kit.__name__] = kit
    return Mutant(backend.__name__, law, kit)


def _mutants_in(module: ModuleType) -> Iterator[Mutant]:
    for one in vars(module).values():
        if inspect.isclass(one) and one.__module__ == module.__name__ and "law" in vars(one):
            yield _tried(one, one.law)


MUTANTS = tuple(mutant for module in MODULES for mutant in _mutants_in(module))
"""Every backend broken on purpose, module by module."""

CONTROLS = (_tried(Healthy, None), _tried(blobs.HealthyFiles, "L9"))
"""What the mutants are made of, unbroken: no test may catch these."""
