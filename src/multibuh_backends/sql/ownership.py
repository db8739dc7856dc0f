"""Which tables of a host's database are ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from multibuh_backends.sql.schema import METADATA, VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["owns_table"]

_NAMES: Final = frozenset({VERSION.name, *METADATA.tables})
_DEFAULT: Final = "public"
"""What Alembic calls None, for it is where a search path leads that nobody has set."""


def owns_table(name: str | None, type_: str, parent_names: Mapping[str, Any], *, schema: str | None = None) -> bool:
    """
    Return whether something that Alembic's autogenerate found in a host's database is a table of ours, or is in one.

    So that it proposes nothing about them, a host says in its ``env.py``::

        context.configure(
            ...,
            include_name=lambda name, type_, parents: not owns_table(name, type_, parents, schema="multibuh"),
        )

    A schema never is ours, though all our tables be in it: the host makes it, and may have others in it. Tables are
    ours by their exact names; what else is called ``multibuh_…`` is the host's.

    Args:
        name: Of the thing; None for the default schema.
        type_: Alembic's word: ``schema``, ``table``, or ``column``, ``index`` and others that are in a table.
        parent_names: Alembic's, of the schema and the table that it is in.
        schema: That the store's tables are in, as given to `SqlBackend`.
    """
    if type_ == "schema":
        return False
    table = name if type_ == "table" else parent_names["table_name"]
    return table in _NAMES and _or_default(parent_names["schema_name"]) == _or_default(schema)


def _or_default(schema: str | None) -> str:
    return _DEFAULT if schema is None else schema
