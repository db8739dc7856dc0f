"""Records for a host's own tests, without a store: valid, the same each time, each field to be given otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

import attrs

from multibuh_core.attachment import Attachment
from multibuh_core.card import CardItem, CardProjection
from multibuh_core.directory import Directory
from multibuh_core.entry import Entry
from multibuh_core.file_names import media_type_of
from multibuh_core.organization import Organization, OrganizationKind
from multibuh_core.testing.clocks import EPOCH
from multibuh_core.testing.numbers import a_kpp, an_inn, an_ogrn
from multibuh_core.visibility import Visibility

__all__ = ["a_card", "a_directory", "an_attachment", "an_entry", "an_organization"]

_STATE: dict[str, Any] = {"updated_at": EPOCH, "updated_by": "anna", "version": 1}


def an_organization(
    seed: int = 1, kind: OrganizationKind = OrganizationKind.LEGAL_ENTITY, **fields: Any
) -> Organization:
    """Return an organization of this kind, with valid numbers where the kind has them; *seed* says which one it is."""
    numbers: dict[str, str | None] = {"inn": None, "kpp": None, "ogrn": None}
    if kind is not OrganizationKind.OTHER:
        numbers |= {"inn": an_inn(seed, kind)}
    if kind is OrganizationKind.LEGAL_ENTITY:
        numbers |= {"kpp": a_kpp(seed)}
    if kind in {OrganizationKind.LEGAL_ENTITY, OrganizationKind.ENTREPRENEUR}:
        numbers |= {"ogrn": an_ogrn(seed, kind)}
    state: dict[str, Any] = {
        "id": _id(0, seed),
        "name": f"Организация {seed}",
        "kind": kind,
        "external_ids": {},
        "archived_at": None,
        **numbers,
        **_STATE,
        **fields,
    }
    return Organization(**state | {"external_ids": MappingProxyType(dict(sorted(state["external_ids"].items())))})


def a_directory(seed: int = 1, **fields: Any) -> Directory:
    """Return a collective directory of Anna's that shows in the card."""
    made = Directory(
        id=_id(1, seed),
        name=f"Справочник {seed}",
        description="",
        visibility=Visibility.COLLECTIVE,
        owner_id="anna",
        show_in_card=True,
        position=0,
        archived_at=None,
        **_STATE,
    )
    return attrs.evolve(made, **fields)


def an_attachment(seed: int = 1, data: bytes = b"%PDF-1.4\n", **fields: Any) -> Attachment:
    """Return an attachment with the size and the digest of *data*, and the media type that its name tells."""
    name = fields.get("name", f"файл {seed}.pdf")
    made = Attachment(
        id=_id(2, seed),
        name=name,
        media_type=media_type_of(name),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        added_at=EPOCH,
        added_by="anna",
    )
    return attrs.evolve(made, **fields)


def an_entry(
    text: str = "Банк — по вторникам",
    *,
    directory: Directory | None = None,
    organization: Organization | None = None,
    attachments: Iterable[Attachment] = (),
    **fields: Any,
) -> Entry:
    """Return the entry of a directory for an organization, at version 1; those of seed 1 unless given."""
    made = Entry(
        directory_id=(directory or a_directory()).id,
        organization_id=(organization or an_organization()).id,
        text=text,
        attachments=tuple(attachments),
        **_STATE,
    )
    return attrs.evolve(made, **fields)


def a_card(organization: Organization | None = None, /, **entries: str | Entry) -> CardProjection:
    """
    Return a card as a store would give it: one directory for each keyword, named by it; empty entries are left out.

    Each entry is given as its text, ``a_card(Банк="По вторникам")``, or whole, as `an_entry` makes it; then it becomes
    the entry of that directory for this organization.
    """
    shown = organization or an_organization()
    items = []
    for number, (name, given) in enumerate(entries.items(), 1):
        directory = a_directory(number, name=name)
        entry = an_entry(given) if isinstance(given, str) else given
        entry = attrs.evolve(entry, directory_id=directory.id, organization_id=shown.id)
        if not entry.is_empty:
            items.append(CardItem(directory=directory, entry=entry))
    return CardProjection(organization=shown, items=tuple(sorted(items, key=lambda item: item.directory.sort_key)))


def _id(kind: int, seed: int) -> str:
    return f"0190abcd-0000-7000-b{kind:03x}-{seed % 16**12:012x}"
