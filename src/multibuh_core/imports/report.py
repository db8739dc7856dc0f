"""The report: what an import comes to, in numbers and faults."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import attrs

from multibuh_core.imports.faults import Fault

if TYPE_CHECKING:
    from multibuh_core.imports.faults import Faults
    from multibuh_core.imports.group import Group

__all__ = ["EntryCounts", "ImportReport", "OrganizationCounts"]


@attrs.frozen(kw_only=True)
class OrganizationCounts:
    """Organizations that the rows speak of."""

    new: int
    """Added."""
    matched: int
    """There already."""


@attrs.frozen(kw_only=True)
class EntryCounts:
    """Cells that say something."""

    new: int
    """Written for the first time."""
    changed: int
    unchanged: int
    """The file's text stands there already; or a person has changed what the last import wrote, the file has not."""
    conflicts: int
    """The file says one thing, a person another; left alone."""


@attrs.frozen(kw_only=True)
class ImportReport:
    """What an import comes to; of a plan, what it would."""

    applied: bool
    organizations: OrganizationCounts
    entries: EntryCounts
    rejected: tuple[Fault, ...]
    """Why rows are not imported, by row."""
    warnings: tuple[Fault, ...]
    """What was mended, joined or left alone, by row."""

    @classmethod
    def planned(cls, groups: Collection[Group], entries: EntryCounts, faults: Faults) -> ImportReport:
        """Return the report of a plan that speaks of these groups of rows."""
        matched = sum(group.organization is not None for group in groups)
        rejected, warnings = faults.in_order()
        return cls(
            applied=False,
            organizations=OrganizationCounts(new=len(groups) - matched, matched=matched),
            entries=entries,
            rejected=rejected,
            warnings=warnings,
        )

    def document(self) -> dict[str, Any]:
        """Return the report as plain data, for JSON."""
        lists = {"rejected": self.rejected, "warnings": self.warnings}
        return attrs.asdict(self) | {name: [attrs.asdict(one) for one in faults] for name, faults in lists.items()}
