"""Ids for tests: in the library's own shape, rising, and one that nobody gave."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from multibuh_core.testing import SequentialIds, a_directory, a_missing_id, an_attachment, an_organization


def assert_has_the_shape(made: str) -> None:
    """Hold an id against RFC 9562: the 36 characters of a UUID of version 7 in lower case."""
    parsed = uuid.UUID(made)
    assert str(parsed) == made
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)


class TestSequentialIds:
    """`Settings(new_id=SequentialIds())`."""

    def test_shape(self) -> None:
        """Each is a UUIDv7 as the library makes them, so that what reads ids cannot tell them apart."""
        new_id = SequentialIds()
        for _ in range(1000):
            assert_has_the_shape(new_id())

    def test_they_rise(self) -> None:
        """As text each is greater than all before: the order of ids is the order of making."""
        new_id = SequentialIds()
        made = [new_id() for _ in range(70_000)]
        assert made == sorted(set(made))

    def test_each_begins_anew(self) -> None:
        """Two sources give the same ids in the same order: the same test gives the same records."""
        one, other = SequentialIds(), SequentialIds()
        assert [one() for _ in range(100)] == [other() for _ in range(100)]

    def test_threads_get_no_id_twice(self) -> None:
        """Threads that make ids at once never make one twice, and in each of them they rise."""
        new_id = SequentialIds()
        with ThreadPoolExecutor(8) as threads:
            made = list(threads.map(lambda _: [new_id() for _ in range(2000)], range(8)))
        assert all(ids == sorted(ids) for ids in made)
        assert len({one for ids in made for one in ids}) == 16_000


class TestMissingId:
    """An id that nobody gave."""

    @given(st.integers() | st.integers(-5, 5))
    def test_shape(self, number: int) -> None:
        """Whatever the number, it is well-formed, so that only its absence is tested; another number is another id."""
        assert_has_the_shape(a_missing_id(number))
        assert a_missing_id(number) == a_missing_id(number) != a_missing_id(number + 1)

    @given(st.integers(), st.integers())
    def test_nobody_gave_it(self, number: int, seed: int) -> None:
        """No record made for tests bears it, of whatever seed."""
        made = {an_organization(seed).id, a_directory(seed).id, an_attachment(seed).id}
        assert len(made) == 3
        assert a_missing_id(number) not in made

    def test_sequential_ids_never_come_to_it(self) -> None:
        """It lies above all that a source of ids gives, however long that runs."""
        new_id = SequentialIds()
        assert all(new_id() < a_missing_id(number) for number in range(-500, 500))
        assert SequentialIds()()[:20] < a_missing_id(0)[:20]
