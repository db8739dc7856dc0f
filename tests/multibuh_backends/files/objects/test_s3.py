"""What is peculiar to S3: how many requests each call costs, what is refused and how, threads and forks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from multibuh_backends.files.objects import Creation
from multibuh_backends.files.objects.s3 import S3Objects
from multibuh_core.errors import UnavailableError, UnsupportedOperationError
from tests.multibuh_backends.files.objects.places import outcome
from tests.servers.proxy import Proxy
from tests.servers.seaweedfs import Bucket

NO_RIGHT = "Нет прав на хранилище: проверьте ключ, секрет (storage_options) и права на бакет, и повторите."

FORKER = """
import os, sys, warnings
from multibuh_backends.files.objects import Creation
from multibuh_backends.files.objects.s3 import S3Objects

warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
url, endpoint = sys.argv[1:]
objects = S3Objects(url, {"key": "tests", "secret": "tests-only", "client_kwargs": {"endpoint_url": endpoint}})
assert objects.create("parent", b"1") is Creation.MADE
child = os.fork()
if child == 0:
    made = [objects.create(key, b"2") for key in ("parent", "child")]
    os._exit(0 if made == [Creation.TAKEN, Creation.MADE] and objects.get("parent") == b"1" else 1)
assert objects.create("parent again", b"1") is Creation.MADE
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert objects.get("child") == b"2"
"""


@pytest.fixture
def proxy(bucket: Bucket) -> Iterator[Proxy]:
    """Give a proxy before the server."""
    with Proxy(bucket.address) as proxy:
        yield proxy


def methods(proxy: Proxy) -> list[str]:
    """Return the methods of the requests since the last look."""
    found = [line.partition(" ")[0] for line in proxy.exchanges]
    proxy.reset()
    return found


def test_each_call_is_one_request(bucket: Bucket, proxy: Proxy) -> None:
    """A look for the next commit is one GET, a creation one PUT, found or not, made or not, and whatever the size."""
    through = bucket.through(proxy.address)
    objects = S3Objects(through.url, through.options)
    large = bytes(6_000_000)
    for call, method in (
        (lambda: objects.create("a/1", large), "PUT"),
        (lambda: objects.create("a/1", b"y"), "PUT"),
        (lambda: objects.get("a/1"), "GET"),
        (lambda: objects.get("a/2"), "GET"),
        (lambda: objects.put("a/3", large), "PUT"),
        (lambda: objects.names("a"), "GET"),
        (lambda: objects.modified("a/1"), "HEAD"),
        (lambda: objects.modified("a/2"), "HEAD"),
        (lambda: objects.remove("a/3"), "DELETE"),
        (lambda: objects.remove("a/3"), "DELETE"),
    ):
        call()
        assert methods(proxy) == [method]
    objects.now()
    assert methods(proxy) == ["PUT", "HEAD", "DELETE"]


def test_what_others_write_is_seen_at_once(bucket: Bucket) -> None:
    """Nothing is remembered of what was not there, or was: neither listings nor absences."""
    mine, others = S3Objects(bucket.url, bucket.options), S3Objects(bucket.url, bucket.options)
    for number in range(5):
        assert mine.get(f"a/{number}") is None
        assert mine.names("a") == [str(one) for one in range(number)]
        assert others.create(f"a/{number}", b"x") is Creation.MADE
        assert mine.get(f"a/{number}") == b"x"
    others.put("a/0", b"other")
    assert mine.get("a/0") == b"other"


def test_long_listing_is_whole(bucket: Bucket) -> None:
    """A folder of more names than an answer holds is listed whole, each name once."""
    objects = S3Objects(bucket.url, bucket.options)
    ask = objects._listed
    objects._listed = lambda **named: ask(**named, MaxKeys=3)  # type: ignore[method-assign]
    names = sorted([*(f"{number:02}" for number in range(10)), "05-", "05.json"])
    for name in names:
        objects.put(f"a/{name}/below" if name in {"05", "09"} else f"a/{name}", b"")
    assert objects.names("a") == names
    assert objects.names("a", after="05") == names[6:]


def test_without_rights_nothing_is_written(bucket: Bucket) -> None:
    """Who may only read, or nothing, is told so, with no word of the driver's; nothing is in doubt."""
    for wrong in ({"key": "reader"}, {"key": "nobody"}, {"secret": "wrong"}):
        objects = S3Objects(bucket.url, {**bucket.options, **wrong})
        for call in (objects.create, objects.put):
            with pytest.raises(UnavailableError) as told:
                call("a", b"x")
            assert str(told.value) == NO_RIGHT
            assert told.value.__cause__ is None
    assert S3Objects(bucket.url, bucket.options).get("a") is None


def test_missing_bucket_is_told(bucket: Bucket) -> None:
    """A bucket that is not there is neither empty nor made."""
    objects = S3Objects("s3://no-such-bucket/a", bucket.options)
    for call in (lambda: objects.get("a"), lambda: objects.create("a", b"x"), lambda: objects.names("")):
        with pytest.raises(UnavailableError) as told:
            call()
        assert str(told.value) == "Бакета хранилища нет: создайте его или исправьте адрес, и повторите."


def test_server_out_of_reach(bucket: Bucket, proxy: Proxy) -> None:
    """A server that is not there is told of without its address; of a creation nobody knows."""
    through = bucket.through(proxy.address)
    objects = S3Objects(through.url, through.options)
    assert objects.get("a") is None
    proxy.close()
    assert objects.create("a", b"x") is Creation.UNKNOWN
    with pytest.raises(UnavailableError) as told:
        objects.get("a")
    assert str(told.value) == "Хранилище не отвечает (EndpointConnectionError): проверьте его и повторите."


class Answered(Exception):  # noqa: N818 - as the driver's
    """An answer of the server, as the driver raises it."""

    def __init__(self, status: int, code: str = "") -> None:
        """Set what is read of it."""
        super().__init__("secret.host:443")
        self.response = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}


VERDICTS = [
    (412, True, Creation.TAKEN),
    (409, True, Creation.TAKEN),
    (409, False, Creation.UNKNOWN),
    (403, True, Creation.TAKEN),
    (403, False, UnavailableError),
    (400, False, UnavailableError),
    (429, False, UnavailableError),
    (501, False, UnsupportedOperationError),
    (500, False, Creation.UNKNOWN),
    (503, True, Creation.UNKNOWN),
    (504, False, Creation.UNKNOWN),
]


def test_verdict_is_by_the_status(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever error a server or the driver makes of it, the status of the answer says what became of a creation."""
    objects = S3Objects(bucket.url, bucket.options)
    objects.put("True", b"x")
    for status, is_there, said in VERDICTS:

        def refuses(*_: object, status: int = status, **__: object) -> None:
            raise OSError(22, "whatever") from Answered(status)

        monkeypatch.setattr(objects, "_ask", refuses)
        assert outcome(objects.create, str(is_there), b"x") is said, status


def test_missing_keys_of_access_are_told(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without keys nothing is sent, so that nothing is in doubt."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    objects = S3Objects(bucket.url, {"client_kwargs": bucket.options["client_kwargs"]})
    with pytest.raises(UnavailableError) as told:
        objects.create("a", b"x")
    assert str(told.value) == NO_RIGHT


def test_process_that_was_forked_has_connections_of_its_own(bucket: Bucket) -> None:
    """After a fork parent and child go on side by side, each by connections of its own."""
    endpoint = bucket.options["client_kwargs"]["endpoint_url"]
    command = [sys.executable, "-W", "error", "-c", FORKER, bucket.url, endpoint]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
