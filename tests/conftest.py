"""What pytest needs before the first test: how hard it tries, by which seed, and how the README and docs are run."""

from __future__ import annotations

import gc
import os
import random
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from sybil import Sybil

from multibuh_core.testing import register_profiles
from tests.documents import document_parsers
from tests.sampling import LONG, sample
from tests.servers.postgresql import database, databases, postgresql

__all__ = ["database", "databases", "postgresql"]

ROOM = 4 << 30
"""Bytes that the folders of all tests, and the servers' beside them, fit into."""
ROOT = Path(__file__).resolve().parent.parent

register_profiles()
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") == "true" else "default"))


SEED = int(os.environ.setdefault("MULTIBUH_SEED", str(time.time_ns() % 10**9)))
"""Of what is random outside of Hypothesis: when a process is killed, where a bit is flipped. Workers have it too."""


def pytest_report_header() -> str:
    """Say how to repeat a failure."""
    return f"profile {settings.get_current_profile_name()}; MULTIBUH_SEED={SEED} repeats what is random"


@pytest.fixture(autouse=True)
def _seeded() -> None:
    """Begin each test with the same seed, whichever tests ran before."""
    random.seed(SEED)


def enter_a_folder_of_its_own(namespace: dict[str, Any]) -> None:
    """Let each document make its stores in a new folder, beside the files that the documents speak of."""
    place = TemporaryDirectory()
    shutil.copy(ROOT / "examples" / "clients.xlsx", place.name)
    Path(place.name, "reglament.pdf").write_bytes(b"%PDF-1.4\n")
    namespace["_left_behind"] = (place, Path.cwd())
    os.chdir(place.name)


def leave_it(namespace: dict[str, Any]) -> None:
    """Go back to where the tests are run, and remove the folder."""
    place, before = namespace["_left_behind"]
    os.chdir(before)
    place.cleanup()


class Documents:
    """The README and the docs, as a plugin: a collecting hook of this file itself would see `tests/` only."""

    pytest_collect_file = staticmethod(
        Sybil(
            parsers=document_parsers(),
            path=str(ROOT),
            patterns=["README*.md", "docs/*.md", "docs/**/*.md"],
            setup=enter_a_folder_of_its_own,
            teardown=leave_it,
        ).pytest()
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the profile `default` short, and begin with what takes long."""
    items.sort(key=lambda one: one.name.partition("[")[0] not in LONG)
    if not config.option.keyword and all("::" not in one for one in config.args):  # who names tests gets them
        sample(config, items, seed=SEED)


def pytest_collection_finish() -> None:
    """Leave what lasts to the end out of every search for garbage: thousands of tests are a sixth of all time there."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share the tests out to workers, where there are workers."""
    from tests.scheduling import Functions

    return Functions(config, log)


def use_memory_for_folders() -> None:
    """Make the tests' folders in memory, where there is room: what a lost disk does is tried on simulated ones."""
    memory = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of the user's own there
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_configure(config: pytest.Config) -> None:
    """Collect the documents too, and keep the seed for whoever comes to a failure later."""
    use_memory_for_folders()
    config.pluginmanager.register(Documents(), "documents")
    if (cache := getattr(config, "cache", None)) is not None:  # none under -p no:cacheprovider
        cache.set("multibuh/seed", SEED)
