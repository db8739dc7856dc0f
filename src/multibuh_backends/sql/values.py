"""Values on their way into a row and out of it: times, lists of attachments, external ids, enumerations."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from multibuh_backends.trusted import maker_of
from multibuh_core.attachment import Attachment
from multibuh_core.errors import CorruptionError
from multibuh_core.organization import NO_EXTERNAL_IDS

__all__ = [
    "NO_ATTACHMENTS",
    "Members",
    "attachment_of",
    "attachments_in",
    "attachments_out",
    "damaged",
    "external_ids_in",
    "external_ids_out",
    "key",
    "time_in",
    "time_out",
    "time_out_or_none",
]

E = TypeVar("E", bound=StrEnum)

NO_ATTACHMENTS: Final = "[]"
_NOBODY: Final = ""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode
_attachment = maker_of(Attachment)
_parsed = datetime.fromisoformat


class Members(dict[str, E]):
    """The members of an enumeration by value; a value that is none of them is damage."""

    def __init__(self, kind: type[E]) -> None:
        super().__init__({member.value: member for member in kind})

    def __missing__(self, value: object) -> E:
        raise damaged()


def damaged() -> CorruptionError:
    """Return the error for a stored value that is none."""
    return CorruptionError("Строка базы повреждена: проверьте хранилище (multibuh check) и восстановите его из копии.")


def key(value: object) -> str:
    """
    Return an id or another key of a search as every driver takes it.

    A malformed one is not found, not invalid: what no stored key can be becomes the empty text, which none is.
    """
    if type(value) is str:
        if "\0" in value:
            return _NOBODY
        if value.isascii():
            return value
        try:
            value.encode()
        except UnicodeEncodeError:
            return _NOBODY
        return value
    return key(str(value)) if isinstance(value, str) else _NOBODY


def time_in(at: datetime) -> str:
    """Return a time as it is stored: ISO 8601, UTC, always with microseconds, so that texts order as times do."""
    return (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat(timespec="microseconds")


def time_out(text: str) -> datetime:
    """Return a stored time."""
    try:
        return _parsed(text)
    except (TypeError, ValueError):
        raise damaged() from None


def time_out_or_none(text: str | None) -> datetime | None:
    """Return a stored time that may be missing."""
    return None if text is None else time_out(text)


def attachments_in(attachments: tuple[Attachment, ...]) -> str:
    """Return attachments as they are stored: a JSON list, each of them a list of its fields in their order."""
    if not attachments:
        return NO_ATTACHMENTS
    return _encode(
        [[a.id, a.name, a.media_type, a.size, a.sha256, time_in(a.added_at), a.added_by] for a in attachments]
    )


def attachments_out(text: str) -> tuple[Attachment, ...]:
    """Return stored attachments."""
    if text == NO_ATTACHMENTS:
        return ()
    try:
        listed, end = _decode(text)
        if end != len(text):
            raise damaged()
        return tuple(
            [
                _attachment(id_, name, media_type, size, sha256, _parsed(added_at), added_by)
                for id_, name, media_type, size, sha256, added_at, added_by in listed
            ]
        )
    except (TypeError, ValueError):
        raise damaged() from None


def attachment_of(fields: Sequence[Any]) -> Attachment:
    """Return an attachment of its stored fields in their order."""
    id_, name, media_type, size, sha256, added_at, added_by = fields
    return _attachment(id_, name, media_type, size, sha256, time_out(added_at), added_by)


def external_ids_in(external_ids: Mapping[str, str]) -> str:
    """Return external ids as they are stored: a JSON object, in the order of its systems."""
    return _encode(dict(external_ids)) if external_ids else "{}"


def external_ids_out(text: str) -> Mapping[str, str]:
    """Return stored external ids."""
    if text == "{}":
        return NO_EXTERNAL_IDS
    try:
        pairs: Any = json.loads(text)
        return MappingProxyType(dict(pairs.items()))
    except (AttributeError, ValueError):
        raise damaged() from None
