"""
How the parts of an Office book point to each other: by relationships, which stand beside the part that they begin from.

xlsx and xlsb books are made in the same way.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final

import attrs

from multibuh_backends.spreadsheets.containers.archive import Part, open_archive
from multibuh_backends.spreadsheets.containers.xml import Attributes, attribute, walk
from multibuh_backends.spreadsheets.limits import MAX_SMALL_PART_BYTES
from multibuh_backends.spreadsheets.source import Source

_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relationship(key: str, kind: str, target: str) -> bytes:
    """Return a part with this one relationship."""
    told = f'<Relationship Id="{key}" Type="{_TYPES}/{kind}" Target="{target}"/>'
    return f"<Relationships>{told}</Relationships>".encode()


@attrs.frozen
class Relationship:
    """A pointer to another part."""

    kind: str
    """The last word of its type: ``worksheet``, ``styles``."""
    target: str
    """The part's name, as `Package.part` takes it."""


class Package:
    """A book's parts and its workbook, the part that lists the sheets."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts = open_archive(source)
        starts = self.relationships("")
        self._workbook = next((to.target for to in starts.values() if to.kind == "officeDocument"), "")
        self.to = self.relationships(self._workbook)
        """What the workbook points to, by the relationship's id."""

    @property
    def workbook(self) -> Part:
        """
        The part that lists the sheets.

        Raises:
            InvalidInputError: If there is none: then this is no book.
        """
        part = self.part(self._workbook)
        if part is None:
            raise self._source.refusal("это не книга Excel: в ней нет листов. Сохраните таблицу заново как xlsx.")
        return part

    def part(self, name: str) -> Part | None:
        """Return the part of that name; case does not matter."""
        return self._parts.get(name.casefold())

    def of_kind(self, kind: str) -> Part | None:
        """Return the first part of that kind that the workbook points to, as ``styles``."""
        return next((self.part(to.target) for to in self.to.values() if to.kind == kind), None)

    def relationships(self, name: str) -> Mapping[str, Relationship]:
        """Return what the part of that name points to, by the relationship's id; ``""`` is the package itself."""
        folder, base = posixpath.split(name)
        part = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relationship] = {}

        def add(element: str, attributes: Attributes) -> None:
            if element == "Relationship":
                kind = attribute(attributes, "Type").rpartition("/")[2]
                target = posixpath.normpath(
                    posixpath.join("/", folder, attribute(attributes, "Target").replace("\\", "/"))
                )
                found[attribute(attributes, "Id")] = Relationship(kind, target.lstrip("/"))

        if part is not None:
            walk(part, add, limit=MAX_SMALL_PART_BYTES)
        return found
