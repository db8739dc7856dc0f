"""Results, errors: each carries its details as fields, and nothing of the store behind it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from multibuh_core.errors import (
    AlreadyExistsError,
    InvalidInputError,
    MultibuhError,
    NotAllowedError,
    NotFoundError,
    VersionConflictError,
)
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import refused, told
from multibuh_core.testing.world import World
from multibuh_core.workspace import Workspace

Faulty: TypeAlias = Callable[[Workspace, str, str], object]
MISSING = a_missing_id()
CASES: dict[str, tuple[type[MultibuhError], dict[str, Any], Faulty]] = {
    "directory itself": (
        NotFoundError,
        {"what": "directory", "id": MISSING},
        lambda w, _, __: w.directories.publish(MISSING),
    ),
    "organization itself": (
        NotFoundError,
        {"what": "organization", "id": MISSING},
        lambda w, _, __: w.organizations.history(MISSING),
    ),
    "directory": (NotFoundError, {"what": "directory", "id": MISSING}, lambda w, _, o: w.entries.read(MISSING, o)),
    "organization": (
        NotFoundError,
        {"what": "organization", "id": MISSING},
        lambda w, d, _: w.entries.read(d, MISSING),
    ),
    "card": (NotFoundError, {"what": "organization", "id": MISSING}, lambda w, _, __: w.cards.read(MISSING)),
    "attachment": (
        NotFoundError,
        {"what": "attachment", "id": MISSING},
        lambda w, _, __: w.attachments.detach(MISSING),
    ),
    "version": (NotFoundError, {"what": "version", "id": "9"}, lambda w, d, o: w.entries.read(d, o, version=9)),
    "organization exists": (
        AlreadyExistsError,
        {"what": "organization"},
        lambda w, _, __: w.organizations.add("Вторая", inn=an_inn(1)),
    ),
    "external id exists": (
        AlreadyExistsError,
        {"what": "organization"},
        lambda w, _, __: w.organizations.add("Вторая", external_ids={"1c": "7"}),
    ),
    "attachment exists": (
        AlreadyExistsError,
        {"what": "attachment"},
        lambda w, d, o: w.attachments.attach(d, o, b"other", name="a.txt"),
    ),
    "entry moved": (
        VersionConflictError,
        {"expected": 7, "actual": 1},
        lambda w, d, o: w.entries.write(d, o, "текст", expected_version=7),
    ),
    "organization moved": (
        VersionConflictError,
        {"expected": 7, "actual": 1},
        lambda w, _, o: w.organizations.update(o, expected_version=7, name="Иначе"),
    ),
    "input": (
        InvalidInputError,
        {"field": "inn", "value": "1"},
        lambda w, _, o: w.organizations.update(o, expected_version=1, inn="1"),
    ),
    "not allowed": (
        NotAllowedError,
        {"permission": "transfer_directory", "user_id": "boris"},
        lambda w, d, _: w.directories.transfer(d, to="boris"),
    ),
    "not allowed to all": (
        NotAllowedError,
        {"permission": "hand_over", "user_id": "boris"},
        lambda w, _, __: w.directories.hand_over(of="anna", to="nina"),
    ),
}


def chain(error: BaseException | None) -> list[BaseException]:
    """Return the errors that an error is chained to."""
    behind = [] if error is None else [one for one in (error.__cause__, error.__context__) if one is not None]
    return behind + [further for one in behind for further in chain(one)]


class ResultsErrorFields(Kit, law="Results"):
    """What a caller's code can rely on."""

    @pytest.mark.parametrize(("kind", "fields", "fault"), CASES.values(), ids=CASES.keys())
    def test_errors_tell_their_details_as_fields(
        self, world: World, kind: type[MultibuhError], fields: dict[str, Any], fault: Faulty
    ) -> None:
        """The fields of an error say what, which and whose; pickled they are the same, and so is the text."""
        anna = world.user("anna")
        org, guide = new_organization(anna, inn=an_inn(1), external_ids={"1c": "7"}).id, new_directory(anna).id
        file = anna.attachments.attach(guide, org, b"data", name="a.txt").id
        error = refused(kind, fault, world.user("boris"), guide, org)
        if kind is AlreadyExistsError:
            fields = {**fields, "other_id": file if fields["what"] == "attachment" else org}
        thawed = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
        for one in (error, thawed):
            assert {name: getattr(one, name) for name in fields} == fields
            assert str(one) == str(error) != ""
        assert told(thawed)[:4] == told(error)[:4]

    @pytest.mark.parametrize(("kind", "fields", "fault"), CASES.values(), ids=CASES.keys())
    def test_errors_are_chained_to_nothing_of_the_store(
        self, world: World, kind: type[MultibuhError], fields: dict[str, Any], fault: Faulty
    ) -> None:
        """Behind a refusal there stands no error of a driver, with its statements and rows, for the reader to find."""
        anna = world.user("anna")
        org, guide = new_organization(anna, inn=an_inn(1), external_ids={"1c": "7"}).id, new_directory(anna).id
        anna.attachments.attach(guide, org, b"data", name="a.txt")
        error = refused(kind, fault, world.user("boris"), guide, org)
        foreign = [one for one in chain(error) if not isinstance(one, MultibuhError | ValueError | LookupError)]
        assert foreign == [], fields
