"""L1 at the port: a unit's repositories hold only what its viewer may see, for bulk writes too."""

from __future__ import annotations

from multibuh_core.actor import Viewer
from multibuh_core.commit import ByHand, Commit
from multibuh_core.errors import NotFoundError
from multibuh_core.ports import NewText
from multibuh_core.testing.adding import new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import all_seen_by, refused, told
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
