"""The fixtures of the objects' tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.multibuh_backends.files.objects.places import Place, folder_place


@pytest.fixture(params=["local", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Give each kind of place in turn, new."""
    if request.param == "local":
        return folder_place(tmp_path / "store")
    return Place.of(request.getfixturevalue("bucket"))
