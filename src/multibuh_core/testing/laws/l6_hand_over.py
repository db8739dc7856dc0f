"""L6: when somebody leaves, an administrator hands over all that he owned, without seeing it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest

from multibuh_core.errors import InvalidInputError, NotAllowedError, NotFoundError
from multibuh_core.policy import Permission
from multibuh_core.revision import Action
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import all_seen_by, outcome, refused
from multibuh_core.testing.policies import RefusingPolicy
from multibuh_core.testing.world import World, open_world
from multibuh_core.visibility import Visibility


class L6HandOver(Kit, law="L6"):
    """All of it, blind, and never lost."""

    def test_l6_all_that_one_owns_changes_hands(self, world: World) -> None:
        """Personal, collective and archived directories become the successor's, and change in nothing else."""
        anna, ada, nina = world.user("anna"), world.admin("ada"), world.user("nina")
        made = [new_notes(anna, "Личный"), new_directory(anna, "Общий"), new_notes(anna, "Старый")]
        made[2] = anna.directories.archive(made[2].id)
        ada.directories.hand_over(of="anna", to="nina")
        for before in made:
            now = nina.directories.get(before.id)
            stamp: dict[str, Any] = {"version": before.version + 1, "updated_by": "ada", "updated_at": now.updated_at}
            assert now == attrs.evolve(before, owner_id="nina", **stamp)
        assert [one.name for one in anna.directories.list(archived=None)] == ["Общий"]

    def test_l6_entries_and_history_come_along(self, world: World) -> None:
        """The successor reads entries, files and history of what was handed over."""
        anna, ada, nina = world.user("anna"), world.admin("ada"), world.user("nina")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "раз", expected_version=0)
        file = anna.attachments.attach(notes, org, b"data", name="a.txt")
        history = anna.entries.history(notes, org)
        ada.directories.hand_over(of="anna", to="nina")
        assert nina.entries.history(notes, org) == history
        with nina.attachments.open(file.id) as stream:
            assert stream.read() == b"data"

    def test_l6_others_keep_theirs(self, world: World) -> None:
        """What another owns, in this firm, by a name alike, or in another firm by the same name, stays his."""
        ada = world.admin("ada")
        others = [world.user(name) for name in ("boris", "Anna", "ánna", "anna.", "_nna")]
        others.append(world.user("anna", firm="other"))
        theirs = [new_notes(other) for other in others]
        new_notes(world.user("anna"))
        ada.directories.hand_over(of="anna", to="nina")
        ada.directories.hand_over(of="%", to="nina")
        for other, directory in zip(others, theirs, strict=True):
            assert other.directories.get(directory.id) == directory

    def test_l6_private_past_comes_along(self, world: World) -> None:
        """The past that was private to the one who leaves becomes the successor's, even of what he owned no more."""
        anna, ada, nina = world.user("anna"), world.admin("ada"), world.user("nina")
        org = new_organization(anna).id
        kept, given = new_notes(anna, "Оставил").id, new_notes(anna, "Отдал").id
        files = []
        for directory in (kept, given):
            anna.entries.write(directory, org, "тайное", expected_version=0)
            files.append(anna.attachments.attach(directory, org, b"data", name="a.txt").id)
            anna.attachments.detach(files[-1])
            anna.directories.publish(directory)
        anna.directories.transfer(given, to="boris")
        version = world.user("boris").directories.get(given).version
        ada.directories.hand_over(of="anna", to="nina")
        for directory in (kept, given):
            assert nina.entries.read(directory, org, version=1).text == "тайное"
            assert nina.directories.history(directory)[0].version == 1
            for other in (anna, ada, world.user("boris")):
                assert refused(NotFoundError, other.entries.read, directory, org, version=1).what == "version"
                assert other.directories.history(directory)[0].action is Action.PUBLISHED
        assert nina.directories.get(given).version == version
        for file in files:
            assert nina.attachments.get(file).name == "a.txt"
            refused(NotFoundError, anna.attachments.get, file)

    def test_l6_administrator_sees_nothing_of_it(self, world: World) -> None:
        """The answer is None for many as for none, and an administrator sees no more than before."""
        anna, ada = world.user("anna"), world.admin("ada")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "тайное", expected_version=0)
        before = all_seen_by(ada)
        assert outcome(ada.directories.hand_over, of="anna", to="nina") is None
        assert outcome(ada.directories.hand_over, of="nobody", to="nina") is None
        assert all_seen_by(ada) == before

    def test_l6_history_shows_the_new_owner_who_did_it(self, world: World) -> None:
        """The directory's history, which the new owner reads, ends in a revision by the administrator."""
        notes = new_notes(world.user("anna")).id
        world.admin("ada").directories.hand_over(of="anna", to="nina")
        revision = world.user("nina").directories.history(notes)[-1]
        assert (revision.action, revision.commit.by) == (Action.HANDED_OVER, "ada")
        assert revision.directory.owner_id == "nina"
        assert revision.directory.visibility is Visibility.PERSONAL

    def test_l6_new_owner_gives_back_by_transfer(self, world: World) -> None:
        """What was handed over comes back by the new owner's transfer."""
        anna, nina = world.user("anna"), world.user("nina")
        notes = new_notes(anna).id
        world.admin("ada").directories.hand_over(of="anna", to="nina")
        nina.directories.transfer(notes, to="anna")
        assert anna.directories.get(notes).owner_id == "anna"
        refused(NotFoundError, nina.directories.get, notes)

    def test_l6_policy_is_asked_once_and_without_a_directory(self, tmp_path: Path) -> None:
        """However many directories move, the policy is asked one question that names none; it may forbid it."""
        policy = RefusingPolicy()
        with open_world(self, tmp_path / "asked", policy=policy) as world:
            anna, ada = world.user("anna"), world.admin("ada")
            notes = [new_directory(anna), new_notes(anna)]
            policy.asked.clear()
            ada.directories.hand_over(of="anna", to="nina")
            assert policy.asked == [(Permission.HAND_OVER, None)]
            policy.refused.add(Permission.HAND_OVER)
            refused(NotAllowedError, ada.directories.hand_over, of="nina", to="anna")
            assert world.user("nina").directories.get(notes[1].id).owner_id == "nina"

    @pytest.mark.parametrize(
        ("of", "to"), [("anna", "ada"), ("anna", "anna"), ("ada", "ada"), ("", "nina"), ("anna", " ")]
    )
    def test_l6_unfit_successor_is_refused_before_looking(self, tmp_path: Path, of: str, to: str) -> None:
        """The caller himself, the one who leaves, and what is no user are refused before the policy is asked."""
        policy = RefusingPolicy()
        with open_world(self, tmp_path / "unfit", policy=policy) as world:
            refused(InvalidInputError, world.admin("ada").directories.hand_over, of=of, to=to)
            refused(InvalidInputError, world.user(to.strip() or "boris").directories.hand_over, of=of, to=to)
        assert policy.asked == []

    def test_l6_member_hands_over_nothing(self, world: World) -> None:
        """Who is no administrator is not allowed to, not even what is his own."""
        anna = world.user("anna")
        notes = new_notes(anna)
        refused(NotAllowedError, anna.directories.hand_over, of="anna", to="nina")
        refused(NotAllowedError, world.user("boris").directories.hand_over, of="anna", to="nina")
        assert anna.directories.get(notes.id) == notes
