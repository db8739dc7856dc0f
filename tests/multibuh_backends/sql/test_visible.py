"""The rule of visibility in SQL is the core's."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, Table, Text, select

from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.visible import sees_directory, sees_revision
from multibuh_core import visibility
from multibuh_core.actor import Viewer
from multibuh_core.visibility import Visibility
from tests.multibuh_backends.sql.stores import a_driver, a_store

USERS = ("anna", "boris", "Anna", "анна")
THINGS = Table("things", MetaData(), *(Column(name, Text) for name in ("visibility", "owner_id", "private_to")))


class TestVisible:
    """The two expressions."""

    def test_directory_is_seen_as_the_core_says(self, tmp_path: Path) -> None:
        """For each visibility, owner and viewer the expression and the core's function say the same."""
        asked = list(product(Visibility, USERS, USERS))
        seen = _found(
            tmp_path, sees_directory(THINGS), [((kind.value, owner, None), viewer) for kind, owner, viewer in asked]
        )
        assert seen == [
            visibility.sees_directory(Viewer(viewer), visibility=kind, owner_id=owner) for kind, owner, viewer in asked
        ]

    def test_revision_is_seen_as_the_core_says(self, tmp_path: Path) -> None:
        """For each user that a revision may be private to, and each viewer, both say the same."""
        asked = list(product((None, *USERS), USERS))
        seen = _found(
            tmp_path, sees_revision(THINGS), [((None, None, private_to), viewer) for private_to, viewer in asked]
        )
        assert seen == [visibility.sees_revision(Viewer(viewer), private_to=private_to) for private_to, viewer in asked]


def _found(folder: Path, expression: Any, asked: list[tuple[tuple[str | None, ...], str]]) -> list[bool]:
    found = []
    query = Query(select(THINGS).where(expression), ("viewer",))
    with a_store(folder) as backend:
        driver = a_driver(backend)
        driver.command("CREATE TEMP TABLE things (visibility TEXT, owner_id TEXT, private_to TEXT)")
        for thing, viewer in asked:
            driver.command("DELETE FROM things")
            driver.connection.execute("INSERT INTO things VALUES (?, ?, ?)", thing)
            found.append(bool(driver.rows(query, viewer)))
    return found
