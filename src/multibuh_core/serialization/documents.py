"""Documents: a model with a tag and a version of our choosing, in one canonical byte form."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from multibuh_core.attachment import Attachment
from multibuh_core.card import CardProjection
from multibuh_core.directory import Directory
from multibuh_core.entry import Entry
from multibuh_core.organization import Organization
from multibuh_core.revision import DirectoryRevision, EntryRevision, OrganizationRevision
from multibuh_core.serialization.converter import make_converter
from multibuh_core.serialization.json_text import from_json, refused, to_json

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["document", "dumps", "loads"]

T = TypeVar("T")

FORMAT: Final = 1
"""The version of every document; a reader refuses a greater one."""
_TAGS: Final = {
    Attachment: "multibuh.attachment",
    CardProjection: "multibuh.card",
    Directory: "multibuh.directory",
    DirectoryRevision: "multibuh.directory_revision",
    Entry: "multibuh.entry",
    EntryRevision: "multibuh.entry_revision",
    Organization: "multibuh.organization",
    OrganizationRevision: "multibuh.organization_revision",
}


def document(record: object) -> dict[str, Any]:
    """Return a model as plain data: its fields by name, and its tag (``type``) and version (``format``)."""
    tag = _tag_of(type(record))
    fields: dict[str, Any] = _converter().unstructure(record)
    return {"type": tag, "format": FORMAT, **fields}


def dumps(record: object) -> bytes:
    """Return a model as a document in its canonical form: equal models give equal bytes."""
    return to_json(document(record))


def loads(data: bytes | str, kind: type[T]) -> T:
    """
    Return the model of *kind* that a document holds.

    Raises:
        FormatError: If it is no document of this kind that this version reads: another tag, a greater version, an
            unknown, missing or repeated key, a wrong type, a number that is not finite.
    """
    expected = _tag_of(kind)
    value = from_json(data)
    if type(value) is not dict:
        raise refused("это не документ")
    tag, version = value.pop("type", None), value.pop("format", None)
    if tag != expected:
        raise refused(f"это не «{expected}»")
    if type(version) is not int or version < 1:
        raise refused("в нём нет номера формата")
    if version > FORMAT:
        raise refused(f"его формат {version} новее, чем понимает эта версия ({FORMAT})")
    return _converter().structure(value, kind)


def _tag_of(kind: type) -> str:
    tag = _TAGS.get(kind)
    if tag is None:
        message = f"no document form for {kind.__name__}"
        raise TypeError(message)
    return tag


@cache
def _converter() -> Converter:
    return make_converter()
