"""Domain: texts are kept by whatever writes them, up to the very limit, and refused by whatever writes more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from multibuh_core.errors import InvalidInputError
from multibuh_core.organization import OrganizationKind
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE
from multibuh_core.workspace import Workspace

MIB = 1 << 20
ODD = "\ufeff a\r\nb\rc\u2028e\u0301é\U0010ffff\x01 \n"

Giving: TypeAlias = Callable[[Workspace, str, str, Any], Any]
RENAME: Giving = lambda w, _, o, name: w.organizations.update(o, expected_version=1, name=name).name  # noqa: E731
AT_THE_LIMIT: dict[str, tuple[Giving, Any, Any]] = {
    "organization's name": (RENAME, "я" * 1000, "я" * 1001),
    "organization's name above the BMP": (RENAME, "🙂" * 1000, "🙂" * 1001),
    "organization's name that folding makes long": (RENAME, "ﬃ" * 1000, "ﬃ" * 1001),
    "directory's name that folding makes long": (
        lambda w, d, _, name: w.directories.update(d, expected_version=1, name=name).name,
        "ﬃ" * 255,
        "ﬃ" * 256,
    ),
    "description": (
        lambda w, d, _, text: w.directories.update(d, expected_version=1, description=text).description,
        "🙂" * 4000,
        "🙂" * 4001,
    ),
    "external ids": (
        lambda w, _, o, ids: dict(w.organizations.update(o, expected_version=1, external_ids=ids).external_ids),
        {f"{number:0255}": "🙂" * 255 for number in range(20)},
        {f"{number}": "1" for number in range(21)},
    ),
    "system of an external id": (
        lambda w, _, o, ids: dict(w.organizations.update(o, expected_version=1, external_ids=ids).external_ids),
        {"я" * 255: "1"},
        {"я" * 256: "1"},
    ),
}


class TextsKept(Kit, law="Domain"):
    """Exactly as given, through every door."""

    def test_texts_are_kept_through_all_that_writes(self, world: World) -> None:
        """A text comes back as it was given after restoring, publishing, handing over, and being listed or carded."""
        anna = world.user("anna")
        org, notes = new_organization(anna, "А").id, new_notes(anna).id
        anna.entries.write(notes, org, ODD, expected_version=0)
        anna.entries.clear(notes, org, expected_version=1)
        anna.entries.restore(notes, org, 1, expected_version=2)
        anna.directories.publish(notes)
        world.admin("ada").directories.hand_over(of="anna", to="nina")
        nina = world.user("nina")
        assert [one.text for one in nina.entries.history(notes, org)] == [ODD, "", ODD, ODD]
        assert [one.text for one in nina.entries.list(directory_id=notes)] == [ODD]
        assert [item.entry.text for item in nina.cards.read(org).items] == [ODD]
        with nina.transaction() as tx:
            assert tx.entries.read(notes, org, version=1).text == ODD

    def test_texts_of_an_import_are_limited_by_their_bytes(self, world: World) -> None:
        """A cell of 1 MiB of UTF-8 is imported, one of a byte more rejects its row, and the others are imported."""
        anna = world.user("anna")
        guide = new_directory(anna).id
        texts = {"А": "я" * (MIB // 2), "Б": "я" * (MIB // 2) + "x", "В": "текст"}
        plan = a_plan(anna, guide, texts)
        assert [one.row for one in plan.report.rejected] == [3]
        anna.imports.apply(plan)
        assert [one.name for one in anna.organizations.list()] == ["А", "В"]
        assert [one.text for one in anna.entries.list(directory_id=guide)] == [texts["А"], "текст"]

    @pytest.mark.parametrize(("give", "fits", "over"), AT_THE_LIMIT.values(), ids=AT_THE_LIMIT.keys())
    def test_texts_fit_up_to_the_limit_and_not_over_it(self, world: World, give: Giving, fits: Any, over: Any) -> None:
        """An update takes what is just within the limit, and refuses what is just over it, as making does."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        before = all_seen_by(anna)
        refused(InvalidInputError, give, anna, guide, org, over)
        assert all_seen_by(anna) == before
        assert give(anna, guide, org, fits) == fits
        assert all_seen_by(world.user("boris")) == all_seen_by(anna) != before

    def test_texts_of_one_character_are_told_apart(self, world: World) -> None:
        """Texts that look alike, or fold alike, are two: writing one over the other makes a revision."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        texts = ["é", "e\u0301", "E\u0301", "é ", "é\n", "é\r\n", "ё", "е\u0308", "", " ", "\u00a0"]
        for number, text in enumerate(texts):
            assert anna.entries.write(guide, org, text, expected_version=number).version == number + 1
        assert [one.text for one in anna.entries.history(guide, org)] == texts

    def test_kind_that_was_given_stays_with_another_number(self, world: World) -> None:
        """A kind that was given stays, where the new ИНН agrees with it; one that followed the ИНН follows the new."""
        anna = world.user("anna")
        persons = OrganizationKind.SELF_EMPLOYED
        said = new_organization(anna, inn=an_inn(1, persons), kind=persons)
        update = anna.organizations.update
        assert update(said.id, expected_version=1, inn=an_inn(2, persons)).kind is persons
        followed = new_organization(anna)
        assert update(followed.id, expected_version=1, inn=an_inn(3)).kind is OrganizationKind.LEGAL_ENTITY
        refused(InvalidInputError, update, followed.id, expected_version=OVERWRITE, kind=persons)
        assert anna.organizations.get(followed.id).version == 2
