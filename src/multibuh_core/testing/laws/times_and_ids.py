"""Domain: ids and times, and what two records may share."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from multibuh_core.settings import Settings
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.clocks import FixedClock
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.world import World, open_world

UUID_7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TIMES = [
    datetime(2026, 1, 12, 9, 0, 0, 1, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2026, 1, 12, 2, 30, 0, 123_456, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
]


class TimesAndIds(Kit, law="Domain"):
    """Made by the library, and kept as they are."""

    @pytest.mark.parametrize("at", TIMES, ids=str)
    def test_times_are_kept_to_the_microsecond_in_utc(self, tmp_path: Path, at: datetime) -> None:
        """Whatever zone the clock has, each time comes back in UTC, and is the same moment to the microsecond."""
        with open_world(self, tmp_path / "store", clock=FixedClock(at)) as world:
            ada = world.admin("ada")
            org, guide = new_organization(ada), new_directory(ada)
            file = ada.attachments.attach(guide.id, org.id, b"data", name="a.txt")
            entry = ada.entries.read(guide.id, org.id)
            (revision,) = ada.entries.history(guide.id, org.id)
            (item,) = ada.cards.read(org.id).items
            times = [
                ada.organizations.get(org.id).updated_at,
                ada.directories.get(guide.id).updated_at,
                ada.attachments.get(file.id).added_at,
                *(one.added_at for one in (file, *entry.attachments, *item.entry.attachments)),
                entry.updated_at,
                item.entry.updated_at,
                revision.commit.at,
                ada.organizations.history(org.id)[0].commit.at,
                ada.directories.archive(guide.id).archived_at,
                ada.directories.get(guide.id).archived_at,
                ada.organizations.archive(org.id).archived_at,
                ada.organizations.get(org.id).archived_at,
            ]
            assert {time and (time, time.utcoffset()) for time in times} == {(at, timedelta(0))}

    def test_ids_are_uuids_of_version_7(self, tmp_path: Path) -> None:
        """Where the host gives no ids, each is a UUIDv7 of its own, of time and random bits."""
        # Leaked once in a peer: Paperless-ngx #3172.
        with self.open_backend(tmp_path / "store", Settings()) as backend:
            world = World(door=self, place=tmp_path / "store", settings=backend.settings, backend=backend)
            anna = world.user("anna")
            with anna.transaction() as tx:
                orgs = [new_organization(tx, f"{number}").id for number in range(20)]
                guide = new_directory(tx).id
                files = [tx.attachments.attach(guide, orgs[0], b"data", name=f"{n}").id for n in range(3)]
            commit = anna.directories.history(guide)[0].commit.id
            ids = [*orgs, guide, *files, commit]
            assert all(UUID_7.fullmatch(one) for one in ids)
            assert len(set(ids)) == len(ids)
            tails = [int(one[-12:], 16) for one in ids]
            assert len({later - former for former, later in pairwise(tails)}) == len(ids) - 1

    def test_names_of_directories_are_no_keys(self, world: World) -> None:
        """Directories of one user, collective and personal, live and archived, may all bear one name."""
        anna = world.user("anna")
        made = [make(anna, "Банк").id for make in (new_directory, new_directory, new_notes, new_notes)]
        anna.directories.archive(made[0])
        other = new_directory(anna, "Касса")
        anna.directories.update(other.id, expected_version=1, name="банк")
        anna.directories.unarchive(made[0])
        assert [one.id for one in anna.directories.list()] == [*made, other.id]

    def test_names_of_files_are_unique_within_their_entry_alone(self, world: World) -> None:
        """Other entries, of the same directory and of the same organization, take files of the same name."""
        anna = world.user("anna")
        orgs = [new_organization(anna, name).id for name in "АБ"]
        guides = [new_directory(anna, name).id for name in "АБ"]
        for number, (guide, org) in enumerate((guide, org) for guide in guides for org in orgs):
            anna.attachments.attach(guide, org, b"%d" % number, name="a.txt")
            assert [one.name for one in anna.entries.read(guide, org).attachments] == ["a.txt"]
        detached = anna.entries.read(guides[0], orgs[0]).attachments[0]
        anna.attachments.detach(detached.id)
        again = anna.attachments.attach(guides[0], orgs[0], b"other", name="a.txt")
        assert again.id != detached.id
        with anna.attachments.open(detached.id) as stream:
            assert stream.read() == b"0"

    def test_names_same_file_said_to_be_of_another_type_is_no_other(self, world: World) -> None:
        """The same name with the same bytes makes no revision, whatever media type is said of it."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        file = anna.attachments.attach(guide, org, b"data", name="a.txt")
        for replace in (False, True):
            again = anna.attachments.attach(
                guide, org, b"data", name="a.txt", media_type="application/pdf", replace=replace
            )
            assert again == file
        assert anna.entries.read(guide, org).version == 1
