"""L11 over random histories: every return value, error and order against the model, on every backend."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from multibuh_core.testing.kit import Kit
from multibuh_core.testing.machine.importing import Importing
from multibuh_core.testing.machine.reading import Reading
from multibuh_core.testing.machine.sides import Sides
from multibuh_core.testing.machine.writing import FIRMS, USERS, Writing
from multibuh_core.testing.machine.writing_entries import WritingEntries
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.profiles import examples, profile
from multibuh_core.testing.store import Store, open_store
from multibuh_core.visibility import Visibility


class Machine(Writing, WritingEntries, Importing, Reading):
    """Users of two firms, who do whatever they like, in transactions or not, while the store is opened again."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.sides = Sides(store, tag=store.new_tag())

    @initialize()
    def begin_with_something(self) -> None:
        """Make what most of the calls need, so that not all is missing."""
        for number, name in enumerate(["Б", "а"]):
            self.add(who="anna", firm="alpha", said={"name": name, "inn": an_inn(number + 1), "kpp": None})
            for visibility in Visibility:
                said = {"name": name, "visibility": visibility, "show_in_card": True, "position": 0}
                self.create(who=("anna", "boris")[number], firm="alpha", said=said)
        self.write(who="anna", firm="alpha", directory=2, organization=0, text="раз", expected=0)
        self.attach(who="anna", firm="alpha", directory=2, organization=0, file=(b"one", "a.txt"), replace=False)
        self.attach(who="boris", firm="alpha", directory=1, organization=1, file=(b"two", "a.txt"), replace=False)

    @precondition(lambda self: self.sides.shared is None)
    @rule(who=USERS, firm=FIRMS)
    def begin(self, *, who: str, firm: str) -> None:
        """Open a transaction; until its end all that is written goes through it."""
        self.sides.begin(who, firm)

    @precondition(lambda self: self.sides.shared is not None)
    @rule(commit=st.booleans())
    def end(self, *, commit: bool) -> None:
        """Commit the transaction, or discard it."""
        self.sides.end(commit=commit)

    @precondition(lambda self: self.sides.shared is None and self.sides.store.world.door.lasting)
    @rule()
    def open_again(self) -> None:
        """Close the store and open it again."""
        self.sides.store.open_again()

    def teardown(self) -> None:
        """Discard what is open, and look at all that everybody sees; not where a rule has failed: once is enough."""
        if sys.exc_info()[0] is not None:
            self.sides.opened.close()
            return
        if self.sides.shared is not None:
            self.sides.end(commit=False)
        for who in ("anna", "boris", "ada"):
            for number in range(4):
                self.organization(who=who, firm="alpha", one=number, limit=2)
                self.directory(who=who, firm="alpha", one=number, limit=2)
                self.card(who=who, firm="alpha", one=number)
                for organization in range(2):
                    self.entry(
                        who=who, firm="alpha", directory=number, organization=organization, version=None, limit=9
                    )


class L11InStep(Kit, law="L11"):
    """Every backend in step with the model."""

    def test_l11_library_answers_as_the_model(self, tmp_path: Path) -> None:
        """Over random histories of several users and firms the library gives what the model gives, call by call."""
        with open_store(self, tmp_path / "store") as store:
            machine: Any = lambda: Machine(store)  # noqa: E731 - a factory, which the hint of its reader forgets
            run_state_machine_as_test(machine, settings=examples(profile().histories, steps=profile().steps))
