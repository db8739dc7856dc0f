"""Whenever the power goes: what was acknowledged is on the platter, and the rest is whole or absent."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import settings

from multibuh_backends.files import FilesBackend
from multibuh_core.errors import MultibuhError
from tests.multibuh_backends.files import mutants_of_objects, mutants_of_the_log
from tests.multibuh_backends.files.crashing import NEXT, a_trial
from tests.multibuh_backends.files.outages import Outage
from tests.multibuh_backends.files.power_disk import (
    PowerDisk,
    SyncsNoBlob,
    SyncsNoBlobName,
    SyncsNoCommit,
    SyncsNoCommitName,
)
from tests.multibuh_backends.files.processes import Mutant, unbroken
from tests.multibuh_backends.files.stores import user
from tests.multibuh_backends.files.use_cases import USE_CASES

MIXES: Final = {"ci": 40, "nightly": 400}
SHARES: Final = {"ci": 1.0, "nightly": 1.0}
"""Of the calls at which one process may leave its work to another."""


MUTANTS: Final[list[tuple[type[PowerDisk], Mutant, str, str]]] = [
    (SyncsNoCommit, unbroken, "an entry", "afterwards: reading:"),
    (SyncsNoBlob, unbroken, "an attachment", "afterwards: verify:"),
    (SyncsNoCommitName, unbroken, "an entry", "afterwards: state:"),
    (SyncsNoBlobName, unbroken, "an attachment", "afterwards: verify:"),
    (PowerDisk, mutants_of_objects.syncs_no_new_folder, "the first write of a firm", "afterwards: state:"),
    (PowerDisk, mutants_of_the_log.commits_before_the_blob, "an attachment", "verify:"),
    (PowerDisk, mutants_of_the_log.commits_before_the_segments, "an import in segments", "reading:"),
    (PowerDisk, mutants_of_objects.names_before_the_sync, "an entry", "reading:"),
    (PowerDisk, mutants_of_objects.creates_in_place, "an entry", "reading:"),
    (PowerDisk, mutants_of_objects.overwrites_in_place, "a commit with a checkpoint", "verify:"),
]


def something_else(backend: FilesBackend) -> None:
    """Write what nobody has written."""
    user(backend).organizations.add(NEXT)


class TestPowerLoss:
    """A disk that keeps what was synced, and of the rest whatever harms most."""

    @pytest.mark.parametrize(("disk", "mutant", "name", "kind"), MUTANTS)
    def test_careless_backend_is_caught(
        self,
        monkeypatch: pytest.MonkeyPatch,
        disk: type[PowerDisk],
        mutant: Mutant,
        name: str,
        kind: str,
    ) -> None:
        """These tests can fail: a backend broken on purpose is found out, by what it is expected to break."""
        with a_trial(USE_CASES[name]) as trial:
            mutant(monkeypatch)
            assert any(fault.startswith(kind) for fault in Outage(trial, disk=disk).faults())

    @pytest.mark.parametrize("name", USE_CASES)
    def test_nothing_acknowledged_is_lost(self, name: str) -> None:
        """Before the answer a commit is whole or absent, after it it is there, and the store is sound."""
        with a_trial(USE_CASES[name]) as trial:
            outage = Outage(trial, mixes=MIXES.get(settings.get_current_profile_name(), 5))
            assert list(outage.faults()) == []
            assert sum(map(len, outage.tried.values())) > 5

    @pytest.mark.parametrize("name", USE_CASES)
    def test_what_another_process_left_is_built_upon_safely(self, name: str) -> None:
        """What a process that was killed, or failed, has left unsynced takes nothing from who commits after it."""
        with a_trial(USE_CASES[name]) as trial:
            outage = Outage(trial)
            for k in range(len(trial.calls)):
                for fault in ("before", "killed before"):
                    if random.random() < SHARES.get(settings.get_current_profile_name(), 0.15):
                        assert list(outage.faults_after_another(k, fault, something_else)) == []

    @pytest.mark.parametrize("name", ["an attachment", "publishing", "an import in segments"])
    def test_what_is_answered_as_already_so_is_lasting(self, name: str) -> None:
        """A call that has nothing to do, because a process that was killed has done it, does not answer too soon."""
        case = USE_CASES[name]

        def the_same_again(backend: FilesBackend) -> None:
            with suppress(MultibuhError):
                case.act(backend)

        with a_trial(case) as trial:
            (*_, linked) = (k for k, call in enumerate(trial.calls) if call == "link")
            assert list(Outage(trial).faults_after_another(linked + 1, "killed before", the_same_again)) == []
