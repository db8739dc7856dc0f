"""Checks of a plan before it is applied: it is a document, so somebody may have edited it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from multibuh_core.errors import InvalidInputError
from multibuh_core.identifiers import checked_host_id
from multibuh_core.imports.plain import are_plain
from multibuh_core.imports.plan import Plan
from multibuh_core.names import checked_characters, checked_name, checked_text
from multibuh_core.organization_details import OrganizationDetails
from multibuh_core.visibility import Visibility

if TYPE_CHECKING:
    from multibuh_core.imports.plan import PlannedDirectory, PlannedOrganization

__all__ = ["checked_plan"]


def checked_plan(plan: object, *, firm: str, user_id: str) -> Plan:
    """
    Return the plan, refused where it contradicts itself or breaks a rule that a text, a name or a number must keep.

    Raises:
        InvalidInputError: For the first such fault; for a plan of another firm, or of another's personal directory.
    """
    if not isinstance(plan, Plan):
        raise InvalidInputError("plan", plan, "нужен план. Составьте его: imports.plan(таблица, разметка).")
    if plan.firm != firm:
        raise _refused(plan.import_id, "план составлен для другой фирмы. Составьте план заново.")
    checked_host_id("plan", plan.import_id)
    checked_source(plan.source)
    checked_sheet(plan.sheet)
    _require_distinct(plan.import_id, [one.id for one in plan.directories])
    _require_distinct(plan.import_id, [one.id for one in plan.organizations])
    for directory in plan.directories:
        if directory.id is None and directory.visibility is Visibility.PERSONAL and plan.user_id != user_id:
            raise _refused(plan.import_id, "план заводит личный справочник другого сотрудника. Составьте свой план.")
        checked_name("name", directory.name)
        if (directory.id is None) != (directory.version == 0):
            raise _refused(
                directory.id, "у нового справочника версия 0, у существующего — от 1. Составьте план заново."
            )
    for organization in plan.organizations:
        _check(organization, plan.directories)
    return plan


def checked_source(value: object) -> str:
    """Return the name of what is imported: up to 255 characters, tidied."""
    return checked_name("source", value)


def checked_sheet(value: object) -> str:
    """Return the name of a sheet as it is; ``""`` for csv."""
    sheet = checked_characters("sheet", value)
    if sheet:
        checked_name("sheet", sheet)
    return sheet


def checked_details(details: OrganizationDetails) -> OrganizationDetails:
    """Return the details, checked as those that a caller gives."""
    return OrganizationDetails.checked(
        name=details.name,
        inn=details.inn,
        kpp=details.kpp,
        ogrn=details.ogrn,
        kind=details.kind,
        external_ids=details.external_ids,
    )


def _check(one: PlannedOrganization, directories: tuple[PlannedDirectory, ...]) -> None:
    """Check one organization of a plan; called a hundred thousand times."""
    places = one.directories
    count = len(places)
    if (one.id is None) != (one.version == 0) or (one.id is None and one.details is None):
        raise _refused(
            one.id, "у новой организации есть данные и версия 0, у существующей версия от 1. Составьте план заново."
        )
    if len(one.texts) != count or len(one.versions) != count or len(one.rows) != count or len(set(places)) != count:
        raise _refused(
            one.id, "справочники, версии, строки и тексты не соответствуют друг другу. Составьте план заново."
        )
    for at, version in zip(places, one.versions, strict=True):
        is_there = 0 <= at < len(directories)
        if not is_there or version < 0 or (version > 0 and (one.id is None or directories[at].id is None)):
            raise _refused(
                one.id, "такого справочника или такой версии записи в плане быть не может. Составьте план заново."
            )
    if one.row < 1 or (count and min(one.rows) < 1):
        raise _refused(one.id, "строки таблицы считаются от 1. Составьте план заново.")
    if not are_plain(one.texts):
        for text in one.texts:
            checked_text("text", text)


def _require_distinct(import_id: str, ids: Iterable[str | None]) -> None:
    named = [one for one in ids if one is not None]
    if len(set(named)) != len(named):
        raise _refused(import_id, "справочник или организация стоит в плане дважды. Составьте план заново.")


def _refused(value: object, rule: str) -> InvalidInputError:
    return InvalidInputError("plan", value, rule)
