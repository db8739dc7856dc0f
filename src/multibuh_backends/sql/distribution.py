"""
The script that spreads a store's tables over the servers of a Citus cluster by firm.

    python -m multibuh_backends.sql.distribution --schema multibuh | psql …

All that is of one firm is on one server, so that every statement of ours runs there as on a PostgreSQL of its own: for
this every key, every unique index and every foreign key begins with the firm (L8). A table that belongs to no firm is
copied to all.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from sqlalchemy import Column, PrimaryKeyConstraint, UniqueConstraint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Constraint, ForeignKeyConstraint, MetaData, Table

__all__ = ["distribution_script", "main"]

_FIRM: Final = "firm_id"


def distribution_script(metadata: MetaData) -> str:
    """
    Return the calls, one a line, in their order: a table comes after those that it refers to.

    Raises:
        ValueError: If a table cannot be spread by firm; the message names all that is in the way.
    """
    tables = metadata.sorted_tables
    if obstacles := [obstacle for table in tables for obstacle in _obstacles(table)]:
        raise ValueError("; ".join(obstacles))
    lines = [f"SELECT create_reference_table({_literal(table)});" for table in tables if not _is_of_firms(table)]
    group = "'none'"  # the first begins a group of its own, for a host may have tables spread by a text too
    for table in filter(_is_of_firms, tables):
        name = _literal(table)
        lines.append(f"SELECT create_distributed_table({name}, '{_FIRM}', colocate_with => {group});")
        group = name if group == "'none'" else group
    return "\n".join((*lines, ""))


def _is_of_firms(table: Table) -> bool:
    return _FIRM in table.columns


def _obstacles(table: Table) -> Iterator[str]:
    """Tell what of a table Citus would not take, or would take apart."""
    is_of_firms = _is_of_firms(table)
    for key in _foreign_keys(table):
        ends = {key.elements[0].parent.name, key.elements[0].column.name}
        if _is_of_firms(key.referred_table) and not (is_of_firms and ends == {_FIRM}):
            yield f"{_named(key)} does not lead from {_FIRM} to {_FIRM}"
    if not is_of_firms:
        return
    if not table.primary_key.columns:
        yield f"{table.name} has no primary key"
    unique = [one for one in table.constraints if isinstance(one, PrimaryKeyConstraint | UniqueConstraint)]
    for constraint in unique:
        if len(constraint.columns) and not _begins_with_firm([*constraint.columns]):
            yield f"{_named(constraint)} does not begin with {_FIRM}"
    for index in table.indexes:
        if index.unique and not _begins_with_firm([*index.expressions]):
            yield f"{index.name} does not begin with {_FIRM}"


def _named(constraint: Constraint) -> str:
    return f"{constraint.table.name}.{constraint.name}"


def _foreign_keys(table: Table) -> list[ForeignKeyConstraint]:
    return sorted(table.foreign_key_constraints, key=lambda key: str(key.name))


def _begins_with_firm(columns: Sequence[ColumnElement[object] | str]) -> bool:
    return bool(columns) and isinstance(columns[0], Column) and columns[0].name == _FIRM


def _literal(table: Table) -> str:
    """Return the name of a table as a constant that PostgreSQL reads as the name of a table."""
    parts = (table.schema, table.name)
    name = ".".join('"{}"'.format(part.replace('"', '""')) for part in parts if part)
    return "'{}'".format(name.replace("'", "''"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the script; the arguments are those of the command line."""
    from multibuh_backends.sql.schema.postgresql import postgresql_tables

    parser = argparse.ArgumentParser(description="Print the SQL that spreads a store's tables over Citus by firm.")
    parser.add_argument("--schema", help="the schema that the tables are in")
    print(distribution_script(postgresql_tables(parser.parse_args(arguments).schema)), end="")  # noqa: T201


if __name__ == "__main__":
    main()
