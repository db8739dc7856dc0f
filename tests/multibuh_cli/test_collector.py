"""The garbage collector is late, and back in its place afterwards."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from multibuh_cli import maintenance
from tests.multibuh_cli.shell import Shell


def test_collector_works_while_a_command_does(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work is collected after as usual; only the start is not."""
    seen = []

    def observed(*_: Any) -> None:
        seen.append((gc.isenabled(), gc.get_freeze_count() > 0))

    monkeypatch.setattr(maintenance, "say", observed)
    shell("check")

    assert seen == [(True, True)]


@pytest.mark.parametrize("was_enabled", [True, False])
def test_collector_is_as_it_was_afterwards(bare: Shell, *, was_enabled: bool) -> None:
    """Whoever calls the program inside a process finds the collector as it was, also after a refusal."""
    if not was_enabled:
        gc.disable()
    try:
        bare.refused("check")
        assert (gc.isenabled(), gc.get_freeze_count()) == (was_enabled, 0)
    finally:
        gc.enable()
