"""Mutants in which firms are not apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multibuh_core.organization import organization_exists
from tests.mutants.parts import Healthy, Organizations

if TYPE_CHECKING:
    from multibuh_backends.memory.blobs import MemoryBlobs
    from multibuh_backends.memory.firm import FirmState
    from multibuh_core.organization import Organization
    from multibuh_core.settings import Settings

__all__ = ["FirmIdAsPath", "FirmIdFolded", "KeysAcrossFirms", "LeakByBlobOfAnotherFirm"]


class LeakByBlobOfAnotherFirm(Healthy):
    """All firms keep their bytes in one pool, since the same bytes have the same digest."""

    law = "L8"

    def blobs(self, _firm: str) -> MemoryBlobs:
        """Return the bytes of all."""
        return super().blobs("")

    def _named(self, _firm: str) -> set[str]:
        return set().union(*(Healthy._named(self, one) for one in tuple(self._firms)))


class FirmIdFolded(Healthy):
    """The ids of firms are compared without regard to case, as some databases do."""

    law = "L8"

    def blobs(self, firm: str) -> MemoryBlobs:
        """Return the bytes of a firm."""
        return super().blobs(firm.casefold())

    def _state(self, firm: str) -> FirmState:
        return super()._state(firm.casefold())


class FirmIdAsPath(Healthy):
    """The last part of a firm's id, taken for a path, is the name of its folder."""

    law = "L8"

    def blobs(self, firm: str) -> MemoryBlobs:
        """Return the bytes of a firm."""
        return super().blobs(firm.rpartition("/")[2])

    def _state(self, firm: str) -> FirmState:
        return super()._state(firm.rpartition("/")[2])


class _OneIndex(Organizations):
    def put(self, organization: Organization, **said: Any) -> None:
        if organization.inn is not None:
            bearers = self._unit.backend.bearers.setdefault((organization.inn, organization.kpp), {})
            for firm, other in bearers.items():
                if firm != id(self._firm):
                    raise organization_exists(organization, other)
            bearers[id(self._firm)] = organization
        super().put(organization, **said)


class KeysAcrossFirms(Healthy):
    """The unique index over (ИНН, КПП) does not begin with the firm."""

    law = "L8"
    organizations_part = _OneIndex

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.bearers: dict[tuple[str, str | None], dict[int, Organization]] = {}
