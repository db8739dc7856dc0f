"""A group: the rows of one organization, and the texts that they hold for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from multibuh_core.imports.identities import Identity
    from multibuh_core.organization import Organization
    from multibuh_core.organization_details import OrganizationDetails

__all__ = ["Group"]

_NONE_WRITTEN: Final[Mapping[int, int]] = MappingProxyType({})


@attrs.define(eq=False)
class Group:
    """The rows of one organization."""

    organization: Organization | None
    """None: the import adds it."""
    members: list[Identity] = attrs.field(factory=list)
    """As they were recognized, the surest first."""
    details: OrganizationDetails | None = None
    """What the import makes of the organization; None: it stays as it is."""
    texts: list[str] = attrs.field(factory=list)
    """What is to be written, by the mapping's directories; ``""``: nothing."""
    is_filled: bool = False
    """Whether the texts are there: a group that needs no closer look never has them."""
    rows: Sequence[int] = ()
    """Where each text comes from: the first row, where there were several."""
    versions: Mapping[int, int] = _NONE_WRITTEN
    """The version that a text is written over, by the place of its directory; absent: never written."""

    @property
    def row(self) -> int:
        """The number of its first row."""
        if len(self.members) == 1:
            return self.members[0].row.number
        return min(member.row.number for member in self.members)

    @property
    def has_inn(self) -> bool:
        """Whether its organization has an ИНН, or a row says one; such rows come first."""
        in_the_firm = self.organization is not None and self.organization.inn is not None
        return in_the_firm or (bool(self.members) and self.members[0].inn is not None)
