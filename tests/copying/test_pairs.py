"""From a store of any kind to a store of any kind: the firm is the same there, and can be worked in."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from multibuh_core.copying import copy_firm
from multibuh_core.testing.laws.whole_firm import ADMIN, a_whole_firm, workspace
from multibuh_core.testing.world import FIRM
from tests.copying.stores import KINDS, Stores
from tests.copying.whole import check_whole


@pytest.mark.parametrize(("one", "other"), list(product(KINDS, repeat=2)))
def test_copy_is_the_firm(stores: Stores, tmp_path: Path, one: str, other: str) -> None:
    """Ids, versions, times, owners, every revision and every file: each user sees there what they see here."""
    source, target = stores.make(one, tmp_path / "one"), stores.make(other, tmp_path / "other")
    a_whole_firm(source)
    copy_firm(source, target, FIRM)
    check_whole(source, target)
    ada = workspace(target, ADMIN)
    (org, *_) = ada.organizations.list()
    assert ada.organizations.update(org.id, expected_version=org.version, name="Иначе").version == org.version + 1
    assert list(target.verify()) == []


def test_bucket_there_and_back(stores: Stores, tmp_path: Path) -> None:
    """From a server into a bucket and from there to a server it is the same too."""
    source, bucket, target = (
        stores.make(kind, tmp_path / f"{at}") for at, kind in enumerate(("postgresql", "s3", "postgresql"))
    )
    a_whole_firm(source)
    copy_firm(source, bucket, FIRM)
    copy_firm(bucket, target, FIRM)
    check_whole(source, target)
    assert list(bucket.read_firm(FIRM)) == list(source.read_firm(FIRM))
    assert list(bucket.verify()) == []
