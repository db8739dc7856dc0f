"""Large files go through in bounded memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import resource, sys
from multibuh_backends.blobs import Blobs

store = Blobs.open(sys.argv[1], store_id="s1", create=True).firm("fintrust")
with open(sys.argv[2], "rb") as source:
    store.put(source).size  # what is loaded once is not counted
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[3], "rb") as source:
    blob = store.put(source)
with store.open(blob) as stream:
    while stream.read(1 << 20):
        pass
with store.open(blob) as stream:
    stream.seek(-1, 2)
    stream.read()
print(blob.size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
@pytest.mark.parametrize("kind", ["local", "remote"])
def test_a_large_file_takes_little_memory(tmp_path: Path, kind: str) -> None:
    """Storing and reading 96 MiB takes at most 32 MiB more memory, on local disk and through fsspec's way."""
    (tmp_path / "small").write_bytes(b"small")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(96 << 20)
    url = {"local": str(tmp_path / "store"), "remote": f"dir::file://{tmp_path}/store"}[kind]
    (tmp_path / "store").mkdir()
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, url, str(tmp_path / "small"), str(tmp_path / "large")],
        check=True,
        capture_output=True,
        text=True,
    )
    size, grown = map(int, answer.stdout.split())
    unit = 1 if sys.platform == "darwin" else 1024
    assert size == 96 << 20
    assert grown * unit <= 32 << 20
