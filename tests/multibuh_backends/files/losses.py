"""What a network may lose of the exchanges of a use case."""

from __future__ import annotations

from typing import Final

import attrs

from tests.servers.proxy import Fault, Plan

__all__ = ["EVER", "Loss"]

EVER: Final = 1_000
"""More exchanges than any use case has."""


@attrs.frozen
class Loss:
    """What becomes of one exchange, or of so many from that one on."""

    fault: Fault
    k: int = 0
    times: int = 1
    from_commit: bool = False
    """Whether it is counted from the first request that makes a commit."""

    @property
    def is_long(self) -> bool:
        """Whether nobody's patience lasts so long."""
        return self.times >= EVER

    def plan(self) -> Plan:
        """Return what a proxy is to do."""
        commits: list[int] = []

        def plan(number: int, line: str) -> Fault | None:
            if is_commit(line):
                commits.append(number)
            if self.from_commit and not commits:
                return None
            begin = self.k + (commits[0] if self.from_commit else 0)
            return self.fault if begin <= number < begin + self.times else None

        return plan


def is_commit(line: str) -> bool:
    """Return whether a request makes a commit."""
    return line.startswith("PUT") and "/log/" in line
