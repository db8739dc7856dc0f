"""Recognition: which rows speak of one organization, and which organization that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from multibuh_core.errors import shown
from multibuh_core.imports.clusters import Clusters
from multibuh_core.imports.known_groups import KnownGroups

if TYPE_CHECKING:
    from multibuh_core.imports.columns import Columns
    from multibuh_core.imports.faults import Faults
    from multibuh_core.imports.group import Group
    from multibuh_core.imports.identities import Identity
    from multibuh_core.imports.roster import Roster

__all__ = ["recognized"]


def recognized(
    identities: Sequence[Identity], roster: Roster, columns: Columns, faults: Faults, *, are_updated: bool
) -> list[Group]:
    """
    Return the groups of rows, by their first rows; a row of which no organization can be told is rejected.

    By external id; by ИНН and КПП; by ИНН alone; by name alone. The surest rows go first, whatever their order, and a
    key leads to the firm's live organizations and to those of earlier rows alike: so a file that is read again finds
    what it found before, and within it, too, no two organizations share (ИНН, КПП) or an external id.

    *are_updated*: the firm's organizations take what the rows say of them.
    """
    clusters = Clusters(identities)
    passes = _Recognition(roster, KnownGroups(roster, are_updated=are_updated), clusters, columns, faults)
    rest = clusters.leads()
    for take in passes.surest_first():
        rest = [identity for identity in rest if not take(identity)]
        if not rest:
            break
    return passes.known.with_rows()


@attrs.frozen
class _Recognition:
    """The passes over the rows; each tells whether it has settled a row, and with it all that share an external id."""

    roster: Roster
    known: KnownGroups
    clusters: Clusters
    columns: Columns
    faults: Faults

    def surest_first(self) -> Iterator[Callable[[Identity], bool]]:
        """Give the passes in their order, but for those that no row can need."""
        if self.columns.external_ids:
            yield self.by_external_id
        if self.columns.inn is not None:
            yield self.by_both_numbers
            # A named row may bring in another organization with its ИНН: then the ИНН alone is not enough for a
            # nameless one.
            yield lambda identity: identity.name != "" and self.by_inn(identity)
            yield self.by_inn
        if self.columns.external_ids:
            yield self.by_new_external_id
        yield self.by_name

    def by_external_id(self, identity: Identity) -> bool:
        rows = self.clusters.of(identity)
        bearers = self.roster.by_external_id
        found = [bearers[pair] for row in rows for pair in row.external_ids if pair in bearers]
        header = self.columns.header(self.columns.external_ids[0][1])
        if len({row.inn for row in rows if row.inn is not None}) > 1:
            self._reject(identity, header, "у строк с одним внешним ключом разные ИНН. Исправьте ключ или ИНН.")
        elif not found:
            return False
        elif any(organization is not found[0] for organization in found):
            self._reject(identity, header, "внешние ключи строки принадлежат разным организациям. Исправьте ключи.")
        elif found[0].archived_at is not None:
            self._reject(identity, header, _ARCHIVED)
        else:
            self._join(self.known.of(found[0]), identity)
        return True

    def by_both_numbers(self, identity: Identity) -> bool:
        if (inn := identity.inn) is None or (kpp := identity.kpp) is None:
            return False
        group = self.known.by_numbers(inn, kpp)
        if group is None and (inn, kpp) in self.roster.archived_numbers:
            self._reject(identity, self.columns.header(self.columns.inn), _ARCHIVED)
        else:
            self._join(group, identity)
        return True

    def by_inn(self, identity: Identity) -> bool:
        if (inn := identity.inn) is None:
            return False
        header = self.columns.header(self.columns.inn)
        namesake = self.known.by_inn_and_name(inn, identity.folded_name)
        only, are_several = self.known.by_inn(inn)
        if namesake is None and are_several:
            namesake = self.known.without_kpp(inn, identity.folded_name)
        if namesake is not None:
            self._join(namesake, identity)
        elif are_several:
            self._reject(identity, header, f"организаций с ИНН {inn} несколько, а КПП в строке нет. Укажите КПП.")
        elif only is not None and not self._is_another(identity, only):
            self._join(only, identity)
        elif (inn, None) in self.roster.archived_numbers or (only is None and inn in self.roster.archived_inns):
            self._reject(identity, header, _ARCHIVED)
        else:
            self._join(None, identity)
        return True

    def by_new_external_id(self, identity: Identity) -> bool:
        if not identity.external_ids:
            return False
        self._join(None, identity)
        return True

    def by_name(self, identity: Identity) -> bool:
        header = self.columns.header(self.columns.name)
        if not identity.name:
            self._reject(identity, "", "строка не называет организацию. Укажите название, ИНН или внешний ключ.")
            return True
        group, are_several = self.known.by_name(identity.folded_name)
        if are_several:
            reason = f"организаций с названием {shown(identity.name)} несколько. Укажите ИНН или внешний ключ."
            self._reject(identity, header, reason)
        elif group is None and identity.folded_name in self.roster.archived_names:
            self._reject(identity, header, _ARCHIVED)
        else:
            if group is not None and group.has_inn:
                # By its ИНН and КПП others know it: a row that has only its name has no say in that.
                identity = identity._replace(kpp=None)
            self._join(group, identity)
        return True

    def _is_another(self, identity: Identity, group: Group) -> bool:
        """
        Tell whether a row is of another organization than the only one with its ИНН, whose names are none of the row's.

        Rows of that one with a КПП stand in the same file under other names: then one of the numbers is wrong, and to
        join them would put the texts of one client into the card of another.
        """
        return identity.name != "" and self.known.is_named_with_kpp(group)

    def _join(self, group: Group | None, lead: Identity) -> None:
        self.known.join(group, lead, self.clusters.of(lead))

    def _reject(self, lead: Identity, header: str, reason: str) -> None:
        for identity in self.clusters.of(lead):
            self.faults.reject(identity.row.number, header, reason)


_ARCHIVED = "такая организация есть только в архиве. Верните её из архива или уберите строку."
