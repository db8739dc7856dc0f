"""The library and the model side by side: each call is made on both, and what comes back is compared."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any, TypeAlias

import attrs

from multibuh_core.errors import MultibuhError
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.machine.answers import Refused
from multibuh_core.testing.machine.model import Model
from multibuh_core.testing.store import Store
from multibuh_core.workspace import Workspace

__all__ = ["MISSING", "Sides"]

MISSING = "missing"
Real: TypeAlias = Callable[[Workspace], Any]
Expected: TypeAlias = Callable[[Model], Any]


@attrs.define
class Sides:
    """One store and one model; `handles` says which of the library's ids is which handle of the model."""

    store: Store
    tag: str
    model: Model = attrs.field(factory=Model)
    handles: dict[str, str] = attrs.field(factory=dict)
    ids: dict[str, str] = attrs.field(factory=lambda: {MISSING: a_missing_id()})
    step: int = 0
    opened: ExitStack = attrs.field(factory=ExitStack)
    shared: Workspace | None = None
    """The transaction, while one is open; then `before` is what was committed."""
    before: Model | None = None

    def begin(self, user: str, firm: str) -> None:
        """Open a transaction, which all that writes goes through until it is ended."""
        self.before = copy.deepcopy(self.model)
        self._enter(self.model, user, firm)
        self.shared = self.opened.enter_context(self._workspace(user, firm).transaction())

    def end(self, *, commit: bool) -> None:
        """Commit the transaction, or discard it by an exception."""
        assert self.before is not None
        if commit:
            self.opened.close()
        else:
            assert not self.opened.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
            self.before.serial = self.model.serial  # handles are not given again, as ids are not
            self.model = self.before
        self.shared = self.before = None

    def write(self, user: str, firm: str, real: Real, expected: Expected) -> None:
        """Make a call that may write, in the transaction if one is open, and compare."""
        if self.shared is None:
            self._enter(self.model, user, firm)
            self._compare(self._workspace(user, firm), self.model, real, expected)
        else:
            self._compare(self.shared, self.model, real, expected)

    def read(self, user: str, firm: str, real: Real, expected: Expected) -> None:
        """Make a call that only reads; beside a transaction it sees what was committed, within it what it wrote."""
        if self.shared is not None:
            self._compare(self.shared, self.model, real, expected)
        seen = self.model if self.before is None else copy.deepcopy(self.before)
        self._enter(seen, user, firm)
        self._compare(self._workspace(user, firm), seen, real, expected)

    def _enter(self, model: Model, user: str, firm: str) -> None:
        self.step += 1
        self.store.clock.set(self.step)
        model.firm, model.user, model.admin = firm, user, user == "ada"
        model.commit = {"id": f"c{self.step:06}", "at": self.store.clock(), "by": user, "origin": {"channel": ""}}

    def _workspace(self, user: str, firm: str) -> Workspace:
        return self.store.enter(user, f"{firm}-{self.tag}")

    def _compare(self, workspace: Workspace, model: Model, real: Real, expected: Expected) -> None:
        fields: dict[str, Any] | None = None
        try:
            wanted = expected(model)
        except Refused as refused:
            wanted, fields = refused.args
        try:
            given = real(workspace)
        except MultibuhError as error:
            assert type(error).__name__ == wanted, (repr(error), wanted)  # noqa: PT017 - told apart by the model
            given, wanted = {name: getattr(error, name) for name in fields or {}}, fields
        else:
            assert fields is None, (given, wanted)
        assert list(self._differences(wanted, plain(given), "")) == []

    def _differences(self, wanted: Any, given: Any, where: str) -> Iterator[str]:
        """Give where the two differ; an id that is new is bound to the handle that stands in its place."""
        if isinstance(wanted, dict) and isinstance(given, dict):
            if wanted.keys() != given.keys():
                yield f"{where}: {sorted(given)} for {sorted(wanted)}"
            for key in wanted.keys() & given.keys():
                yield from self._differences(wanted[key], given[key], f"{where}.{key}")
        elif isinstance(wanted, list) and isinstance(given, list) and len(wanted) == len(given):
            for number, (one, other) in enumerate(zip(wanted, given, strict=True)):
                yield from self._differences(one, other, f"{where}[{number}]")
        elif is_handle(wanted) and isinstance(given, str) and given not in self.handles and wanted not in self.ids:
            self.handles[given], self.ids[wanted] = wanted, given
        elif wanted != (self.handles.get(given, given) if isinstance(given, str) else given):
            yield f"{where}: {given!r} for {wanted!r}"


def is_handle(value: Any) -> bool:
    """Tell whether this is the model's word for an id: of an organization, a directory, a file, a commit, an import."""
    return isinstance(value, str) and len(value) == 7 and value[0] in "odaci" and value[1:].isdigit()


def plain(value: Any) -> Any:
    """Return what the library gave as dicts and lists."""
    if attrs.has(type(value)):
        return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value
