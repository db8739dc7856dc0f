"""A plan: all that an import will write, as a document that a person may review tomorrow."""

from __future__ import annotations

from typing import Any, Final

import attrs

from multibuh_core.imports.plan_checks import check_plan
from multibuh_core.imports.report import ImportReport
from multibuh_core.organization_details import OrganizationDetails
from multibuh_core.visibility import Visibility

__all__ = ["Plan", "PlannedDirectory", "PlannedOrganization"]

_TAG: Final = "multibuh.import_plan"
_FORMAT: Final = 1


@attrs.frozen(kw_only=True)
class PlannedDirectory:
    """A directory that the import writes to."""

    id: str | None
    """None: the import creates it."""
    version: int
    """As it was when the plan was made; 0: to be created."""
    name: str
    visibility: Visibility
    show_in_card: bool


@attrs.frozen(kw_only=True)
class PlannedOrganization:
    """
    What the import writes of one organization: its details, its texts, or both.

    Its texts stand in four tuples of one length: a hundred thousand of these hold half a million texts.
    """

    id: str | None
    """None: the import adds it."""
    version: int
    """As it was when the plan was made; 0: to be added."""
    row: int
    """Its first row."""
    details: OrganizationDetails | None
    """As they will be; None: they stay."""
    beside: tuple[str, ...]
    """Of one to be added: the ids of those known to be others, though they share its ИНН."""
    directories: tuple[int, ...]
    """For each text the place of its directory in the plan."""
    versions: tuple[int, ...]
    """For each text the version that it is written over; 0: never written."""
    rows: tuple[int, ...]
    """For each text the row that it comes from; the first, where there were several."""
    texts: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Plan:
    """
    All that an import will write, and what it rests on.

    A plan that exists keeps the rules: whatever it is made of, an edited document or another plan, is checked.

    Raises:
        InvalidInputError: If it contradicts itself, or a text, a name or a number in it breaks a rule.
    """

    firm: str
    """Where it can be applied."""
    user_id: str
    """For whom it was made."""
    import_id: str
    """Stands in the history of all that it writes."""
    source: str
    sheet: str
    directories: tuple[PlannedDirectory, ...]
    organizations: tuple[PlannedOrganization, ...]
    """Only those that change, in the order to write them: keys may move from one to another."""
    report: ImportReport

    def __attrs_post_init__(self) -> None:
        check_plan(self)

    @classmethod
    def made_of(cls, **checked: Any) -> Plan:
        """Return a plan of all its fields, which were checked as they came about."""
        plan = cls.__new__(cls)
        for name, value in checked.items():
            object.__setattr__(plan, name, value)
        return plan

    def to_json(self) -> str:
        """Return the plan as a document; equal plans give equal text."""
        from multibuh_core.serialization.converter import make_converter
        from multibuh_core.serialization.json_text import to_json

        fields: dict[str, Any] = make_converter().unstructure(self)
        return to_json({"type": _TAG, "format": _FORMAT, **fields}).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Plan:
        """
        Return the plan that a document holds.

        Raises:
            FormatError: If it is no plan that this version reads: another tag or version, an unknown, missing or
                repeated key, a wrong type, a number that is not finite.
            InvalidInputError: As for any plan.
        """
        from multibuh_core.serialization.converter import make_converter
        from multibuh_core.serialization.json_text import from_json, refused

        value = from_json(text)
        if type(value) is not dict or value.pop("type", None) != _TAG:
            raise refused("это не план импорта")
        if (version := value.pop("format", None)) != _FORMAT or type(version) is not int:
            raise refused(f"формат плана — не {_FORMAT}, который понимает эта версия")
        plan: Plan = make_converter().structure(value, cls)
        return plan
