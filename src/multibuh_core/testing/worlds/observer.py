"""All that a viewer can observe, by every public method; what would write is tried in a discarded transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from multibuh_core.errors import MultibuhError
from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.table import Row, Table
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import in_words
from multibuh_core.version import OVERWRITE
from multibuh_core.visibility import Visibility
from multibuh_core.workspace import Workspace

__all__ = ["Known", "Watched", "observe"]

PAGES: list[dict[str, Any]] = [{}, {"archived": None}, {"archived": True}, {"limit": 1}]
TABLE = Table(
    headers=("Организация", "Банк", "Склад"),
    rows=(Row(2, ("А", "из файла", "")), Row(3, ("Новая", "", "из файла"))),
)


@attrs.frozen(kw_only=True)
class Known:
    """The ids that a viewer may try: of what he sees, of what he does not, of what is not."""

    organizations: list[str]
    directories: list[str]
    attachments: list[str]


class Watched:
    """A workspace, or a service of it, that notes which methods are called."""

    def __init__(self, thing: Any, called: set[str], prefix: str = "") -> None:
        self._thing, self._called, self._prefix = thing, called, prefix

    def __getattr__(self, name: str) -> Any:
        member, full = getattr(self._thing, name), self._prefix + name
        if type(member).__module__.startswith("multibuh_core.services"):
            return Watched(member, self._called, f"{full}.")
        if callable(member):
            self._called.add(full)
        return member


class DiscardedError(Exception):
    """Leaves a transaction without a commit."""


def came_to(call: Callable[..., Any], *arguments: Any, **said: Any) -> str:
    """Return in words what the call returned, or all that its error tells."""
    try:
        result = call(*arguments, **said)
        if hasattr(result, "read"):
            with result as stream:
                return repr(stream.read())
        return repr(dict(result) if hasattr(result, "keys") else result)
    except MultibuhError as error:
        return in_words(error)


def observe(workspace: Workspace, known: Known, called: set[str] | None = None) -> list[str]:
    """Return all that the viewer can see and find out, in words."""
    seen = _watched(workspace, called)
    words = [*_read(seen, known)]
    try:
        with seen.transaction() as transaction:
            tx = _watched(transaction, called)
            words += [*_tried(tx, known), *_tried_on_entries(tx, known), *_tried_import(tx, known), *_read(tx, known)]
            raise DiscardedError  # noqa: TRY301 - the way out without a commit
    except DiscardedError:
        return words


def _watched(workspace: Workspace, called: set[str] | None) -> Any:
    return workspace if called is None else Watched(workspace, called)


def _read(seen: Any, known: Known) -> Iterator[str]:
    for service in (seen.organizations, seen.directories):
        yield from (came_to(service.list, **page) for page in PAGES)
    for keys in ({"inn": an_inn(1)}, {"kpp": "773601001"}, {"name": "а"}, {"external_id": ("1c", "1")}):
        yield came_to(seen.organizations.find, **keys)
    for organization in known.organizations:
        calls = (seen.organizations.get, seen.organizations.history, seen.cards.read)
        yield from (came_to(call, organization) for call in calls)
        yield came_to(seen.entries.list, organization_id=organization)
    yield came_to(seen.cards.read_many, known.organizations)
    for directory in known.directories:
        yield from (came_to(call, directory) for call in (seen.directories.get, seen.directories.history))
        yield came_to(seen.entries.list, directory_id=directory, limit=2)
        for organization in known.organizations:
            yield from (came_to(call, directory, organization) for call in (seen.entries.read, seen.entries.history))
            yield from (came_to(seen.entries.read, directory, organization, version=one) for one in (1, 2))
    for attachment in known.attachments:
        yield from (came_to(call, attachment) for call in (seen.attachments.get, seen.attachments.open))


def _tried(tx: Any, known: Known) -> Iterator[str]:
    yield came_to(tx.organizations.add, "А", inn=an_inn(1), external_ids={"1c": "1"})
    yield came_to(tx.directories.create, "Банк", visibility=Visibility.COLLECTIVE)
    for organization in known.organizations:
        yield came_to(tx.organizations.update, organization, expected_version=1, external_ids={"crm": "1"})
        yield came_to(tx.organizations.archive, organization)
        yield came_to(tx.organizations.unarchive, organization)
    for directory in known.directories:
        yield came_to(tx.directories.update, directory, expected_version=OVERWRITE, name="Иначе")
        yield came_to(tx.directories.publish, directory)
        yield from (came_to(call, directory) for call in (tx.directories.archive, tx.directories.unarchive))
        yield came_to(tx.directories.transfer, directory, to="somebody")
    yield came_to(tx.directories.hand_over, of="hanna", to="somebody")


def _tried_on_entries(tx: Any, known: Known) -> Iterator[str]:
    for directory in known.directories:
        for organization in known.organizations:
            place = (directory, organization)
            yield came_to(tx.attachments.attach, *place, b"one", name="a.txt")
            yield came_to(tx.entries.write, *place, "моё", expected_version=1)
            yield came_to(tx.entries.restore, *place, 1, expected_version=OVERWRITE)
            yield came_to(tx.entries.clear, *place, expected_version=OVERWRITE)
    yield from (came_to(tx.attachments.detach, attachment) for attachment in known.attachments)


def _tried_import(tx: Any, known: Known) -> Iterator[str]:
    by_name = [DirectoryColumn("Банк"), DirectoryColumn("Склад", visibility=Visibility.PERSONAL)]
    by_id = [[DirectoryColumn("Банк", directory_id=one)] for one in known.directories]
    for columns in [by_name, *by_id]:
        mapping = ImportMapping(name="Организация", directories=columns)
        for overwrite in (False, True):
            try:
                plan = tx.imports.plan(TABLE, mapping, source="файл", overwrite=overwrite)
            except MultibuhError as error:
                yield in_words(error)
            else:
                yield repr(plan)
                yield came_to(tx.imports.apply, plan)
