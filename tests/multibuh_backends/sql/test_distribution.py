"""The tables can be spread over servers by firm; what could not is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    func,
)

from multibuh_backends.sql.distribution import distribution_script, main
from multibuh_backends.sql.schema import METADATA, STORE, VERSION
from multibuh_backends.sql.schema.postgresql import postgresql_tables


class TestScript:
    """What is printed."""

    def test_every_table_is_spread_or_copied(self) -> None:
        """Tables of firms are spread by firm beside one another; the store's id and version are on every server."""
        lines = distribution_script(postgresql_tables()).splitlines()
        copied = [line for line in lines if line.startswith("SELECT create_reference_table(")]
        spread = [line for line in lines if line.startswith("SELECT create_distributed_table(")]
        assert copied + spread == lines
        assert {_first_name(line) for line in copied} == {STORE.name, VERSION.name}
        assert {_first_name(line) for line in spread} == {*METADATA.tables} - {STORE.name}
        first, *others = spread
        assert first == ("SELECT create_distributed_table('\"multibuh_commits\"', 'firm_id', colocate_with => 'none');")
        assert all(line.endswith("'firm_id', colocate_with => '\"multibuh_commits\"');") for line in others)

    def test_a_table_follows_those_it_refers_to(self) -> None:
        """Citus takes a foreign key only to a table that is spread already."""
        metadata = postgresql_tables()
        names = [_first_name(line) for line in distribution_script(metadata).splitlines()]
        for table in metadata.tables.values():
            for key in table.foreign_key_constraints:
                assert names.index(key.referred_table.name) < names.index(table.name), key.name

    def test_names_are_quoted(self) -> None:
        """A schema is named as PostgreSQL reads it, whatever is in its name."""
        script = distribution_script(postgresql_tables("""o'ne "two" Три"""))
        assert """create_reference_table('"o''ne ""two"" Три"."multibuh_store"');""" in script

    def test_program_prints_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Run as a module it prints the script, of the schema it is told."""
        main(["--schema", "multibuh"])
        assert capsys.readouterr().out == distribution_script(postgresql_tables("multibuh"))
        main([])
        assert capsys.readouterr().out == distribution_script(postgresql_tables())


def _no_key(metadata: MetaData) -> None:
    Table("notes", metadata, Column("firm_id", Integer))


def _key_of_another_column(metadata: MetaData) -> None:
    Table("notes", metadata, Column("id", Integer), Column("firm_id", Integer), PrimaryKeyConstraint("id", name="pk"))


def _unique_over_all_firms(metadata: MetaData) -> None:
    _notes(metadata).append_constraint(UniqueConstraint("id", "firm_id", name="ux"))


def _unique_index_over_all_firms(metadata: MetaData) -> None:
    table = _notes(metadata)
    Index("ix", table.c.id, unique=True)


def _unique_expression_over_all_firms(metadata: MetaData) -> None:
    table = _notes(metadata)
    Index("ix", func.abs(table.c.firm_id), table.c.id, unique=True)


def _reference_past_the_firm(metadata: MetaData) -> None:
    there = ["multibuh_directories.firm_id", "multibuh_directories.id"]
    _notes(metadata).append_constraint(ForeignKeyConstraint(["id", "firm_id"], there, name="fk"))


def _reference_from_no_firm(metadata: MetaData) -> None:
    there = ["multibuh_directories.firm_id", "multibuh_directories.id"]
    columns = Column("id", Integer, primary_key=True), Column("firm", Integer)
    Table("notes", metadata, *columns, ForeignKeyConstraint(["firm", "id"], there, name="fk"))


OBSTACLES: dict[Callable[[MetaData], None], str] = {
    _no_key: "notes has no primary key",
    _key_of_another_column: "notes.pk does not begin with firm_id",
    _unique_over_all_firms: "notes.ux does not begin with firm_id",
    _unique_index_over_all_firms: "ix does not begin with firm_id",
    _unique_expression_over_all_firms: "ix does not begin with firm_id",
    _reference_past_the_firm: "notes.fk does not lead from firm_id to firm_id",
    _reference_from_no_firm: "notes.fk does not lead from firm_id to firm_id",
}


class TestObstacles:
    """What cannot be spread by firm."""

    @pytest.mark.parametrize("spoil", OBSTACLES)
    def test_obstacle_is_told(self, spoil: Callable[[MetaData], None]) -> None:
        """Tables that Citus would not take, or take apart, are refused before anything is printed."""
        metadata = postgresql_tables()
        spoil(metadata)
        with pytest.raises(ValueError, match=r"notes|ix") as caught:
            distribution_script(metadata)
        assert str(caught.value) == OBSTACLES[spoil]

    def test_reference_to_a_copied_table_is_none(self) -> None:
        """A table that is on every server may be referred to by anything."""
        metadata = postgresql_tables()
        _notes(metadata).append_constraint(ForeignKeyConstraint(["id"], ["multibuh_store.id"], name="fk"))
        assert '"notes"' in distribution_script(metadata)


def _notes(metadata: MetaData) -> Table:
    """Return a table of the host's that could be spread."""
    return Table(
        "notes", metadata, Column("firm_id", Integer, primary_key=True), Column("id", Integer, primary_key=True)
    )


def _first_name(line: str) -> str:
    return line.split('"')[1]
