"""Results, text: kept exactly as given, within limits; names are tidied; host ids are refused, never repaired."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from multibuh_core.actor import Actor
from multibuh_core.errors import InvalidInputError
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import FIRM, World
from multibuh_core.visibility import Visibility
from multibuh_core.workspace import Workspace

MIB = 1 << 20
AS_GIVEN = [
    " пробелы по краям \n",
    "a\r\nb\rc\n\n\tд",
    "a\u0301 é",
    "\ufeff\u200b\u202e\u2028\x01\x1f\x7f\x85",
    "\uffff\U0010ffff\U0001f600",
    "# Банк\n\n<b>не разметка</b> 'кавычки' \"ещё\" \\ %s {0}",
]
UNFIT_IDS = ["", " anna", "anna ", "\u00a0anna", "a\nb", "a\0b", "a\x7fb", "a\u0301", "a" * 129, "\ud800", None, 5]

Giving: TypeAlias = Callable[[Workspace, str, str, str], object]
TEXTS: dict[str, Giving] = {
    "add": lambda w, _d, _o, text: w.organizations.add(text),
    "external system": lambda w, _d, _o, text: w.organizations.add("ООО", external_ids={text: "1"}),
    "external key": lambda w, _d, _o, text: w.organizations.add("ООО", external_ids={"1c": text}),
    "rename": lambda w, _d, o, text: w.organizations.update(o, expected_version=1, name=text),
    "find by name": lambda w, _d, _o, text: w.organizations.find(name=text),
    "find by inn": lambda w, _d, _o, text: w.organizations.find(inn=text),
    "find by kpp": lambda w, _d, _o, text: w.organizations.find(kpp=text),
    "find by external id": lambda w, _d, _o, text: w.organizations.find(external_id=("1c", text)),
    "create": lambda w, _d, _o, text: w.directories.create(text, visibility=Visibility.PERSONAL),
    "description": lambda w, d, _o, text: w.directories.update(d, expected_version=1, description=text),
    "transfer": lambda w, d, _o, text: w.directories.transfer(d, to=text),
    "write": lambda w, d, o, text: w.entries.write(d, o, text, expected_version=0),
    "file name": lambda w, d, o, text: w.attachments.attach(d, o, b"data", name=f"{text}.txt"),
    "media type": lambda w, d, o, text: w.attachments.attach(d, o, b"data", name="a.txt", media_type=text),
}


class TextLimits(Kit, law="Domain"):
    """Texts and names."""

    @pytest.mark.parametrize("text", AS_GIVEN, ids=ascii)
    def test_limits_text_is_kept_exactly(self, world: World, text: str) -> None:
        """A text comes back as it was given: line ends, forms of Unicode, invisible characters and all."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna, description=text).id
        anna.entries.write(guide, org, text, expected_version=0)
        assert anna.entries.read(guide, org).text == anna.entries.read(guide, org, version=1).text == text
        assert anna.cards.read(org).items[0].entry.text == text
        assert anna.directories.get(guide).description == text

    @pytest.mark.parametrize(("letter", "fits"), [("x", MIB), ("я", MIB // 2), ("🙂", MIB // 4)])
    def test_limits_text_is_limited_by_its_bytes(self, world: World, letter: str, fits: int) -> None:
        """A text of 1 MiB of UTF-8 is kept, one of a character more is refused."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        error = refused(InvalidInputError, anna.entries.write, guide, org, letter * (fits + 1), expected_version=0)
        assert error.field == "text"
        anna.entries.write(guide, org, letter * fits, expected_version=0)
        assert anna.entries.read(guide, org).text == letter * fits

    def test_limits_names_and_descriptions_are_limited_by_characters(self, world: World) -> None:
        """An organization's name has up to 1,000 characters, a directory's 255, its description 4,000."""
        anna = world.user("anna")
        assert new_organization(anna, "я" * 1000).name == "я" * 1000
        refused(InvalidInputError, new_organization, anna, "я" * 1001)
        made = new_directory(anna, "🙂" * 255, description="я" * 4000)
        assert (made.name, made.description) == ("🙂" * 255, "я" * 4000)
        refused(InvalidInputError, new_directory, anna, "я" * 256)
        refused(InvalidInputError, new_directory, anna, description="я" * 4001)
        refused(InvalidInputError, anna.directories.update, made.id, expected_version=1, name="я" * 256)

    def test_limits_names_are_tidied(self, world: World) -> None:
        """A name is kept in NFC, trimmed, with one space for inner whitespace; nothing left is refused."""
        anna = world.user("anna")
        untidy = "\u00a0 Кафе\u0301 \t\n «Е\u0308лка»\u2003"
        assert new_organization(anna, untidy).name == new_directory(anna, untidy).name == "Кафе\u0301 «Ёлка»"
        for nothing in ("", " ", "\u00a0\t\n"):
            refused(InvalidInputError, new_organization, anna, nothing)
            refused(InvalidInputError, new_directory, anna, nothing)

    def test_limits_external_ids_are_limited(self, world: World) -> None:
        """An organization has at most 20 external ids, each of at most 255 characters."""
        anna = world.user("anna")
        full = {f"system {number}": "я" * 255 for number in range(20)}
        assert new_organization(anna, external_ids=full).external_ids == full
        for unfit in ({f"s{number}": "1" for number in range(21)}, {"1c": "я" * 256}, {"1c": ""}, {"": "1"}):
            assert refused(InvalidInputError, new_organization, anna, external_ids=unfit).field == "external_ids"

    @pytest.mark.parametrize("give", TEXTS.values(), ids=TEXTS.keys())
    @pytest.mark.parametrize("character", ["\0", "\ud800"], ids=ascii)
    def test_limits_what_no_store_keeps_is_refused_everywhere(self, world: World, give: Giving, character: str) -> None:
        """U+0000 and lone surrogates are refused in whatever text is given."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        refused(InvalidInputError, give, anna, guide, org, f"а{character}б")

    @pytest.mark.parametrize("unfit", UNFIT_IDS, ids=ascii)
    def test_limits_host_ids_are_refused_never_repaired(self, world: World, unfit: Any) -> None:
        """Ids of firms and users have 1 to 128 characters, NFC, no control characters, no outer spaces."""
        assert refused(InvalidInputError, world.user, "anna", unfit).value == unfit
        assert refused(InvalidInputError, world.user, unfit).value == unfit
        if unfit:
            refused(InvalidInputError, Workspace, world.backend, firm=FIRM, actor=Actor("anna"), channel=unfit)
        refused(InvalidInputError, world.admin("ada").directories.hand_over, of=unfit, to="nina")
        refused(InvalidInputError, world.admin("ada").directories.hand_over, of="nina", to=unfit)

    @pytest.mark.parametrize(
        "fit", ["a", "Анна Ивановна", "я" * 128, "🙂" * 128, "a@b.ru", "S-1-5-21\\x", "é"], ids=ascii
    )
    def test_limits_host_ids_are_kept_as_given(self, world: World, fit: str) -> None:
        """Any other id of a firm or a user is kept and compared by code point."""
        made = new_directory(world.user(fit, fit))
        assert made.owner_id == fit
        assert world.user("x", fit).directories.list() == (made,)

    @pytest.mark.parametrize("position", [2**31, -(2**31) - 1, True, "1", 1.0, None])
    def test_limits_position_is_a_number(self, world: World, position: Any) -> None:
        """A position is an integer of 32 bits."""
        assert refused(InvalidInputError, new_directory, world.user("anna"), position=position).field == "position"
        for end in (2**31 - 1, -(2**31)):
            assert new_directory(world.user("anna"), position=end).position == end
