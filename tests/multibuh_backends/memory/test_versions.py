"""Versions: isolation by number."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from multibuh_backends.memory.versions import Versions

histories = st.lists(st.integers(1, 20)).map(sorted)


def versions_of(numbers: list[int]) -> Versions[str]:
    """Return the versions that commits of these numbers made, each named by its place and its number."""
    versions: Versions[str] = Versions()
    for place, number in enumerate(numbers):
        versions.add(number, f"{place} by {number}")
    return versions


class TestVersions:
    """The values of one thing."""

    def test_nothing_is_seen_before_it_was_made(self) -> None:
        """Of a thing that nobody made, or that a later commit made, there is no value."""
        assert Versions[str]().at(9) is None
        assert versions_of([3]).at(2) is None
        assert list(versions_of([3]).until(2)) == []

    @given(histories, st.integers(0, 21))
    def test_reader_sees_what_commits_up_to_its_number_made(self, numbers: list[int], number: int) -> None:
        """At a number stands the last value made up to it, and until it all of them, oldest first."""
        versions = versions_of(numbers)
        made = [f"{place} by {by}" for place, by in enumerate(numbers) if by <= number]
        assert list(versions.until(number)) == made
        assert versions.at(number) == (made[-1] if made else None)

    @given(histories, histories.filter(bool))
    def test_what_is_taken_back_was_never_there(self, kept: list[int], staged: list[int]) -> None:
        """Taking back as much as was added leaves what was before."""
        versions = versions_of(kept)
        later = [30 + number for number in staged]
        for number in later:
            versions.add(number, "staged")
        for _ in later:
            versions.take_back()
        assert list(versions.until(99)) == list(versions_of(kept).until(99))

    def test_no_number_is_without_its_value(self) -> None:
        """A value goes in before its number and out after it, so that a reader in another thread never misses one."""
        versions = versions_of([1])
        seen: list[int] = []

        class Numbers(list[int]):
            def append(self, number: int) -> None:
                seen.append(len(versions._values) - len(self))
                super().append(number)

            def pop(self, *_: Any) -> int:
                seen.append(len(versions._values) - len(self))
                return super().pop()

        versions._numbers = Numbers(versions._numbers)
        versions.add(2, "later")
        versions.take_back()
        assert seen == [1, 0]
        assert versions.at(9) == "0 by 1"

    def test_given_sequence_does_not_change(self) -> None:
        """What a reader was given stays as it is while a writer goes on."""
        versions = versions_of([1])
        until = versions.until(9)
        versions.add(2, "later")
        assert list(until) == ["0 by 1"]
