"""A disk on which no file can grow: one clear error, the old state whole, and with space the same backend goes on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from tests.multibuh_backends.files import mutants_of_objects, mutants_of_the_log
from tests.multibuh_backends.files.processes import Mutant, outgrow_the_disk, started, unbroken
from tests.multibuh_backends.files.use_cases import USE_CASES

SIZES: Final = {"ci": 64, "nightly": 512}
LARGEST: Final = 4_096
"""More than any file of these use cases has bytes."""


def faults(folder: Path, names: Sequence[str], *, many: int, mutant: Mutant = unbroken) -> list[str]:
    """Return what is wrong after so many sizes, in a process of its own."""
    told = folder / "told"
    process = started(outgrow_the_disk, (told, names, range(0, LARGEST, LARGEST // many), mutant))
    process.join()
    assert process.exitcode == 0
    return told.read_text("utf-8").splitlines()


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX's")
class TestFullDisk:
    """RLIMIT_FSIZE: the system takes the first bytes of a write, and no more."""

    @pytest.mark.parametrize(
        ("mutant", "name", "kind"),
        [
            (mutants_of_objects.creates_in_place, "an entry", "told:"),
            (mutants_of_the_log.tells_a_failed_checkpoint, "a commit with a checkpoint", "state:"),
        ],
    )
    def test_careless_backend_is_caught(self, tmp_path: Path, mutant: Mutant, name: str, kind: str) -> None:
        """This test can fail: a backend broken on purpose is found out, by what it is expected to break."""
        assert any(fault.startswith(kind) for fault in faults(tmp_path, [name], many=8, mutant=mutant))

    def test_full_disk_is_told_and_survived(self, tmp_path: Path) -> None:
        """Every use case, at every size: written whole, or told as not written and absent; then there is space."""
        many = SIZES.get(settings.get_current_profile_name(), 8)
        assert faults(tmp_path, [*USE_CASES], many=many) == []
