"""Whose the past is: publishing makes it private (L7), handing over gives it on (L6)."""

from __future__ import annotations

import attrs

from multibuh_shelf.kept import Kept, Revision
from multibuh_shelf.state import State

__all__ = ["give_pasts", "make_past_private"]


def make_past_private(state: State, directory_id: str, *, to: str) -> None:
    """Make all that a directory and its entries were until now private to its owner."""
    state.directories[directory_id] = _given(state.directories[directory_id], of=None, to=to)
    for place in [place for place in state.entries if place[0] == directory_id]:
        state.entries[place] = _given(state.entries[place], of=None, to=to)


def give_pasts(state: State, *, of: str, to: str) -> None:
    """Make every past that is private to *of* private to *to*, whosever its directory is now."""
    for directory_id, revisions in list(state.directories.items()):
        state.directories[directory_id] = _given(revisions, of=of, to=to)
    for place, kept in list(state.entries.items()):
        state.entries[place] = _given(kept, of=of, to=to)


def _given(revisions: tuple[Kept[Revision], ...], *, of: str | None, to: str) -> tuple[Kept[Revision], ...]:
    if all(one.private_to != of for one in revisions):
        return revisions
    return tuple(attrs.evolve(one, private_to=to) if one.private_to == of else one for one in revisions)
