"""
The file of a firm: one JSON document, a line for each revision.

The first line says what it is, whose, and the SHA-256 of all that follows; so it also tells one state from another.
The revisions are documents of the library's own, each with its type and format: whatever is not exactly one is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from itertools import chain
from typing import Any, Final

from multibuh_core.errors import ConflictError, CorruptionError, FormatError
from multibuh_core.revision import DirectoryRevision, EntryRevision, OrganizationRevision
from multibuh_core.serialization import loads
from multibuh_shelf.kept import Kept, Revision
from multibuh_shelf.state import State

__all__ = ["firm_id_of", "read_state", "written_state"]

_TYPE: Final = "multibuh_shelf.firm"
_FORMAT: Final = 1


def written_state(firm_id: str, state: State) -> tuple[bytes, bytes]:
    """Return the first line and the rest of the file."""
    body = b"".join(
        (
            _listed(b'"organizations":[', state.organizations.values()),
            _listed(b'],"directories":[', state.directories.values()),
            _listed(b'],"entries":[', state.entries.values()),
            b"]}\n",
        )
    )
    head = {"type": _TYPE, "format": _FORMAT, "firm_id": firm_id, "sha256": sha256(body).hexdigest()}
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()[:-1] + b",\n", body


def _listed(name: bytes, records: Iterable[tuple[Kept[Revision], ...]]) -> bytes:
    return name + b"\n" + b",\n".join(kept.line for kept in chain.from_iterable(records)) + b"\n"


def firm_id_of(name: str, head: bytes) -> str:
    """Return whose file it is, by its first line; *name* is the file's, for messages."""
    return str(_read_head(name, head)["firm_id"])


def read_state(name: str, head: bytes, body: bytes, *, firm_id: str) -> State:
    """
    Return the state that the file of a firm holds; *name* is the file's, for messages.

    Raises:
        CorruptionError: If it is not what was written.
        FormatError: If it was written by a newer version.
    """
    fields = _read_head(name, head)
    if (fields["firm_id"], fields["sha256"]) != (firm_id, sha256(body).hexdigest()):
        raise _damaged(name)
    try:
        return _read_lists(json.loads(b"{" + body))
    except (ConflictError, LookupError, TypeError, ValueError, RecursionError):
        raise _damaged(name) from None


def _read_head(name: str, head: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(head.removesuffix(b",\n") + b"}")
    except (ValueError, RecursionError):
        raise _damaged(name) from None
    if not isinstance(fields, dict) or fields.get("type") != _TYPE:
        raise _damaged(name)
    if fields.get("format") != _FORMAT:
        message = (
            f"Файл фирмы {name} записан в формате {fields.get('format')}, а эта версия читает {_FORMAT}: "
            "обновите multibuh-shelf."
        )
        raise FormatError(message)
    if fields.keys() != {"type", "format", "firm_id", "sha256"}:
        raise _damaged(name)
    return fields


def _read_lists(lists: dict[str, Any]) -> State:
    state = State()
    for fields in lists["organizations"]:
        state.add_organization(_revision(fields, OrganizationRevision), private_to=fields["private_to"])
    for fields in lists["directories"]:
        state.add_directory(_revision(fields, DirectoryRevision), private_to=fields["private_to"])
    for fields in lists["entries"]:
        directory_id, organization_id = fields["place"]
        if directory_id not in state.directories or organization_id not in state.organizations:
            raise LookupError(fields["place"])
        revision = _revision(fields, EntryRevision)
        state.add_entry((directory_id, organization_id), revision, private_to=fields["private_to"])
    return state


def _revision(fields: dict[str, Any], kind: type[Revision]) -> Revision:
    return loads(json.dumps(fields["revision"], ensure_ascii=False), kind)


def _damaged(name: str) -> CorruptionError:
    return CorruptionError(f"Файл фирмы {name} повреждён: восстановите его из резервной копии.")
