"""Several statements in one round trip."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sqlalchemy import PoolProxiedConnection

__all__ = ["known_on", "run_together"]

_KNOWN: Final = "multibuh_prepared"
"""Stands in what the pool knows of a connection, for as long as that lasts: the statements that are prepared there."""
_NEVER: Final = sys.maxsize


def known_on(pooled: PoolProxiedConnection | None) -> set[str] | None:
    """Return the statements known to be prepared on a connection of ours; None for a host's: none is to be."""
    known: set[str] | None = None if pooled is None else pooled.info.setdefault(_KNOWN, set())
    return known


def run_together(connection: Any, statements: Sequence[tuple[str, Any]], known: set[str] | None) -> list[Any]:
    """
    Run statements with their values, all in one round trip; return the driver's cursors.

    To plan them costs the server more than to run them. So they are prepared, if there is anything to keep that in:
    each by itself, when it first runs. Within a round trip of several nothing is prepared: after an error the server
    skips what is left of that, and the driver would take for prepared what was skipped.

    Args:
        connection: psycopg's.
        statements: SQL, and the values that it takes.
        known: What is prepared on the connection; what is not is added. None: nothing is to be prepared.

    Raises:
        psycopg.Error: The first one; nothing behind it was run.
    """
    asked = {sql for sql, _ in statements}
    if known is None or asked <= known:
        return _in_one(connection, statements)
    done = [connection.execute(sql, values, prepare=True) for sql, values in statements]
    known |= asked
    return done


def _in_one(connection: Any, statements: Sequence[tuple[str, Any]]) -> list[Any]:
    from psycopg import Error

    done: list[Any] = []
    failure = None
    threshold = connection.prepare_threshold
    connection.prepare_threshold = None if threshold is None else _NEVER
    try:
        with connection.pipeline():
            # An error that left the pipeline would be told of in the driver's log as well.
            try:
                done.extend(connection.execute(sql, values) for sql, values in statements)
            except Error as error:
                failure = error
    except Error as error:
        failure = failure or error
    finally:
        connection.prepare_threshold = threshold
    if failure is not None:
        raise failure
    return done
