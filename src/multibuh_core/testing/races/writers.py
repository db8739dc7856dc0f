"""L5 and L10 under eight threads: one winner, no gaps, nothing acknowledged lost."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest

from multibuh_core.entry import Entry
from multibuh_core.errors import AlreadyExistsError, ConflictError, VersionConflictError
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.threads import all_at_once
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE

THREADS = range(8)


class L5Writers(Kit, law="L5"):
    """Whoever is first; the others are told."""

    def test_l5_race_first_write_has_one_winner(self, world: World) -> None:
        """Of eight first writes one is done, and the others are told of it."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        users = [world.user(f"user {number}") for number in THREADS]
        done = all_at_once(
            [partial(one.entries.write, guide, org, one.actor.user_id, expected_version=0) for one in users]
        )
        (winner,) = (one for one in done if isinstance(one, Entry))
        losers = [one for one in done if isinstance(one, VersionConflictError)]
        assert len(losers) == 7
        assert all((one.expected, one.actual, one.current) == (0, 1, winner) for one in losers)
        assert [one.text for one in anna.entries.history(guide, org)] == [winner.text]

    def test_l5_race_versions_rise_without_gaps_and_nothing_is_lost(self, world: World) -> None:
        """Of eight who each add a line six times, reading again when told to, all lines stand, one version each."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id

        def add_lines(number: int) -> None:
            entries = world.user(f"user {number}").entries
            for turn in range(6):
                while True:
                    seen = entries.read(guide, org)
                    try:
                        entries.write(guide, org, f"{seen.text}{number}.{turn}\n", expected_version=seen.version)
                        break
                    except VersionConflictError:
                        continue

        assert all_at_once([partial(add_lines, number) for number in THREADS]) == [None] * 8
        history = anna.entries.history(guide, org)
        assert [one.version for one in history] == list(range(1, 49))
        assert sorted(history[-1].text.split()) == sorted(f"{number}.{turn}" for number in THREADS for turn in range(6))
        assert all(later.text.startswith(former.text) for former, later in pairwise(history))

    def test_l5_race_attaching_loses_nothing_of_others(self, world: World) -> None:
        """Of eight who attach files while others overwrite the text, every file and every version stands."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id

        def work(number: int) -> None:
            user = world.user(f"user {number}")
            for turn in range(3):
                user.attachments.attach(guide, org, f"{number}.{turn}".encode(), name=f"{number}.{turn}")
                user.entries.write(guide, org, f"{number}.{turn}", expected_version=OVERWRITE)

        assert all_at_once([partial(work, number) for number in THREADS]) == [None] * 8
        entry = anna.entries.read(guide, org)
        assert {one.name for one in entry.attachments} == {
            f"{number}.{turn}" for number in THREADS for turn in range(3)
        }
        assert entry.version == 48 == len(anna.entries.history(guide, org))

    @pytest.mark.parametrize(
        "keys", [{"inn": an_inn(1)}, {"inn": an_inn(1), "kpp": "773601001"}, {"external_ids": {"1c": "7"}}], ids=str
    )
    def test_l5_race_key_is_given_once(self, world: World, keys: dict[str, str]) -> None:
        """Of eight organizations with one key one is added, and the others are told its id."""
        users = [world.user(f"user {number}") for number in THREADS]
        done = all_at_once([partial(new_organization, one, **keys) for one in users])
        (only,) = users[0].organizations.list()
        assert sorted(type(one).__name__ for one in done) == ["AlreadyExistsError"] * 7 + ["Organization"]
        assert all(one.other_id == only.id for one in done if isinstance(one, AlreadyExistsError))

    def test_l5_race_unarchiving_races_with_adding(self, world: World) -> None:
        """Of an archived organization that comes back and others added with its ИНН one is live in the end."""
        ada = world.admin("ada")
        old = new_organization(ada, inn=an_inn(1)).id
        ada.organizations.archive(old)
        adding = [partial(new_organization, world.user(f"user {n}"), inn=an_inn(1)) for n in range(6)]
        returning = [
            partial(ada.organizations.unarchive, old),
            partial(world.admin("eva").organizations.unarchive, old),
        ]
        done = all_at_once([*adding, *returning])
        (live,) = ada.organizations.find(inn=an_inn(1))
        winners = [one for one in done if not isinstance(one, AlreadyExistsError)]
        assert {getattr(one, "id", repr(one)) for one in winners} == {live.id}
        assert len(winners) == (2 if live.id == old else 1)

    def test_l5_race_name_in_an_entry_is_given_once(self, world: World) -> None:
        """Of eight files of one name and other bytes one is attached."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        users = [world.user(f"user {number}") for number in THREADS]
        done = all_at_once(
            [partial(one.attachments.attach, guide, org, one.actor.user_id.encode(), name="a.txt") for one in users]
        )
        (file,) = anna.entries.read(guide, org).attachments
        assert [one for one in done if not isinstance(one, AlreadyExistsError)] == [file]

    def test_l5_race_archive_takes_no_more_writes(self, world: World) -> None:
        """Once archiving has returned no write is done, and what was acknowledged before stands."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        seen: list[int] = []

        def write(number: int) -> int:
            done = 0
            for turn in range(20):
                try:
                    world.user(f"user {number}").entries.write(
                        guide, org, f"{number}.{turn}", expected_version=OVERWRITE
                    )
                except ConflictError:
                    break
                done += 1
            return done

        def archive() -> int:
            anna.directories.archive(guide)
            seen.append(anna.entries.read(guide, org).version)
            return 0

        done = all_at_once([*(partial(write, number) for number in range(7)), archive])
        assert [anna.entries.read(guide, org).version] == seen == [sum(one for one in done if isinstance(one, int))]
        refused(ConflictError, anna.entries.write, guide, org, "после", expected_version=OVERWRITE)

    def test_l5_race_one_publishes_what_another_writes(self, world: World) -> None:
        """Of one owner's eight publishings one is done, and the entries get one revision by it."""
        anna = world.user("anna")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "тайное", expected_version=0)
        done = all_at_once([partial(world.user("anna").directories.publish, notes) for _ in THREADS])
        assert done == [anna.directories.get(notes)] * 8
        assert [one.version for one in world.user("boris").entries.history(notes, org)] == [2]
