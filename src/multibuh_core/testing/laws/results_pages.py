"""Results, lists: pages join to the whole in the stated order, and what cannot be listed is told."""

from __future__ import annotations

from typing import Any

import pytest

from multibuh_core.errors import InvalidInputError, NotFoundError
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE

BEYOND = ["10", "2", "a", "B", "Straße", "STRASSE", "б", "В", "Ё", "\uffee", "\U0001f600", "\U0010ffff"]
"""In order by casefolded name and code point, also where UTF-16 would have it otherwise."""


class ResultsListsPages(Kit, law="Results"):
    """Limits and ends."""

    def test_lists_mark_beyond_all_is_the_end(self, world: World) -> None:
        """Behind the last item of any list there is an empty tuple; a limit over what is there gives all of it."""
        anna = world.user("anna")
        org, guide = new_organization(anna), new_directory(anna)
        entry = anna.entries.write(guide.id, org.id, "текст", expected_version=0)
        (revision,) = anna.entries.history(guide.id, org.id, limit=10**9)
        lists: list[tuple[Any, Any]] = [
            (anna.organizations.list, org),
            (anna.directories.list, guide),
            (lambda **page: anna.entries.list(directory_id=guide.id, **page), entry),
            (lambda **page: anna.entries.history(guide.id, org.id, **page), revision),
        ]
        for listing, last in lists:
            assert listing(limit=10**9) == (last,)
            assert listing(after=last) == listing(after=last, limit=1) == ()

    @pytest.mark.parametrize("limit", [1, 2, 5])
    def test_lists_pages_join_in_an_order_beyond_all_cases(self, world: World, limit: int) -> None:
        """Pages of organizations, directories and entries join in the order of code points, beyond the BMP too."""
        anna = world.user("anna")
        with anna.transaction() as tx:
            orgs = {name: new_organization(tx, name).id for name in (*BEYOND[1::2], *BEYOND[::2])}
            guides = {name: new_directory(tx, name).id for name in (*BEYOND[1::2], *BEYOND[::2])}
            for name in BEYOND:
                tx.entries.write(guides["10"], orgs[name], "текст", expected_version=OVERWRITE)
                tx.entries.write(guides[name], orgs["10"], "текст", expected_version=OVERWRITE)
        assert orgs["STRASSE"] < orgs["Straße"]
        in_order = [*BEYOND[:4], "STRASSE", "Straße", *BEYOND[6:]]
        for listing, key, wanted in (
            (anna.organizations.list, "id", orgs),
            (anna.directories.list, "id", guides),
            (lambda **page: anna.entries.list(directory_id=guides["10"], **page), "organization_id", orgs),
            (lambda **page: anna.entries.list(organization_id=orgs["10"], **page), "directory_id", guides),
        ):
            pages: list[Any] = []
            while page := listing(limit=limit, after=pages[-1] if pages else None):
                assert len(page) <= limit
                pages += page
                assert len(pages) <= len(in_order)
            assert [getattr(one, key) for one in pages] == [wanted[name] for name in in_order]

    def test_lists_unfit_archived_is_refused(self, world: World) -> None:
        """What is asked for is all, only the archived, or only the live: anything else is refused."""
        anna: Any = world.user("anna")
        for unfit in (0, 1, "all", ()):
            for listing in (anna.organizations.list, anna.directories.list):
                assert refused(InvalidInputError, listing, archived=unfit).field == "archived"

    def test_lists_entries_of_what_is_missing_are_no_empty_list(self, world: World) -> None:
        """A list of the entries of a missing organization or directory is refused, though the other side is there."""
        anna: Any = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        for missing in ({"organization_id": guide}, {"directory_id": org}):
            sides = {"organization_id": org, "directory_id": guide, **missing}
            for asked in (missing, sides):
                assert refused(NotFoundError, anna.entries.list, **asked).what == next(iter(missing)).removesuffix(
                    "_id"
                )
