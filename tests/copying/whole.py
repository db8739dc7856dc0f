"""Whether a copy is one."""

from __future__ import annotations

from datetime import timedelta

from multibuh_core.ports import Backend
from multibuh_core.testing.laws.whole_firm import all_seen_in
from multibuh_core.testing.world import FIRM

__all__ = ["check_whole"]


def check_whole(source: Backend, target: Backend) -> None:
    """Hold the target against the source: all of it, sound, and no byte that nothing names."""
    assert list(target.read_firm(FIRM)) == list(source.read_firm(FIRM))
    assert all_seen_in(target) == all_seen_in(source)
    assert list(target.verify()) == []
    assert target.gc(older_than=timedelta(0)) == 0
