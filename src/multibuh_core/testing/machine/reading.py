"""The rules of the machine that only read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from multibuh_core.testing.machine.writing import EXTERNAL_IDS, FIRMS, INNS, PICK, USERS, Histories

__all__ = ["Reading", "by_pages"]

ARCHIVED = st.sampled_from([False, None, True])
LIMITS = st.integers(1, 3)


def by_pages(limit: int, listing: Callable[..., tuple[Any, ...]], *keys: Any, **said: Any) -> list[Any]:
    """Return a whole list, read by pages."""
    whole: list[Any] = []
    while page := listing(*keys, limit=limit, after=whole[-1] if whole else None, **said):
        assert len(page) <= limit
        whole += page
    return whole


class Reading(Histories):
    """One rule for each service."""

    @rule(who=USERS, firm=FIRMS, archived=ARCHIVED, limit=LIMITS)
    def lists(self, *, who: str, firm: str, archived: bool | None, limit: int) -> None:
        """List organizations and directories."""
        self.sides.read(
            who,
            firm,
            lambda w: [by_pages(limit, one.list, archived=archived) for one in (w.organizations, w.directories)],
            lambda m: [m.listed(kind, archived) for kind in ("organization", "directory")],
        )

    @rule(who=USERS, firm=FIRMS, one=PICK, limit=LIMITS)
    def organization(self, *, who: str, firm: str, one: int, limit: int) -> None:
        """Read an organization and its history."""
        handle, id_ = self.pick("o", one)
        self.sides.read(
            who,
            firm,
            lambda w: [w.organizations.get(id_), by_pages(limit, w.organizations.history, id_)],
            lambda m: [m.now("organization", handle), m.told("organization", handle)],
        )

    @rule(who=USERS, firm=FIRMS, inn=INNS, external_ids=EXTERNAL_IDS)
    def find(self, *, who: str, firm: str, inn: str | None, external_ids: dict[str, str]) -> None:
        """Find organizations by their keys."""
        inns: dict[str, Any] = {} if inn is None else {"inn": inn}
        for pair in external_ids.items():
            self.sides.read(
                who,
                firm,
                partial(lambda p, w: w.organizations.find(external_id=p, **inns), pair),
                partial(lambda p, m: m.find(p, **inns), pair),
            )
        if inns:
            self.sides.read(who, firm, lambda w: w.organizations.find(**inns), lambda m: m.find(**inns))

    @rule(who=USERS, firm=FIRMS, one=PICK, limit=LIMITS)
    def directory(self, *, who: str, firm: str, one: int, limit: int) -> None:
        """Read a directory and its history."""
        handle, id_ = self.pick("d", one)
        self.sides.read(
            who,
            firm,
            lambda w: [w.directories.get(id_), by_pages(limit, w.directories.history, id_)],
            lambda m: [m.now("directory", handle), m.told("directory", handle)],
        )

    @rule(
        who=USERS, firm=FIRMS, directory=PICK, organization=PICK, version=st.sampled_from([None, 1, 2, 3]), limit=LIMITS
    )
    def entry(self, *, who: str, firm: str, directory: int, organization: int, version: int | None, limit: int) -> None:
        """Read an entry, as it is or was, and its history."""
        (d, did), (o, oid) = self.pick("d", directory), self.pick("o", organization)
        self.sides.read(
            who, firm, lambda w: w.entries.read(did, oid, version=version), lambda m: m.entry(d, o, version)
        )
        self.sides.read(
            who, firm, lambda w: by_pages(limit, w.entries.history, did, oid), lambda m: m.told("entry", (d, o))
        )

    @rule(who=USERS, firm=FIRMS, directory=PICK, organization=PICK, limit=LIMITS)
    def entries(self, *, who: str, firm: str, directory: int, organization: int, limit: int) -> None:
        """List entries of a directory, of an organization, and of both."""
        (d, did), (o, oid) = self.pick("d", directory), self.pick("o", organization)
        for (one, one_id), (other, other_id) in (
            ((d, did), (None, None)),
            ((None, None), (o, oid)),
            ((d, did), (o, oid)),
        ):
            said = {"directory_id": one_id, "organization_id": other_id}
            self.sides.read(
                who,
                firm,
                partial(lambda s, w: by_pages(limit, w.entries.list, **s), said),
                partial(lambda x, y, m: m.entries(x, y), one, other),
            )

    @rule(who=USERS, firm=FIRMS, one=PICK)
    def attachment(self, *, who: str, firm: str, one: int) -> None:
        """Read what is known of a file, and its bytes."""
        handle, id_ = self.pick("a", one)

        def real(workspace: Any) -> Any:
            with workspace.attachments.open(id_) as stream:
                return [workspace.attachments.get(id_), hashlib.sha256(stream.read()).hexdigest()]

        self.sides.read(who, firm, real, lambda m: [m.attachment(handle)[1], m.attachment(handle)[1]["sha256"]])

    @rule(who=USERS, firm=FIRMS, one=PICK)
    def card(self, *, who: str, firm: str, one: int) -> None:
        """Read a card."""
        handle, id_ = self.pick("o", one)
        self.sides.read(who, firm, lambda w: w.cards.read(id_), lambda m: m.card(handle))

    @rule(who=USERS, firm=FIRMS)
    def cards(self, *, who: str, firm: str) -> None:
        """Read all cards."""
        picked = list(dict.fromkeys(self.pick("o", number) for number in (0, 9, 1, 2, 3)))
        self.sides.read(
            who,
            firm,
            lambda w: [[key, card] for key, card in w.cards.read_many([id_ for _, id_ in picked]).items()],
            lambda m: [[handle, m.card(handle)] for handle, _ in picked if handle in m.table("organization")],
        )
