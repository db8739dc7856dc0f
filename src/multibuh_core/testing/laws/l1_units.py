"""L1 at the port: a unit's repositories hold only what its viewer may see, for bulk writes too."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait

from multibuh_core.actor import Viewer
from multibuh_core.commit import ByHand, Commit
from multibuh_core.errors import NotFoundError
from multibuh_core.ports import NewText
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import all_seen_by, outcome, refused, told
from multibuh_core.testing.world import FIRM, World


class L1Units(Kit, law="L1"):
    """What is hidden from a unit's viewer is missing for all of the unit."""

    def test_l1_many_texts_are_not_written_into_a_hidden_directory(self, world: World) -> None:
        """Writing many texts into a hidden directory is refused like into a missing one, and nothing is written."""
        anna = world.user("anna")
        org, hidden = new_organization(anna).id, new_notes(anna).id
        before = all_seen_by(anna)

        def write_into(directory_id: str) -> NotFoundError:
            settings = world.backend.settings
            commit = Commit(id=settings.new_id(), at=settings.now(), by="boris", origin=ByHand())
            with world.backend.begin(FIRM, viewer=Viewer("boris"), writes=True) as work:
                texts = [NewText(org, directory_id, 0, "чужое", 1)]
                return refused(NotFoundError, work.entries.write_many, texts, commit=commit)

        at_hidden, at_missing = write_into(hidden), write_into(a_missing_id())
        assert repr(told(at_hidden)).replace(hidden, a_missing_id()) == repr(told(at_missing))
        assert all_seen_by(anna) == before

    def test_l1_many_texts_are_not_read_from_a_hidden_directory(self, world: World) -> None:
        """Of the texts asked for in bulk a unit gives those of the directories that its viewer sees."""
        anna = world.user("anna")
        org, hidden, guide = new_organization(anna).id, new_notes(anna).id, new_directory(anna).id
        for directory in (hidden, guide):
            anna.entries.write(directory, org, "текст", expected_version=0)
        for viewer, seen in (("anna", [hidden, guide]), ("boris", [guide])):
            with world.backend.begin(FIRM, viewer=Viewer(viewer)) as work:
                texts = work.entries.texts([hidden, guide, a_missing_id()])
                assert sorted(one.directory_id for one in texts) == sorted(seen)

    def test_l1_commit_that_is_hidden_makes_no_waiting_unit_fail(self, world: World) -> None:
        """A change begun while another's hidden one is under way waits for it or not, and is done as if alone."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide, hidden = new_organization(boris).id, new_directory(boris).id, new_notes(anna).id
        with ThreadPoolExecutor(1) as beside:
            with anna.transaction() as tx:
                tx.entries.write(hidden, org, "тайное", expected_version=0)
                write = boris.entries.write
                waiting = beside.submit(outcome, write, guide, org, "явное", expected_version=0)
                wait([waiting], timeout=0.2)
            done = waiting.result(timeout=60)
        assert done == boris.entries.read(guide, org)
        assert done.version == 1
