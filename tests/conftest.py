"""What pytest needs before the first test: how hard Hypothesis tries, and how the README and the docs are run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from sybil import Sybil

from tests.documents import document_parsers

ROOT = Path(__file__).resolve().parent.parent

# No deadlines: machines are shared, and a slow example is not a wrong one.
settings.register_profile("default", deadline=None, max_examples=50, stateful_step_count=30)
settings.register_profile("ci", deadline=None, max_examples=200, stateful_step_count=50, print_blob=True)
settings.register_profile("nightly", deadline=None, max_examples=5_000, stateful_step_count=200, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") == "true" else "default"))


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


def pytest_configure(config: pytest.Config) -> None:
    """Collect the documents too."""
    config.pluginmanager.register(Documents(), "documents")
