"""Mutants that read a firm in part, or write one where or as they should not."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import attrs

from multibuh_backends.memory.copying import stage
from multibuh_core.actor import Viewer
from multibuh_core.copying import checked_histories
from multibuh_core.ports import DirectoryHistory, EntryHistory, History
from multibuh_core.visibility import Visibility
from tests.mutants.parts import Healthy

__all__ = [
    "CopiesInParts",
    "CopiesOverWhatIsThere",
    "CopiesPresentOnly",
    "CopiesUnchecked",
    "CopiesWhatAllSee",
    "CopyForgetsKeys",
    "CopyForgetsThePast",
    "CopyIsOfTheMoment",
]


class CopiesPresentOnly(Healthy):
    """Of each entry the newest version is copied, as its first."""

    law = "Results"

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give a part."""
        for one in super().read_firm(firm):
            if isinstance(one, EntryHistory):
                last = attrs.evolve(one.revisions[-1], version=1)
                yield attrs.evolve(one, revisions=(last,), private_to=(None,))
            else:
                yield one


class CopiesWhatAllSee(Healthy):
    """Personal directories are left behind."""

    law = "Results"

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give a part."""
        hidden = set()
        for one in super().read_firm(firm):
            if isinstance(one, DirectoryHistory):
                directory = one.revisions[-1].directory
                if directory.visibility is Visibility.PERSONAL:
                    hidden.add(directory.id)
                    continue
            if not isinstance(one, EntryHistory) or one.directory_id not in hidden:
                yield one


class CopyIsOfTheMoment(Healthy):
    """What is written while a firm is read comes into it, as far as it has not been read yet."""

    law = "Results"

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give what there is at each moment."""
        for number in itertools.count():
            now = list(super().read_firm(firm))
            if number >= len(now):
                return
            yield now[number]


class CopiesOverWhatIsThere(Healthy):
    """A firm that has something already is not refused."""

    law = "Results"

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write otherwise."""
        with self.begin(firm, viewer=Viewer(""), writes=True) as unit:
            stage(unit, checked_histories(histories))
            unit.commit()


class CopiesUnchecked(Healthy):
    """What breaks a law is written as it comes."""

    law = "Results"

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write otherwise."""
        if next(self.read_firm(firm), None) is not None:
            super().write_firm(firm, histories)
            return
        with self.begin(firm, viewer=Viewer(""), writes=True) as unit:
            stage(unit, histories)
            unit.commit()


class CopiesInParts(Healthy):
    """A firm is written history by history, each in a commit of its own."""

    law = "Results"

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write otherwise."""
        checked = checked_histories(histories)
        first = list(itertools.islice(checked, 1))
        super().write_firm(firm, first)
        for one in checked:
            with self.begin(firm, viewer=Viewer(""), writes=True) as unit:
                stage(unit, [one])
                unit.commit()


class CopyForgetsThePast(Healthy):
    """The private past of what was published is open in the copy."""

    law = "Results"

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write otherwise."""
        super().write_firm(firm, histories)
        self._state(firm).pasts.clear()


class CopyForgetsKeys(Healthy):
    """The keys of copied organizations are in no index: nobody is found by them, and they are given twice."""

    law = "Results"

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write otherwise."""
        super().write_firm(firm, histories)
        self._state(firm).bearers.clear()
