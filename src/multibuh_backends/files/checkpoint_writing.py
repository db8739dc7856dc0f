"""A checkpoint on its way out: a firm's state after one commit, with an index of all revisions, as one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from multibuh_backends.files.rows import attachments_out, commits_out, organization_out
from multibuh_backends.files.sealing import sealed
from multibuh_backends.files.states import written
from multibuh_core.serialization import make_converter

if TYPE_CHECKING:
    from multibuh_backends.files.logged import Logged
    from multibuh_backends.memory.firm import FirmState
    from multibuh_core.commit import Commit

__all__ = ["CHECKPOINT", "checkpoint_out"]

CHECKPOINT: Final = "multibuh.checkpoint"
_CONVERTER: Final = make_converter()


def checkpoint_out(state: FirmState, *, firm: str, number: int, head: str) -> bytes:
    """Return the document of a state as of commit *number*, whose seal is *head*."""
    commits = _Commits()
    parts = (
        _organizations(state, number, commits),
        _directories(state, number, commits),
        _entries(state, number, commits),
    )
    fields = {key: value for part in parts for key, value in part.items()}
    return sealed(CHECKPOINT, {"commits": commits.out(), "firm": firm, "head": head, "number": number, **fields})


class _Commits:
    """The commits that are named, each once, by their places."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._commits: list[Commit] = []

    def place(self, commit: Commit) -> int:
        at = self._places.setdefault(commit.id, len(self._commits))
        if at == len(self._commits):
            self._commits.append(commit)
        return at

    def out(self) -> list[Any]:
        return commits_out(self._commits)


def _organizations(state: FirmState, number: int, commits: _Commits) -> dict[str, Any]:
    rows = {
        organization_id: [
            [commits.place(one.commit), one.action, one.row, *organization_out(one.organization)] for one in revisions
        ]
        for organization_id, versions in sorted(state.organizations.items())
        if (revisions := versions.until(number))
    }
    return {"organizations": rows}


def _directories(state: FirmState, number: int, commits: _Commits) -> dict[str, Any]:
    rows = [
        [commits.place(one.commit), one.action, _CONVERTER.unstructure(one.directory)]
        for _, versions in sorted(state.directories.items())
        for one in versions.until(number)
    ]
    pasts = [
        [directory_id, past.owner_id, past.published_version]
        for directory_id, versions in sorted(state.pasts.items())
        if (past := versions.at(number)) is not None
    ]
    return {"directories": rows, "pasts": pasts}


def _entries(state: FirmState, number: int, commits: _Commits) -> dict[str, Any]:
    rows: dict[str, list[Any]] = {}
    attachments: dict[str, tuple[str, str]] = {}
    for organization_id, by_directory in sorted(state.entries.items()):
        for directory_id, versions in sorted(by_directory.items()):
            if revisions := written(versions, number):
                out = [_revision(one, commits.place(one.commit)) for one in revisions]
                rows.setdefault(organization_id, []).append([directory_id, out])
                for one in revisions:
                    attachments |= {file.id: (directory_id, organization_id) for file in one.attachments}
    return {"attachments": attachments, "entries": rows}


def _revision(one: Logged, commit: int) -> list[Any]:
    present = one.present
    text = None if present is None else present.text
    return [commit, one.action, one.row, one.number, one.place, text, attachments_out(one.attachments)]
