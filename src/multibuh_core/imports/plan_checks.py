"""Checks of a plan: it is a document, so somebody may have edited it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from multibuh_core.errors import InvalidInputError
from multibuh_core.identifiers import checked_host_id
from multibuh_core.imports.plain import are_plain
from multibuh_core.names import checked_characters, checked_name, checked_text
from multibuh_core.organization_details import OrganizationDetails

if TYPE_CHECKING:
    from multibuh_core.imports.plan import Plan, PlannedDirectory, PlannedOrganization

__all__ = ["check_plan", "checked_sheet", "checked_source"]


def check_plan(plan: Plan) -> None:
    """
    Check that a plan does not contradict itself, and that its texts, names and numbers keep their rules.

    Raises:
        InvalidInputError: For the first fault.
    """
    checked_host_id("firm", plan.firm)
    checked_host_id("user_id", plan.user_id)
    checked_host_id("plan", plan.import_id)
    if checked_source(plan.source) != plan.source:
        raise _refused(plan.source, "источник записан с лишними пробелами.")
    checked_sheet(plan.sheet)
    _require_distinct(plan.import_id, [one.id for one in plan.directories])
    _require_distinct(plan.import_id, [one.id for one in plan.organizations])
    for directory in plan.directories:
        checked_name("name", directory.name)
        if (directory.id is None) != (directory.version == 0) or directory.version < 0:
            raise _refused(directory.id, "у нового справочника версия 0, у существующего — от 1.")
    for organization in plan.organizations:
        _check_details(organization)
        _check_texts(organization, plan.directories)


def checked_source(value: object) -> str:
    """Return the name of what is imported: up to 255 characters, tidied."""
    return checked_name("source", value)


def checked_sheet(value: object) -> str:
    """Return the name of a sheet as it is; ``""`` for csv."""
    sheet = checked_characters("sheet", value)
    if sheet:
        checked_name("sheet", sheet)
    return sheet


def _check_details(one: PlannedOrganization) -> None:
    if (one.id is None) != (one.version == 0) or one.version < 0 or (one.id is None and one.details is None):
        raise _refused(one.id, "у новой организации есть данные и версия 0, у существующей версия от 1.")
    if (details := one.details) is None:
        return
    checked = OrganizationDetails.checked(
        name=details.name,
        inn=details.inn,
        kpp=details.kpp,
        ogrn=details.ogrn,
        kind=details.kind,
        external_ids=details.external_ids,
    )
    if checked != details:
        raise _refused(one.id, "название записано с лишними пробелами.")


def _check_texts(one: PlannedOrganization, directories: tuple[PlannedDirectory, ...]) -> None:
    count = len(one.directories)
    if {len(one.texts), len(one.versions), len(one.rows), len(set(one.directories))} != {count}:
        raise _refused(one.id, "справочники, версии, строки и тексты не соответствуют друг другу.")
    for at, version in zip(one.directories, one.versions, strict=True):
        is_there = 0 <= at < len(directories)
        if not is_there or version < 0 or (version > 0 and (one.id is None or directories[at].id is None)):
            raise _refused(one.id, "такого справочника или такой версии записи в плане быть не может.")
    if min((one.row, *one.rows)) < 1:
        raise _refused(one.id, "строки таблицы считаются от 1.")
    if not are_plain(one.texts):
        for text in one.texts:
            checked_text("text", text)


def _require_distinct(import_id: str, ids: Iterable[str | None]) -> None:
    named = [one for one in ids if one is not None]
    if len(set(named)) != len(named):
        raise _refused(import_id, "справочник или организация стоит в плане дважды.")


def _refused(value: object, rule: str) -> InvalidInputError:
    return InvalidInputError("plan", value, f"{rule} Составьте план заново.")
