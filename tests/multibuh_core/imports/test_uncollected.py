"""The pause of the garbage collector while an import makes its many objects."""

from __future__ import annotations

import gc

import pytest

from multibuh_core.errors import InvalidInputError
from multibuh_core.imports.uncollected import uncollected
from tests.multibuh_core.imports.tables import a_mapping, a_table, a_workspace
from tests.multibuh_core.refusals import refusal


def test_the_collector_works_again_after_an_import_that_fails() -> None:
    """Whatever happens inside, the collector is on again."""
    refusal(InvalidInputError, a_workspace().imports.plan, a_table(), a_mapping())
    assert gc.isenabled()


def test_a_host_that_has_turned_the_collector_off_finds_it_off() -> None:
    """The pause leaves the host's own setting as it was."""
    gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_collector_pauses_inside_only() -> None:
    """Inside it is off, also where pauses overlap."""
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.parametrize("rows", [1, 2_000])
def test_progress_is_silent_unless_it_is_asked_for(rows: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Without *progress* nothing is called and nothing printed."""
    workspace = a_workspace()
    plan = workspace.imports.plan(a_table(*({"Название": f"Клиент {at}"} for at in range(rows))), a_mapping())
    workspace.imports.apply(plan)
    assert capsys.readouterr() == ("", "")
