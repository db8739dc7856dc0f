"""Tables to a plan, and a plan to one commit: matching, mending, three-way; pure."""

from multibuh_core.imports.faults import Fault
from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.plan import Plan, PlannedDirectory, PlannedOrganization
from multibuh_core.imports.progress import Progress
from multibuh_core.imports.report import EntryCounts, ImportReport, OrganizationCounts
from multibuh_core.imports.table import Row, Table

__all__ = [
    "DirectoryColumn",
    "EntryCounts",
    "Fault",
    "ImportMapping",
    "ImportReport",
    "OrganizationCounts",
    "Plan",
    "PlannedDirectory",
    "PlannedOrganization",
    "Progress",
    "Row",
    "Table",
]
