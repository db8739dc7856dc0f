"""How often the server is asked, counted on the wire: what a user waits for in an office far from it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest

from multibuh_core import OVERWRITE, VersionConflictError, Visibility, Workspace
from tests.multibuh_backends.sql.postgresql.stores import Place, user
from tests.servers.postgresql import Server
from tests.servers.round_trips import RoundTrips, Trip

PREPARED = 10
"""After so many calls the driver has prepared what it runs often."""


class Office:
    """A workspace whose every round trip is counted."""

    def __init__(self, counter: RoundTrips, workspace: Workspace) -> None:
        self._counter = counter
        self.anna = workspace

    def trips(self, call: Callable[[], object]) -> int:
        """Return how many round trips a call takes when it is made often."""
        for _ in range(PREPARED):
            call()
        return len(self.once(call))

    def once(self, call: Callable[[], object]) -> tuple[Trip, ...]:
        """Return the round trips of a call."""
        return self._counter.of(call)


@pytest.fixture
def office(postgresql: Server, place: Place) -> Iterator[Office]:
    """Give an office."""
    with RoundTrips(postgresql) as counter, place.open(counter.url(place.database.name)) as backend:
        yield Office(counter, user(backend))


class TestRoundTrips:
    """One call."""

    @pytest.mark.parametrize("directories", [1, 12])
    def test_card_is_one(self, office: Office, directories: int) -> None:
        """A card is one round trip, however many directories there are; so are many cards."""
        anna = office.anna
        orgs = [anna.organizations.add(name).id for name in ("ООО «А»", "ООО «Б»")]
        for number in range(directories):
            guide = anna.directories.create(f"{number}", visibility=Visibility.COLLECTIVE, show_in_card=True)
            anna.entries.write(guide.id, orgs[0], "текст", expected_version=0)
        assert office.trips(lambda: anna.cards.read(orgs[0])) == 1
        assert office.trips(lambda: anna.cards.read_many(orgs)) == 1

    def test_write_is_four(self, office: Office) -> None:
        """A write is four: begin, look, write all of it, commit; one that changes nothing leaves out the third."""
        anna = office.anna
        org, guide = anna.organizations.add("ООО «А»"), anna.directories.create("Г", visibility=Visibility.COLLECTIVE)
        texts = itertools.count()

        def write(text: str) -> None:
            anna.entries.write(guide.id, org.id, text, expected_version=OVERWRITE)

        assert office.trips(lambda: write("тот же")) == 3
        assert office.trips(lambda: write(f"{next(texts)}")) == 4

    def test_write_is_prepared_again_after_a_refusal(self, office: Office) -> None:
        """A refused write, after which the driver forgets what it has prepared, costs the next one only."""
        anna = office.anna
        org, guide = anna.organizations.add("ООО «А»"), anna.directories.create("Г", visibility=Visibility.COLLECTIVE)
        texts = itertools.count()

        def write(expected: int = OVERWRITE) -> None:
            anna.entries.write(guide.id, org.id, f"{next(texts)}", expected_version=expected)

        for _ in range(PREPARED):
            write()
        for _ in range(3):
            with pytest.raises(VersionConflictError):
                write(1)
        for _ in range(PREPARED):
            write()
        _begun, _looked, written, _committed = office.once(write)
        assert "P" not in written.messages, "parsed again, and planned"

    def test_reading_unit_is_two_more_than_what_it_reads(self, office: Office) -> None:
        """What is read in a unit is asked between its beginning and its end; nothing is asked before."""
        anna = office.anna
        org = anna.organizations.add("ООО «А»")
        assert office.trips(lambda: anna.organizations.get(org.id)) == 3
