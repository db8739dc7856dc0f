"""Results, errors: grouped by what a caller does next, whole when pickled, silent of what is hidden."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import TypeAlias

import pytest

from multibuh_core.errors import (
    AlreadyExistsError,
    ConflictError,
    CorruptionError,
    FormatError,
    InvalidInputError,
    MultibuhError,
    NotAllowedError,
    NotFoundError,
    OutcomeUnknownError,
    StorageError,
    UnavailableError,
    UnsupportedOperationError,
    VersionConflictError,
)
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import refused, told
from multibuh_core.testing.world import World
from multibuh_core.workspace import Workspace

Faulty: TypeAlias = Callable[[Workspace, str, str], object]
FAULTS: dict[type[MultibuhError], Faulty] = {
    NotFoundError: lambda w, _d, _o: w.directories.get(a_missing_id()),
    AlreadyExistsError: lambda w, _d, _o: w.organizations.add("Вторая", inn=an_inn(1)),
    VersionConflictError: lambda w, _d, o: w.organizations.update(o, expected_version=7, name="Иначе"),
    InvalidInputError: lambda w, d, o: w.entries.write(d, o, "a\0b", expected_version=0),
    NotAllowedError: lambda w, d, _: w.directories.archive(d),
}
TREE: dict[type[MultibuhError], tuple[type[Exception], ...]] = {
    NotFoundError: (MultibuhError, LookupError),
    AlreadyExistsError: (MultibuhError,),
    ConflictError: (MultibuhError,),
    VersionConflictError: (ConflictError,),
    InvalidInputError: (MultibuhError, ValueError),
    NotAllowedError: (MultibuhError, PermissionError),
    UnsupportedOperationError: (MultibuhError,),
    StorageError: (MultibuhError,),
    UnavailableError: (StorageError,),
    CorruptionError: (StorageError,),
    OutcomeUnknownError: (StorageError,),
    FormatError: (StorageError,),
}


class ResultsErrors(Kit, law="Results"):
    """What is raised, and what it carries."""

    @pytest.mark.parametrize(("kind", "fault"), FAULTS.items(), ids=[kind.__name__ for kind in FAULTS])
    def test_errors_error_survives_pickling(self, world: World, kind: type[MultibuhError], fault: Faulty) -> None:
        """An error that was pickled tells the same: class, text, and every field."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna, inn=an_inn(1), external_ids={"1c": "7"}).id, new_directory(anna).id
        error = refused(kind, fault, boris, guide, org)
        thawed = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
        assert told(thawed)[:4] == told(error)[:4]
        assert vars(thawed) == {name: value for name, value in vars(error).items() if not name.startswith("__")}

    def test_errors_are_grouped_by_what_comes_next(self) -> None:
        """Each class of error stands where the design says, and catches nothing that it does not name."""
        for kind, parents in TREE.items():
            assert kind.__bases__ == parents, kind

    def test_errors_error_names_nothing_hidden(self, world: World) -> None:
        """No error that a viewer gets names what he may not see, whatever clash the hidden thing might have made."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna, inn=an_inn(1)).id, new_directory(anna, "Банк").id
        hidden = new_notes(anna, "Банк").id
        anna.entries.write(hidden, org, "совершенно секретно", expected_version=0)
        file = anna.attachments.attach(hidden, org, b"data", name="секрет.txt")
        for kind, fault in FAULTS.items():
            words = repr(told(refused(kind, fault, boris, guide, org)))
            for secret in (hidden, "секрет", file.id, file.sha256):
                assert secret not in words
