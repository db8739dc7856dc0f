"""A unit's changes on their way to the log: packed, large parts stored, and tried under one number after another."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from multibuh_backends.files.commits import COMMIT, pack
from multibuh_backends.files.layout import commit_key, segment_key
from multibuh_backends.files.sealing import seal_of, sealed
from multibuh_core.identifiers import new_id

if TYPE_CHECKING:
    from multibuh_backends.files.log import FirmLog
    from multibuh_backends.files.objects import Creation
    from multibuh_backends.files.rows import Change

__all__ = ["Pending"]

_FRESH: Final = 3_600.0
"""For how many seconds a stored segment is surely there: `gc` removes what is unnamed and a day old."""


class Pending:
    """
    The commit of one unit, until it is made.

    All its tries bear one id, by which the unit knows its own commit where the answer was lost.
    """

    def __init__(self, log: FirmLog) -> None:
        self.unit: Final = new_id()
        self._log = log
        self._fields: dict[str, Any] = {}
        self._stored: dict[str, float] = {}

    def take(self, changes: Sequence[Change]) -> None:
        """
        Pack what is to be written, and store its segments, if they are not yet.

        Raises:
            UnavailableError: If that failed; gc removes what was stored.
        """
        self._fields, segments = pack(changes, unit=self.unit)
        for digest, data in segments.items():
            now = time.time()  # of the wall: another clock stands still while a machine sleeps
            if not 0 <= now - self._stored.get(digest, 0) < _FRESH:
                self._log.objects.put(segment_key(self._log.key, digest), data)
                self._stored[digest] = now

    def create(self, number: int, previous: str) -> tuple[Creation, str]:
        """Try to make it the commit of this number; return what came of it, and its seal."""
        fields = {"firm": self._log.firm, "number": number, "id": self.unit, "previous": previous, **self._fields}
        data = sealed(COMMIT, fields)
        return self._log.objects.create(commit_key(self._log.key, number), data), seal_of(data)
