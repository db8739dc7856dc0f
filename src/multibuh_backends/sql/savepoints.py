"""Savepoints: what takes back a part of a unit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multibuh_backends.sql.staging import Staging

__all__ = ["savepoint"]


@contextmanager
def savepoint(unit: Staging) -> Iterator[None]:
    """Take back what is written in this context when it is left by an exception. Inside of the backend they do nest."""
    commits, mark = unit.commits, unit.guard.mark()
    unit.driver.command("SAVEPOINT multibuh")
    try:
        yield
    except BaseException:
        unit.driver.command("ROLLBACK TO SAVEPOINT multibuh")
        unit.driver.command("RELEASE SAVEPOINT multibuh")
        unit.commits = commits
        unit.guard.go_back(mark)
        raise
    unit.driver.command("RELEASE SAVEPOINT multibuh")
