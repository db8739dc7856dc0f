"""A network that cuts, doubles and delays: a creation never says what is not so, a read never gives half."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

import pytest

from multibuh_backends.files.objects import Creation, Objects
from multibuh_backends.files.objects.s3 import S3Objects
from multibuh_core.errors import UnavailableError
from tests.multibuh_backends.files.objects.careless import Sends, TakesNoAnswerForNothing
from tests.multibuh_backends.files.objects.places import outcome
from tests.servers.proxy import Fault, Proxy
from tests.servers.seaweedfs import Bucket

LATE: Final = 0.6
FIRST: Final = b"first"
OURS: Final = b"ours, and longer"
REQUESTS: Final = ((0,), (1,), (0, 1), ())
"""Which requests of a call are spoiled; none named: all."""


@pytest.fixture
def proxy(bucket: Bucket) -> Iterator[Proxy]:
    """Give a proxy that closes connections."""
    with Proxy(bucket.address, late=LATE) as proxy:
        yield proxy


@pytest.fixture
def resetting(bucket: Bucket) -> Iterator[Proxy]:
    """Give a proxy that resets them: the driver takes that for another error."""
    with Proxy(bucket.address, late=LATE, resets=True) as proxy:
        yield proxy


def faults_of_creating(kind: type[S3Objects], bucket: Bucket, proxy: Proxy, fault: Fault) -> Iterator[str]:
    """Tell where `create` said what is not so, for new keys and taken ones, whichever request is spoiled."""
    through = bucket.through(proxy.address, read_timeout=LATE / 3)
    objects, truth = kind(through.url, through.options), S3Objects(bucket.url, bucket.options)
    told = {}
    for before in (None, FIRST):
        for number, spoiled in enumerate(REQUESTS):
            key = f"{'new' if before is None else 'taken'}/{number}"
            if before is not None:
                truth.create(key, before)
            proxy.spoil(fault, *spoiled)
            told[key] = before, outcome(objects.create, key, OURS)
            if told[key][1] is Creation.MADE and truth.get(key) != OURS:
                yield f"{key}: made, and not there"
    proxy.reset()
    if fault is Fault.LATE_REQUEST:
        time.sleep(LATE)
    for key, (before, said) in told.items():
        found = truth.get(key)
        allowed = {
            Creation.MADE: before is None and found == OURS,
            Creation.TAKEN: found == (before or OURS),
            Creation.UNKNOWN: found in {before, before or OURS},
            UnavailableError: found == before,
        }
        if not allowed.get(said, False):
            yield f"{key}: {said}, {before!r} -> {found!r}"


@pytest.mark.parametrize("fault", Fault)
def test_create_never_says_what_is_not_so(bucket: Bucket, proxy: Proxy, fault: Fault) -> None:
    """Made is there with our bytes, taken is there, and what was lost on the way is told as unknown."""
    assert not list(faults_of_creating(S3Objects, bucket, proxy, fault))


@pytest.mark.parametrize("fault", [Fault.CUT_REQUEST, Fault.CUT_ANSWER, Fault.TORN_ANSWER])
def test_nor_where_the_connection_is_reset(bucket: Bucket, resetting: Proxy, fault: Fault) -> None:
    """It makes no difference how a connection ends."""
    assert not list(faults_of_creating(S3Objects, bucket, resetting, fault))


@pytest.mark.parametrize(
    ("careless", "fault"), [(Sends, Fault.DOUBLED), (TakesNoAnswerForNothing, Fault.CUT_ANSWER)], ids=str
)
def test_wrong_words_are_caught(bucket: Bucket, proxy: Proxy, careless: type[S3Objects], fault: Fault) -> None:
    """The proxy finds out who sends without a condition, and who takes no answer for nothing written."""
    assert list(faults_of_creating(careless, bucket, proxy, fault))


def test_doubt_is_settled_by_creating_again(bucket: Bucket, proxy: Proxy) -> None:
    """Whoever got no answer creates again, and hears that it is there."""
    through = bucket.through(proxy.address)
    objects = S3Objects(through.url, through.options)
    proxy.spoil(Fault.CUT_ANSWER)
    assert objects.create("a", OURS) is Creation.UNKNOWN
    proxy.reset()
    assert objects.create("a", OURS) is Creation.TAKEN
    assert objects.get("a") == OURS


def test_what_is_lost_is_asked_again(bucket: Bucket, proxy: Proxy) -> None:
    """One bad exchange costs a reader nothing but time: the answer is whole and right."""
    through = bucket.through(proxy.address)
    objects = S3Objects(through.url, through.options)
    data = bytes(range(256)) * 1_000
    for fault in (Fault.CUT_REQUEST, Fault.CUT_ANSWER, Fault.TORN_ANSWER, Fault.DOUBLED):
        for call, expected in (
            (lambda: objects.put("a/1", data), None),
            (lambda: objects.get("a/1"), data),
            (lambda: objects.get("a/2"), None),
            (lambda: objects.names("a"), ["1"]),
            (lambda: objects.modified("a/2"), None),
            (lambda: objects.remove("a/1"), None),
            (lambda: objects.get("a/1"), None),
        ):
            proxy.spoil(fault, 0)
            assert call() == expected


def test_what_is_never_answered_is_out_of_reach(bucket: Bucket, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer at all is told as no answer: neither as nothing there, nor as half of what is."""
    monkeypatch.setattr("multibuh_backends.files.objects.s3_answers._PAUSES", (0.01, 0.01))
    through = bucket.through(proxy.address)
    objects: Objects = S3Objects(through.url, through.options)
    objects.put("a/1", bytes(100_000))
    for fault in (Fault.CUT_ANSWER, Fault.TORN_ANSWER):
        proxy.spoil(fault)
        for call in (lambda: objects.get("a/1"), lambda: objects.names("a")):
            assert outcome(call) is UnavailableError
