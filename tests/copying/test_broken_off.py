"""A copy that breaks off anywhere is begun again: nothing is there twice, nothing is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from multibuh_core.copying import copy_firm
from multibuh_core.errors import AlreadyExistsError
from multibuh_core.ports import Backend
from multibuh_core.testing.laws.whole_firm import a_whole_firm
from multibuh_core.testing.world import FIRM
from tests.copying.breaking import Cut, CutAtBlob, CutAtRecord, CutWhileReadingBack
from tests.copying.stores import KINDS, Stores
from tests.copying.whole import check_whole

EACH_KIND = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def source(stores: Stores, tmp_path: Path) -> Backend:
    """Give a store with a whole firm."""
    backend = stores.make("sqlite", tmp_path / "source")
    a_whole_firm(backend)
    return backend


def is_cut(source: Any, target: Any) -> bool:
    """Copy, and tell whether it broke off."""
    try:
        copy_firm(source, target, FIRM)
    except Cut:
        return True
    return False


@EACH_KIND
def test_broken_off_in_the_bytes(source: Backend, stores: Stores, tmp_path: Path, kind: str) -> None:
    """Wherever among the bytes it breaks off, there are no records; the last one makes the copy whole."""
    target = stores.make(kind, tmp_path / "target")
    cuts = 0
    while is_cut(source, CutAtBlob(target, cuts)):
        assert list(target.read_firm(FIRM)) == []
        cuts += 1
    check_whole(source, target)
    assert cuts > 3


@EACH_KIND
def test_broken_off_in_the_records(source: Backend, stores: Stores, tmp_path: Path, kind: str) -> None:
    """Wherever among the records it breaks off, none is there; the last one makes the copy whole."""
    target = stores.make(kind, tmp_path / "target")
    cuts = 0
    while is_cut(CutAtRecord(source, cuts), target):
        assert list(target.read_firm(FIRM)) == []
        assert list(target.verify()) == []
        cuts += 1
    check_whole(source, target)
    assert cuts > 20


@EACH_KIND
def test_broken_off_in_the_comparison(source: Backend, stores: Stores, tmp_path: Path, kind: str) -> None:
    """Where it breaks off after the records were written, they are all there; a second copy is refused."""
    target = stores.make(kind, tmp_path / "target")
    assert is_cut(source, CutWhileReadingBack(target, 0))
    with pytest.raises(AlreadyExistsError):
        copy_firm(source, target, FIRM)
    check_whole(source, target)
