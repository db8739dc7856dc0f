"""Which tables of a host's database are ours, as Alembic asks."""

from __future__ import annotations

import pytest

from multibuh_backends.sql import owns_table
from multibuh_backends.sql.schema import METADATA, VERSION


class TestOwnership:
    """The answer to Alembic's `include_name`."""

    @pytest.mark.parametrize("name", [*METADATA.tables, VERSION.name])
    def test_every_table_is_ours(self, name: str) -> None:
        """Our tables, the version's too, are ours in the store's schema and in no other."""
        assert owns_table(name, "table", {"schema_name": None})
        assert owns_table(name, "table", {"schema_name": "multibuh"}, schema="multibuh")
        assert not owns_table(name, "table", {"schema_name": None}, schema="multibuh")
        assert not owns_table(name, "table", {"schema_name": "other"}, schema="multibuh")

    def test_default_schema_goes_by_both_names(self) -> None:
        """Alembic calls the default schema None; a host may call it public."""
        assert owns_table("multibuh_entries", "table", {"schema_name": None}, schema="public")
        assert owns_table("multibuh_entries", "table", {"schema_name": "public"})

    @pytest.mark.parametrize("name", ["multibuh_notes", "multibuh", "clients", "alembic_version", None])
    def test_what_is_like_ours_is_the_hosts(self, name: str | None) -> None:
        """A name that only begins like ours is the host's."""
        assert not owns_table(name, "table", {"schema_name": None})

    @pytest.mark.parametrize("type_", ["column", "index", "unique_constraint", "foreign_key_constraint"])
    def test_parts_are_of_their_table(self, type_: str) -> None:
        """A column, an index or a constraint is ours where its table is, whatever it is called."""
        assert owns_table("anything", type_, {"schema_name": None, "table_name": "multibuh_entries"})
        assert not owns_table("multibuh_entries", type_, {"schema_name": None, "table_name": "clients"})

    @pytest.mark.parametrize("name", [None, "multibuh", "public"])
    def test_no_schema_is_ours(self, name: str | None) -> None:
        """A schema is looked into, for a host may have tables of its own beside ours."""
        assert not owns_table(name, "schema", {}, schema="multibuh")
