"""What is peculiar to a bucket: an object is there whole or not at all, so what one request takes is sent as itself."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from multibuh_backends.blobs import Blobs
from multibuh_backends.blobs.remote_tree import PART
from multibuh_backends.blobs.s3 import FIXED, s3_options
from multibuh_core.errors import CorruptionError, UnavailableError
from tests.multibuh_backends.blobs.places import DATA, FIRM, a_blob
from tests.servers.proxy import Fault, Proxy
from tests.servers.seaweedfs import Bucket, bucket, seaweedfs

__all__ = ["bucket", "seaweedfs"]


@contextmanager
def watched(bucket: Bucket) -> Iterator[tuple[Proxy, Blobs]]:
    """Give the root in a bucket, and the proxy by way of which it is reached."""
    with Proxy(bucket.address) as proxy:
        through = bucket.through(proxy.address, retries={"max_attempts": 0})
        blobs = Blobs.open(through.url, store_id="s1", create=True, storage_options=through.options)
        proxy.reset()
        yield proxy, blobs


def methods(exchanges: Sequence[str]) -> list[str]:
    """Return the methods of HTTP that were used."""
    return [line.partition(" ")[0] for line in exchanges]


def test_small_file_is_three_requests(bucket: Bucket) -> None:
    """It is sent under its name, a notice of its removal is looked for, and it is looked at: nothing else is asked."""
    with watched(bucket) as (proxy, blobs):
        assert blobs.firm(FIRM).put(io.BytesIO(DATA)) == a_blob(DATA)
        assert methods(proxy.exchanges) == ["PUT", "GET", "HEAD"]
        assert ".multibuh-incoming" not in proxy.exchanges[0]
        with blobs.firm(FIRM).open(a_blob(DATA)) as stream:
            assert stream.read() == DATA


def test_file_of_several_parts_is_sent_by_way_of_another_name(bucket: Bucket) -> None:
    """What one request does not take is put in its place when all of it is there."""
    data = b"x" * (PART + 1)
    with watched(bucket) as (proxy, blobs):
        blob = blobs.firm(FIRM).put(io.BytesIO(data))
        assert blob == a_blob(data)
        parts = [line for line in proxy.exchanges if "partNumber" in line]
        assert len(parts) > 1
        assert all(".multibuh-incoming" in line for line in parts)
        with blobs.firm(FIRM).open(blob) as stream:
            assert stream.read() == data


@pytest.mark.parametrize("fault", [Fault.CUT_REQUEST, Fault.TORN_REQUEST])
def test_small_file_that_is_cut_off_is_not_there(bucket: Bucket, fault: Fault) -> None:
    """A file that does not arrive whole is told, and is not there in part; a second try stores it."""
    with watched(bucket) as (proxy, blobs):
        proxy.reset(lambda _, line: fault if line.startswith("PUT") else None)
        with pytest.raises(UnavailableError):
            blobs.firm(FIRM).put(io.BytesIO(DATA))
        assert methods(proxy.exchanges)[0] == "PUT"
        proxy.reset()
        with pytest.raises(CorruptionError, match="нет в хранилище"):
            blobs.firm(FIRM).open(a_blob(DATA))
        assert blobs.firm(FIRM).put(io.BytesIO(DATA)) == a_blob(DATA)


def test_options_of_the_host_come_first() -> None:
    """What a host asks of the driver stands; what it does not say is what suits the store."""
    assert s3_options({}) == {**FIXED, "config_kwargs": {"user_agent": "multibuh"}}
    given = {"skip_instance_cache": False, "config_kwargs": {"user_agent": "portal", "read_timeout": 1}}
    assert s3_options(given) == {**FIXED, **given}
    assert given["config_kwargs"] == {"user_agent": "portal", "read_timeout": 1}
