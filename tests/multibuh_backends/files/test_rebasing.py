"""Two processes at one log: who comes second goes through the steps again, or is told what has moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest

from multibuh_core import (
    OVERWRITE,
    AlreadyExistsError,
    ConflictError,
    NotFoundError,
    VersionConflictError,
    Workspace,
)
from multibuh_core.errors import MovedError
from tests.multibuh_backends.files.interposing import before_the_next_commit
from tests.multibuh_backends.files.stores import a_guide, a_store, some_notes, user

INN = "7707083893"


@attrs.frozen
class Two:
    """What two processes have of one store."""

    here: Workspace
    """Anna's, in the process whose transaction comes second."""
    there: Workspace
    """Boris's, in the other; an administrator."""
    org: str
    guide: str


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Give a store opened twice, with an organization and a directory."""
    with a_store(tmp_path / "store") as one, a_store(tmp_path / "store") as other:
        here, there = user(one), user(other, "boris", admin=True)
        yield Two(here, there, here.organizations.add("ООО «Ромашка»").id, a_guide(here).id)


MOVED: dict[str, tuple[Callable[[Two], object], Callable[[Two], object]]] = {
    "an entry that both write": (
        lambda two: two.here.entries.write(two.guide, two.org, "моё", expected_version=0),
        lambda two: two.there.entries.write(two.guide, two.org, "чужое", expected_version=0),
    ),
    "a directory that is archived": (
        lambda two: two.here.entries.write(two.guide, two.org, "моё", expected_version=0),
        lambda two: two.there.directories.archive(two.guide),
    ),
    "an organization that is archived": (
        lambda two: two.here.entries.write(two.guide, two.org, "моё", expected_version=0),
        lambda two: two.there.organizations.archive(two.org),
    ),
    "an ИНН that both give": (
        lambda two: two.here.organizations.add("Первая", inn=INN),
        lambda two: two.there.organizations.add("Вторая", inn=INN),
    ),
    "an external id that both give": (
        lambda two: two.here.organizations.update(two.org, expected_version=1, external_ids={"1c": "7"}),
        lambda two: two.there.organizations.add("Вторая", external_ids={"1c": "7"}),
    ),
    "a directory that both change": (
        lambda two: two.here.directories.update(two.guide, expected_version=1, name="Моё"),
        lambda two: two.there.directories.update(two.guide, expected_version=OVERWRITE, name="Чужое"),
    ),
}


class TestRebasing:
    """A transaction that began before another process committed."""

    @pytest.mark.parametrize(("mine", "theirs"), MOVED.values(), ids=MOVED.keys())
    def test_what_moved_is_told(self, two: Two, mine: Callable[[Two], object], theirs: Callable[[Two], object]) -> None:
        """A transaction that rests on what another process has changed meanwhile writes nothing, and is told."""
        with pytest.raises(MovedError), two.here.transaction() as tx:  # noqa: PT012 - the end is what raises
            some_notes(tx)
            mine(attrs.evolve(two, here=tx))
            theirs(two)
        assert [one.name for one in two.here.directories.list(archived=None)] == [
            two.here.directories.get(two.guide).name
        ]
        assert two.here.entries.read(two.guide, two.org) == two.there.entries.read(two.guide, two.org)

    def test_what_did_not_move_is_written(self, two: Two) -> None:
        """A transaction goes on over whatever else another process has committed; its versions stay as told."""
        secret = some_notes(two.there).id
        with two.here.transaction() as tx:
            entry = tx.entries.write(two.guide, two.org, "моё", expected_version=0)
            for number in range(3):
                two.there.entries.write(secret, two.org, f"тайное {number}", expected_version=number)
            other = two.there.organizations.add("Другая", inn=INN)
            file = tx.attachments.attach(two.guide, two.org, b"data", name="a.txt")
            assert tx.organizations.list() == (two.here.organizations.get(two.org),)
        assert two.there.entries.read(two.guide, two.org).attachments == (file,)
        assert two.there.entries.read(two.guide, two.org, version=1) == entry
        assert {one.id for one in two.here.organizations.list()} == {two.org, other.id}

    def test_single_call_is_made_again(self, two: Two) -> None:
        """A single call whose commit came second answers as if it had begun second."""
        calls: dict[type[Exception], Callable[[], object]] = {
            VersionConflictError: lambda: two.here.entries.write(two.guide, two.org, "моё", expected_version=0),
            AlreadyExistsError: lambda: two.here.organizations.add("Первая", inn=INN),
        }
        theirs: dict[type[Exception], Callable[[], object]] = {
            VersionConflictError: lambda: two.there.entries.write(two.guide, two.org, "чужое", expected_version=0),
            AlreadyExistsError: lambda: two.there.organizations.add("Вторая", inn=INN),
        }
        for kind, call in calls.items():
            with before_the_next_commit(two.here, theirs[kind]), pytest.raises(kind) as caught:
                call()
            assert type(caught.value) is kind
        with before_the_next_commit(
            two.here, lambda: two.there.entries.write(two.guide, two.org, "ещё", expected_version=1)
        ):
            assert two.here.entries.write(two.guide, two.org, "поверх", expected_version=OVERWRITE).version == 3

    def test_publishing_takes_along_what_came_meanwhile(self, two: Two, tmp_path: Path) -> None:
        """An entry that its owner writes elsewhere while a directory is published becomes past with the rest."""
        with a_store(tmp_path / "store") as third:
            notes, elsewhere = some_notes(two.here).id, user(third)
            with before_the_next_commit(
                two.here, lambda: elsewhere.entries.write(notes, two.org, "до публикации", expected_version=0)
            ):
                two.here.directories.publish(notes)
        assert [one.version for one in two.there.entries.history(notes, two.org)] == [2]
        with pytest.raises(NotFoundError):
            two.there.entries.read(notes, two.org, version=1)

    def test_handing_over_takes_along_what_came_meanwhile(self, two: Two) -> None:
        """A directory that is created while all its owner has is handed over goes with the rest; nothing fails."""
        with two.there.transaction() as tx:
            tx.directories.hand_over(of="anna", to="nina")
            late = some_notes(two.here, "Позднее").id
            two.here.directories.update(two.guide, expected_version=1, name="Иначе")
        with pytest.raises(NotFoundError):
            two.here.directories.get(late)
        assert two.here.directories.get(two.guide).owner_id == "nina"

    def test_conflict_is_a_conflict_to_a_host(self) -> None:
        """A host that knows ConflictError needs to know nothing more."""
        assert issubclass(MovedError, ConflictError)
