"""What all laws have in common: the two members that a backend's author gives, and how a broken law is told."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

import pytest

from multibuh_core.ports import Backend
from multibuh_core.settings import Settings
from multibuh_core.testing.world import World, open_world

__all__ = ["LAWS", "Kit"]

LAWS: Final = {
    "L1": "non-interference",
    "L2": "the card",
    "L3": "one entry per directory and organization",
    "L4": "history is exact",
    "L5": "no lost update",
    "L6": "succession fails closed",
    "L7": "publishing does not expose the past",
    "L8": "firms are apart",
    "L9": "attachments",
    "L10": "commits",
    "L11": "one behaviour",
    "Rights": "who may do what",
    "Results": "what a caller can rely on where the laws leave a choice",
    "Domain": "what an organization, a name, a number and a text are",
}


class Kit:
    """The members that a backend's author gives; each class of tests below it names its law as it is made."""

    def __init_subclass__(cls, *, law: str | None = None) -> None:
        """Let each test of this class tell its law and its promise where it fails."""
        super().__init_subclass__()
        if law is not None:
            for name, test in list(vars(cls).items()):
                if name.startswith("test_"):
                    setattr(cls, name, _telling(test, law))

    @property
    def lasting(self) -> bool:
        """Whether what was committed survives the process; what `Backend.lasting` must say."""
        message = f"{type(self).__name__} does not say whether its backend is lasting: lasting = True, or False."
        raise NotImplementedError(message)

    def open_backend(self, place: Path, settings: Settings) -> AbstractContextManager[Backend]:
        """
        Open the backend's store at *place*, made if there is none; leaving the context closes it.

        The same place opened twice, in another process too, is the same store, if the backend is lasting. Nothing
        exists at *place*, but its parent is a folder of the test's own; a backend elsewhere takes it as a name.
        """
        message = f"{type(self).__name__} does not open its backend: def open_backend(self, place, settings)."
        raise NotImplementedError(message)

    @pytest.fixture(autouse=True)
    def both_members(self) -> None:
        """Fail each test, also one that opens no store, of a class that does not give both members."""
        assert isinstance(self.lasting, bool)
        if type(self).open_backend is Kit.open_backend:
            self.open_backend(Path(), Settings())

    @pytest.fixture
    def world(self, tmp_path: Path) -> Iterator[World]:
        """Give a new store with a ticking clock."""
        with open_world(self, tmp_path / "store") as opened:
            yield opened


def _telling(test: Callable[..., None], law: str) -> Callable[..., None]:
    promise = " ".join(str(test.__doc__).split())

    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        __tracebackhide__ = True
        try:
            test(*args, **kwargs)
        except BaseException as error:
            error.add_note(f"Broken: {law}, {LAWS[law]}. {promise}")
            raise

    vars(run)["law"] = law
    return run
