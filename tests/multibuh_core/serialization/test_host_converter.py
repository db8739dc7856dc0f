"""A host's own converter: it learns our models, and what it does with other classes stays as it is."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

import attrs
import pytest
from cattrs import Converter
from cattrs.preconf.json import make_converter as make_json_converter
from hypothesis import given

from multibuh_core import Attachment, ByImport, CardItem, Commit, Directory, Entry, FormatError, Organization
from multibuh_core.serialization import configure_converter, document, make_converter
from tests.multibuh_core.records import AT, a_commit, a_directory, an_entry, an_organization
from tests.multibuh_core.refusals import refusal
from tests.multibuh_core.strategies import models

ORGANIZATION: dict[Any, Any] = make_converter().unstructure(an_organization())
COMMIT: dict[str, Any] = make_converter().unstructure(a_commit())


class Colour(Enum):
    """An enumeration of the host's."""

    RED = "red"


@attrs.define
class Note:
    """A class of the host's, which its converter reads leniently."""

    size: int
    at: datetime
    colour: Colour = Colour.RED


@attrs.define
class Page:
    """A class of the host's that holds our models."""

    note: Note
    entry: Entry
    directories: list[Directory]
    chosen: Organization | None = None


def a_hosts_converter() -> Converter:
    """Return a converter with habits of its own, taught our models."""
    converter = make_json_converter()
    converter.register_unstructure_hook(Colour, lambda colour: f"the colour {colour.value}")
    converter.register_structure_hook(Colour, lambda value, _: Colour(value.removeprefix("the colour ")))
    configure_converter(converter)
    return converter


class TestHostsClasses:
    """Left alone."""

    def test_hosts_classes_are_read_as_before(self) -> None:
        """What the host's converter coerces, ignores or shapes for its own classes it goes on doing."""
        note = a_hosts_converter().structure({"size": "5", "at": AT.isoformat(), "unknown": 1}, Note)
        assert note == Note(5, AT)
        assert a_hosts_converter().unstructure(note) == {"size": 5, "at": AT.isoformat(), "colour": "the colour red"}

    def test_hosts_hooks_do_not_reach_into_our_models(self) -> None:
        """Our models have our form, whatever the host does with texts and times."""
        converter = a_hosts_converter()
        converter.register_unstructure_hook(str, str.upper)
        converter.register_unstructure_hook(datetime, datetime.timestamp)
        assert converter.unstructure(an_entry()) == make_converter().unstructure(an_entry())

    def test_our_models_within_the_hosts(self) -> None:
        """A page of the host's with our models in it goes there and back."""
        page = Page(Note(1, AT), an_entry(), [a_directory(), a_directory(position=2)], an_organization())
        converter = a_hosts_converter()
        plain = converter.unstructure(page)
        assert plain["entry"]["text"] == an_entry().text
        assert converter.structure(plain, Page) == page


class TestOurModels:
    """Strict within any converter."""

    @given(models)
    def test_model_is_a_dict_of_its_fields(self, model: Any) -> None:
        """Ours and the host's converter give the same plain data, and read it back."""
        ours, hosts = make_converter(), a_hosts_converter()
        plain = ours.unstructure(model)
        assert (
            plain
            == hosts.unstructure(model)
            == {k: v for k, v in document(model).items() if k not in {"type", "format"}}
        )
        assert ours.structure(plain, type(model)) == hosts.structure(plain, type(model)) == model

    def test_parts_of_records_go_there_and_back(self) -> None:
        """A commit of either origin, and an item of a card, can be read and written alone."""
        converter = make_converter()
        imported = a_commit(origin=ByImport(import_id="1", source="clients", sheet="Лист1"))
        for part in (a_commit(), imported, CardItem(directory=a_directory(), entry=an_entry())):
            assert converter.structure(converter.unstructure(part), type(part)) == part

    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            (Attachment, {"id": 5}),
            (Organization, ORGANIZATION | {"version": "1"}),
            (Organization, ORGANIZATION | {"external_ids": {1: "a", "b": "c"}}),
            (Organization, ORGANIZATION | {5: "a key that is no text"}),
            (Commit, COMMIT | {"origin": {"channel": "a", "sheet": "b"}}),
            (Commit, COMMIT | {"origin": None}),
            (Entry, None),
            (Entry, an_entry()),
        ],
        ids=["missing", "coerced", "key", "odd key", "two origins", "no origin", "none", "model"],
    )
    def test_strict_in_a_lenient_converter(self, kind: type, value: Any) -> None:
        """A host's lenient converter raises FormatError for our models, and coerces nothing in them."""
        refusal(FormatError, a_hosts_converter().structure, value, kind)
