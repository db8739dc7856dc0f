"""The library's own ids: UUIDv7, of time and chance, with nothing shared."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from multibuh_core.identifiers import new_id


def milliseconds(made: str) -> int:
    """Return the time that an id bears."""
    return uuid.UUID(made).int >> 80


class TestNewId:
    """RFC 9562, version 7."""

    def test_shape(self) -> None:
        """An id is the 36 characters of a UUID of version 7, variant RFC, in lower case."""
        for made in (new_id() for _ in range(1000)):
            parsed = uuid.UUID(made)
            assert str(parsed) == made
            assert parsed.version == 7
            assert parsed.variant == uuid.RFC_4122

    def test_time_is_the_clock_s(self) -> None:
        """The first 48 bits are the milliseconds since 1970."""
        before = time.time_ns() // 1_000_000
        made = milliseconds(new_id())
        assert before <= made <= time.time_ns() // 1_000_000

    def test_ids_of_a_later_millisecond_are_greater(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As text, an id of one millisecond is less than every id of the next; within one there is no order."""
        made = []
        for now in range(1_768_210_200_000, 1_768_210_200_200):
            monkeypatch.setattr(time, "time_ns", lambda now=now: now * 1_000_000 + 999_999)
            made.append([new_id() for _ in range(5)])
        assert all(max(earlier) < min(later) for earlier, later in pairwise(made))
        assert any(sorted(together) != together for together in made)

    def test_random_bits_are_all_random(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of the 80 bits after the time, all but the six of version and variant are chance, each as often 0 as 1."""
        monkeypatch.setattr(time, "time_ns", lambda: 0)
        numbers = [uuid.UUID(new_id()).int for _ in range(1000)]
        ones = [sum(number >> place & 1 for number in numbers) for place in range(80)]
        fixed = {place for place, count in enumerate(ones) if count in {0, 1000}}
        assert fixed == {62, 63, 76, 77, 78, 79}
        assert all(350 < count < 650 for place, count in enumerate(ones) if place not in fixed)

    def test_ids_are_unique_over_threads(self) -> None:
        """Threads that make ids at once never make one twice."""
        with ThreadPoolExecutor(8) as threads:
            made = [one for many in threads.map(lambda _: [new_id() for _ in range(2000)], range(8)) for one in many]
        assert len(set(made)) == 16_000
