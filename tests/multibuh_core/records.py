"""Named builders of records, for tests that need no store."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from multibuh_core import (
    Attachment,
    ByHand,
    Commit,
    Directory,
    Entry,
    Organization,
    OrganizationKind,
    Visibility,
)

__all__ = ["AT", "a_commit", "a_directory", "an_attachment", "an_entry", "an_organization"]

AT = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)


def an_organization(**details: Any) -> Organization:
    """Return an organization's record."""
    said: dict[str, Any] = {
        "id": "01900000-0000-7000-8000-000000000001",
        "name": "ООО «Ромашка»",
        "kind": OrganizationKind.LEGAL_ENTITY,
        "inn": "7707083893",
        "kpp": "773601001",
        "ogrn": None,
        "external_ids": MappingProxyType({"1c": "000000123"}),
        "archived_at": None,
        "updated_at": AT,
        "updated_by": "anna",
        "version": 1,
    }
    return Organization(**said | details)


def a_directory(**details: Any) -> Directory:
    """Return a collective directory's record."""
    said: dict[str, Any] = {
        "id": "01900000-0000-7000-8000-000000000002",
        "name": "Карта обслуживания",
        "description": "",
        "visibility": Visibility.COLLECTIVE,
        "owner_id": "anna",
        "show_in_card": True,
        "position": 0,
        "archived_at": None,
        "updated_at": AT,
        "updated_by": "anna",
        "version": 1,
    }
    return Directory(**said | details)


def an_attachment(**details: Any) -> Attachment:
    """Return an attachment's record."""
    said: dict[str, Any] = {
        "id": "01900000-0000-7000-8000-000000000003",
        "name": "reglament.pdf",
        "media_type": "application/pdf",
        "size": 9,
        "sha256": "0" * 64,
        "added_at": AT,
        "added_by": "anna",
    }
    return Attachment(**said | details)


def an_entry(**details: Any) -> Entry:
    """Return the record of an entry with a text and a file."""
    said: dict[str, Any] = {
        "directory_id": a_directory().id,
        "organization_id": an_organization().id,
        "text": "Банк — по вторникам",
        "attachments": (an_attachment(),),
        "version": 2,
        "updated_at": AT,
        "updated_by": "anna",
    }
    return Entry(**said | details)


def a_commit(**details: Any) -> Commit:
    """Return a commit by hand."""
    said: dict[str, Any] = {
        "id": "01900000-0000-7000-8000-000000000004",
        "at": AT,
        "by": "anna",
        "origin": ByHand(channel="portal"),
    }
    return Commit(**said | details)
