"""Clusters: rows that share an external id speak of one organization, whatever else they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from multibuh_core.imports.merging import merged

if TYPE_CHECKING:
    from multibuh_core.imports.identities import Identity

__all__ = ["Clusters"]


class Clusters:
    """The rows of a table with external ids, in clusters that share any; a row without one stands alone."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        self._by_pair: dict[tuple[str, str], list[Identity]] = {}
        self._alone = [identity for identity in identities if not identity.external_ids]
        if len(self._alone) < len(identities):
            for identity in identities:
                if identity.external_ids:
                    self._add(identity)

    def leads(self) -> list[Identity]:
        """Return for each cluster what its rows say together, and the rows that stand alone."""
        clusters = {id(cluster): cluster for cluster in self._by_pair.values()}
        for cluster in clusters.values():
            cluster.sort(key=_doubtfulness)
        return [*(one[0] if len(one) == 1 else merged(one) for one in clusters.values()), *self._alone]

    def of(self, lead: Identity) -> Sequence[Identity]:
        """Return the rows that *lead* stands for, the surest first."""
        return self._by_pair[lead.external_ids[0]] if lead.external_ids else (lead,)

    def _add(self, identity: Identity) -> None:
        cluster = [identity]
        for pair in identity.external_ids:
            other = self._by_pair.get(pair, cluster)
            if other is not cluster:
                # The shorter goes into the longer, so that no row moves often.
                cluster, other = sorted((cluster, other), key=len, reverse=True)
                cluster += other
                self._by_pair.update((moved, cluster) for row in other for moved in row.external_ids)
            self._by_pair[pair] = cluster


def _doubtfulness(identity: Identity) -> tuple[bool, bool, bool, int]:
    """Return the order of a cluster's rows: with both numbers, with an ИНН, with a name; then by row."""
    return identity.inn is None or identity.kpp is None, identity.inn is None, not identity.name, identity.row.number
