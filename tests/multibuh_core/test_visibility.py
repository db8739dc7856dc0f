"""Visibility: the one rule, as two functions."""

from __future__ import annotations

import itertools

import pytest

from multibuh_core import Viewer, Visibility
from multibuh_core.visibility import sees_directory, sees_revision
from tests.multibuh_core.records import a_directory

ANNA, BORIS = Viewer("anna"), Viewer("boris")


class TestSeesDirectory:
    """L1."""

    @pytest.mark.parametrize("visibility", Visibility)
    @pytest.mark.parametrize("viewer", [ANNA, BORIS], ids=["owner", "other"])
    def test_collective_is_everybodys_and_personal_its_owners(self, visibility: Visibility, viewer: Viewer) -> None:
        """A collective directory exists for everybody, a personal one for its owner alone."""
        sees = visibility is Visibility.COLLECTIVE or viewer is ANNA
        assert sees_directory(viewer, visibility=visibility, owner_id="anna") is sees
        assert a_directory(visibility=visibility, owner_id="anna").is_visible_to(viewer) is sees

    @pytest.mark.parametrize("owner_id", ["Anna", "anna ", "аnna", "", "ann", "annaa"])
    def test_owner_is_compared_by_code_point(self, owner_id: str) -> None:
        """Another case, a space, a Cyrillic letter or a part of the id is another user."""
        assert not sees_directory(ANNA, visibility=Visibility.PERSONAL, owner_id=owner_id)


class TestSeesRevision:
    """L7."""

    def test_private_revision_is_its_owners(self) -> None:
        """A revision that is private to nobody is seen by all; a private one by whom it is private to."""
        for viewer, private_to in itertools.product((ANNA, BORIS), (None, "anna", "boris", "")):
            sees = private_to is None or private_to == viewer.user_id
            assert sees_revision(viewer, private_to=private_to) is sees
