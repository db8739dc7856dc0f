"""Results of copying: what breaks a law is not written, whatever kind of store it comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import attrs
import pytest

from multibuh_core.errors import InvalidInputError
from multibuh_core.ports import DirectoryHistory, EntryHistory, History, OrganizationHistory
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.whole_firm import a_whole_firm
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.reference import reference_backend
from multibuh_core.testing.world import FIRM, World
from multibuh_core.visibility import Visibility

Histories: TypeAlias = list[Any]
Wanted: TypeAlias = Callable[[Any], bool]


def _first(histories: Histories, kind: type[History], *, revisions: int = 1, is_wanted: Wanted = bool) -> int:
    """Return the place of the first history of a kind with so many revisions that is wanted."""
    return next(
        at
        for at, one in enumerate(histories)
        if isinstance(one, kind) and len(one.revisions) >= revisions and is_wanted(one)
    )


def _has_past(one: Any) -> bool:
    return one.private_to[0] is not None


def _has_files(one: Any) -> bool:
    return any(revision.attachments for revision in one.revisions)


def _stays_personal(one: Any) -> bool:
    return not _has_past(one) and one.revisions[0].directory.visibility is Visibility.PERSONAL


def _changed(at: int, histories: Histories, **fields: Any) -> Histories:
    return [attrs.evolve(one, **fields) if number == at else one for number, one in enumerate(histories)]


def _with_last(at: int, histories: Histories, **fields: Any) -> Histories:
    """Return the histories with the last revision of one of them changed."""
    revisions = histories[at].revisions
    return _changed(at, histories, revisions=(*revisions[:-1], attrs.evolve(revisions[-1], **fields)))


def _gap(histories: Histories) -> Histories:
    at = _first(histories, EntryHistory, revisions=3)
    one = histories[at]
    return _changed(at, histories, revisions=one.revisions[:1] + one.revisions[2:], private_to=one.private_to[1:])


def _no_revisions(histories: Histories) -> Histories:
    return _changed(_first(histories, OrganizationHistory), histories, revisions=())


def _without(kind: type[History]) -> Callable[[Histories], Histories]:
    def broken(histories: Histories) -> Histories:
        at = _first(histories, kind)
        return histories[:at] + histories[at + 1 :]

    return broken


def _twins(histories: Histories) -> Histories:
    for at in (0, 1):
        organization = attrs.evolve(histories[at].revisions[-1].organization, external_ids={"1c": "7"})
        histories = _with_last(at, histories, organization=organization)
    return histories


def _exposed(kind: type[History]) -> Callable[[Histories], Histories]:
    def broken(histories: Histories) -> Histories:
        at = _first(histories, kind, is_wanted=_has_past)
        return _changed(at, histories, private_to=(None,) * len(histories[at].revisions))

    return broken


def _given_to_another(histories: Histories) -> Histories:
    at = _first(histories, EntryHistory, is_wanted=_has_past)
    owners = (owner and "stranger" for owner in histories[at].private_to)
    return _changed(at, histories, private_to=tuple(owners))


def _shown_to_all(histories: Histories) -> Histories:
    at = _first(histories, DirectoryHistory, revisions=2, is_wanted=_stays_personal)
    shown = attrs.evolve(histories[at].revisions[-1].directory, visibility=Visibility.COLLECTIVE)
    return _with_last(at, histories, directory=shown)


def _two_commits_in_one(histories: Histories) -> Histories:
    at = _first(histories, EntryHistory)
    commit = histories[at].revisions[-1].commit
    return _with_last(at, histories, commit=attrs.evolve(commit, id=histories[0].revisions[0].commit.id))


def _one_file_in_two_entries(histories: Histories) -> Histories:
    at = _first(histories, EntryHistory, is_wanted=_has_files)
    (file, *_) = next(revision.attachments for revision in histories[at].revisions if revision.attachments)
    return _with_last(at + 1, histories, attachments=(file,))


def _path_for_a_digest(histories: Histories) -> Histories:
    at = _first(histories, EntryHistory, is_wanted=_has_files)
    (file, *_) = next(revision.attachments for revision in histories[at].revisions if revision.attachments)
    file = attrs.evolve(file, id=a_missing_id(5), name="чужой.txt", sha256="../" * 21 + "x")
    return _with_last(at, histories, attachments=(file,))


BROKEN: Final[dict[str, Callable[[Histories], Histories]]] = {
    "a gap in the versions": _gap,
    "no revisions": _no_revisions,
    "an entry of no organization": _without(OrganizationHistory),
    "an entry of no directory": _without(DirectoryHistory),
    "one twice": lambda histories: [histories[0], *histories],
    "out of order": lambda histories: histories[::-1],
    "two with the same keys": _twins,
    "the past of an entry exposed": _exposed(EntryHistory),
    "the past of a directory exposed": _exposed(DirectoryHistory),
    "the past given to another": _given_to_another,
    "shown without publishing": _shown_to_all,
    "one commit told in two ways": _two_commits_in_one,
    "one file in two entries": _one_file_in_two_entries,
    "a path for a digest": _path_for_a_digest,
    "a version that is another's": lambda histories: _with_last(0, histories, organization=_other(histories)),
    "an unstorable text": lambda histories: _with_last(len(histories) - 1, histories, text="\ud800"),
}


def _other(histories: Histories) -> Any:
    return attrs.evolve(histories[0].revisions[-1].organization, updated_by="stranger")


class CopyingRefused(Kit, law="Results"):
    """A store that gives what no store should."""

    @pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
    def test_copying_of_what_breaks_a_law_is_refused(
        self, world: World, broken: Callable[[Histories], Histories]
    ) -> None:
        """Histories that do not agree with the laws raise InvalidInputError, tell no text, and nothing is written."""
        with reference_backend(world.settings) as source:
            a_whole_firm(source)
            histories = list(source.read_firm(FIRM))
        error = refused(InvalidInputError, world.backend.write_firm, FIRM, broken(histories))
        assert error.field == "histories"
        assert "айное" not in str(error)
        assert list(world.backend.read_firm(FIRM)) == []
        assert list(world.backend.verify()) == []
        world.backend.write_firm(FIRM, histories)
        assert list(world.backend.read_firm(FIRM)) == histories
