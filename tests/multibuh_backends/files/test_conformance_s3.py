"""The files backend obeys every law, in a bucket of a real S3."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from multibuh_backends import connect
from multibuh_core import Settings
from multibuh_core.ports import Backend
from multibuh_core.testing import BackendConformance
from tests.sampling import few_chances
from tests.servers.seaweedfs import Bucket, bucket_at

ADDRESS = "MULTIBUH_TESTS_S3"
"""How a process that a test starts learns where the server of its test run is."""


@pytest.mark.sampled
class TestS3(BackendConformance):
    """A prefix of a bucket for each place."""

    lasting = True

    @pytest.fixture(autouse=True)
    def _server(self, seaweedfs: tuple[str, int]) -> None:
        os.environ[ADDRESS] = f"{seaweedfs[0]}:{seaweedfs[1]}"

    @pytest.fixture(autouse=True)
    def _chances(self) -> Iterator[None]:
        """Try all, but in the profile `ci` no more of what is random than in `default`: a folder tries the rest."""
        with few_chances():
            yield

    def open_backend(self, place: Path, settings: Settings) -> Backend:
        """Open the store under a prefix of the place's own."""
        host, _, port = os.environ[ADDRESS].partition(":")
        bucket: Bucket = bucket_at((host, int(port)), hashlib.sha256(str(place).encode()).hexdigest()[:32])
        options = {**bucket.options, "skip_instance_cache": False}  # the next test goes on with the clients of the last
        return connect(bucket.url, create=True, storage_options=options, settings=settings)
