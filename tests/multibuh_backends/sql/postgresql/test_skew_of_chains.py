"""No write skew past a record that was renamed meanwhile, and locked by whoever then decided about it (L5, L6, L7)."""

from __future__ import annotations

import pytest

from multibuh_backends.sql import SqlBackend
from multibuh_core import OVERWRITE, ConflictError, Visibility, Workspace
from tests.multibuh_backends.sql.postgresql.colleagues import Colleague
from tests.multibuh_backends.sql.postgresql.hosts import Host
from tests.multibuh_backends.sql.postgresql.stores import Place, admin, user
from tests.multibuh_backends.sql.postgresql.test_skew import a_place


def write_and_decide(owner: Workspace, boss: Workspace, directory_id: str, organization_id: str, decision: str) -> None:
    """Rename both, then write an entry and decide about what it rests on, in one transaction: it holds two locks."""
    owner.directories.update(directory_id, expected_version=OVERWRITE, name="Иначе")
    owner.organizations.update(organization_id, expected_version=OVERWRITE, name="Иначе")
    with (boss if decision == "organization" else owner).transaction() as tx:
        if decision == "organization":
            beside = tx.directories.create("Ещё", visibility=Visibility.COLLECTIVE)
            tx.entries.write(beside.id, organization_id, "до", expected_version=0)
            tx.organizations.archive(organization_id)
            return
        tx.entries.write(directory_id, organization_id, "до", expected_version=OVERWRITE)
        if decision == "archive":
            tx.directories.archive(directory_id)
        elif decision == "transfer":
            tx.directories.transfer(directory_id, to="boris")
        else:
            tx.directories.publish(directory_id)


class TestChains:
    """A transaction that began before all of it writes an entry."""

    @pytest.mark.parametrize("decision", ["archive", "organization", "transfer", "publish"])
    def test_it_is_told(self, store: SqlBackend, colleague: Colleague, decision: str) -> None:
        """Whatever was renamed and locked before, who decides about a record is met by who rests on the old one."""
        anna, boss = user(store), admin(store)
        org, directory = a_place(anna, is_personal=decision in {"transfer", "publish"}, text="было")
        with pytest.raises(ConflictError), anna.transaction() as tx:  # noqa: PT012 - where it is told is the point
            assert tx.entries.read(directory.id, org.id).text == "было"
            colleague.does(write_and_decide, anna, boss, directory.id, org.id, decision)
            other = tx.organizations.add("ООО «Другое»").id if decision != "organization" else org.id
            tx.entries.write(directory.id, other, "поздно", expected_version=OVERWRITE)

    @pytest.mark.parametrize("decision", ["archive", "organization", "transfer"])
    def test_without_the_index_it_passes(
        self, place: Place, store: SqlBackend, colleague: Colleague, decision: str
    ) -> None:
        """The control: where what decides is no part of a key, the entry is written all the same."""
        for table in ("directories", "organizations"):
            place.database.run(f"DROP INDEX multibuh_{table}_decisive_ux")
        with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
            self.test_it_is_told(store, colleague, decision)

    def test_host_is_met_too(self, host: Host, colleague: Colleague) -> None:
        """The same decided inside of a host's transaction is met."""
        anna, store = host.outside(), host.store
        org, directory = a_place(anna, text="было")

        def decide() -> None:
            anna.directories.update(directory.id, expected_version=OVERWRITE, name="Иначе")
            with host.engine.begin() as connection:
                inside = admin(store.joined(connection))
                inside.entries.write(directory.id, org.id, "до", expected_version=OVERWRITE)
                inside.directories.archive(directory.id)

        with pytest.raises(ConflictError), anna.transaction() as tx:  # noqa: PT012 - where it is told is the point
            assert tx.entries.read(directory.id, org.id).text == "было"
            colleague.does(decide)
            other = tx.organizations.add("ООО «Другое»")
            tx.entries.write(directory.id, other.id, "поздно", expected_version=0)
