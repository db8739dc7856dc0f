"""Whatever call of the disk fails, or is the last of a process: a commit is whole or absent, and what is told is so."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest
from hypothesis import settings

from tests.multibuh_backends.blobs.faulty_disk import Killed
from tests.multibuh_backends.files import mutants_of_objects, mutants_of_the_log
from tests.multibuh_backends.files.crashing import Trial, a_trial
from tests.multibuh_backends.files.disks import FailingDisk
from tests.multibuh_backends.files.doors import opened
from tests.multibuh_backends.files.processes import Mutant
from tests.multibuh_backends.files.use_cases import USE_CASES

SHARES: Final = {"ci": 1.0, "nightly": 1.0}
"""Of all faults at all calls."""

MUTANTS: dict[Mutant, tuple[str, str]] = {
    mutants_of_the_log.commits_before_the_blob: ("an attachment", "verify:"),
    mutants_of_the_log.commits_before_the_segments: ("an import in segments", "reading:"),
    mutants_of_objects.creates_in_place: ("an entry", "reading:"),
    mutants_of_objects.overwrites_in_place: ("a commit with a checkpoint", "verify:"),
    mutants_of_the_log.tells_of_the_folder_as_of_the_commit: ("an entry", "state:"),
    mutants_of_the_log.tells_a_failed_checkpoint: ("a commit with a checkpoint", "state:"),
    mutants_of_the_log.does_not_know_its_own: ("an entry", "told:"),
    mutants_of_the_log.shows_before_it_is_made: ("an entry", "going on:"),
}


class TestCrashes:
    """One fault at one call."""

    @pytest.mark.parametrize(("mutant", "caught"), MUTANTS.items(), ids=lambda one: getattr(one, "__name__", ""))
    def test_careless_backend_is_caught(
        self, monkeypatch: pytest.MonkeyPatch, mutant: Mutant, caught: tuple[str, str]
    ) -> None:
        """These tests can fail: a backend broken on purpose is found out, by what it is expected to break."""
        case, kind = caught
        with a_trial(USE_CASES[case], breaking=lambda: mutant(monkeypatch)) as trial:
            assert any(fault.startswith(kind) for fault in trial.faults())

    @pytest.mark.parametrize("name", USE_CASES)
    def test_unit_is_whole_or_absent(self, name: str) -> None:
        """After any fault what was told is so, the rest whole or absent, the store sound, and the backend goes on."""
        with a_trial(USE_CASES[name]) as trial:
            assert list(trial.faults(share=SHARES.get(settings.get_current_profile_name(), 0.15))) == []

    @pytest.mark.parametrize("name", ["an entry", "an attachment", "an import in segments"])
    def test_gc_removes_what_was_being_written(self, name: str) -> None:
        """What a process that is killed was just writing is removed by gc, wherever it was."""
        with a_trial(USE_CASES[name]) as trial:
            for k in (k for k, call in enumerate(trial.calls) if call in {"link", "replace"}):
                assert leavings(trial, k) == []


def leavings(trial: Trial, k: int) -> list[str]:
    """Return what is being written for ever once a process was killed at call *k* and gc has been there."""
    with trial.copied() as folder, trial.case.patched():
        disk = FailingDisk(k, "killed before")
        with pytest.raises(Killed):
            trial.case.act(opened(folder, disk))
        disk._heal()
        assert list(folder.rglob("*.part"))
        opened(folder, FailingDisk()).gc(older_than=timedelta(0))
        return [path.relative_to(folder).as_posix() for path in folder.rglob("*.part")]
