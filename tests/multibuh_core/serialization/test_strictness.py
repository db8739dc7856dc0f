"""Strictness: what is not exactly one of our documents is refused, each fault in its own words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core import Directory, Entry, EntryRevision, FormatError, Organization
from multibuh_core.revision import Action
from multibuh_core.serialization import document, dumps, loads
from tests.multibuh_core.records import a_commit, a_directory, an_attachment, an_entry, an_organization
from tests.multibuh_core.refusals import refusal
from tests.multibuh_core.strategies import DOCUMENTS, json_values

Change = Callable[[dict[str, Any]], object]


def told(reason: str) -> str:
    """Return the whole message that a reason stands in."""
    return f"Документ не читается: {reason}. Возьмите документ, который записала эта библиотека."


def changed(record: object, change: Change) -> str:
    """Return the document of a record after a change of its plain data."""
    plain = json.loads(dumps(record))
    change(plain)
    return json.dumps(plain)


def has(**fields: Any) -> Change:
    """Return the change that sets fields."""
    return lambda plain: plain.update(fields)


TIME_OF_ANOTHER_FORM = "время записано не в UTC с микросекундами"
NO_TIME = "время записано не по ISO 8601"

FAULTS: dict[str, tuple[Any, Change, str]] = {
    "another tag": (an_entry(), has(type="multibuh.card"), "это не «multibuh.entry»"),
    "no tag": (an_entry(), lambda plain: plain.pop("type"), "это не «multibuh.entry»"),
    "tag of another type": (an_entry(), has(type=["multibuh.entry"]), "это не «multibuh.entry»"),
    "no format": (an_entry(), lambda plain: plain.pop("format"), "в нём нет номера формата"),
    "format as text": (an_entry(), has(format="1"), "в нём нет номера формата"),
    "format as bool": (an_entry(), has(format=True), "в нём нет номера формата"),
    "format zero": (an_entry(), has(format=0), "в нём нет номера формата"),
    "newer format": (an_entry(), has(format=2), "его формат 2 новее, чем понимает эта версия (1)"),
    "unknown key": (an_entry(), has(owner="anna"), "в Entry лишние или недостающие ключи: «owner»"),
    "missing key": (an_entry(), lambda plain: plain.pop("text"), "в Entry лишние или недостающие ключи: «text»"),
    "hostile key": (
        an_entry(),
        lambda plain: plain.update({"\x1b[2J\u202e": 1}),
        "в Entry лишние или недостающие ключи: «\\x1b[2J\\u202e»",
    ),
    "key in depth": (
        an_entry(),
        lambda plain: plain["attachments"][0].update(path="/etc"),
        "в Attachment лишние или недостающие ключи: «path»",
    ),
    "int for text": (an_entry(), has(text=5), "ожидалось str, а стоит int"),
    "null for text": (an_entry(), has(text=None), "ожидалось str, а стоит NoneType"),
    "text for int": (an_entry(), has(version="2"), "ожидалось int, а стоит str"),
    "bool for int": (an_entry(), has(version=True), "ожидалось int, а стоит bool"),
    "float for int": (an_entry(), has(version=2.0), "ожидалось int, а стоит float"),
    "int for bool": (a_directory(), has(show_in_card=1), "ожидалось bool, а стоит int"),
    "dict for list": (an_entry(), has(attachments={}), "ожидался список, а стоит dict"),
    "text for list": (an_entry(), has(attachments="ab"), "ожидался список, а стоит str"),
    "null in a list": (an_entry(), has(attachments=[None]), "вместо Attachment стоит NoneType"),
    "unknown action": (
        EntryRevision(version=1, action=Action.WRITTEN, text="", attachments=(), commit=a_commit(), row=None),
        has(action="erased"),
        "нет такого значения Action",
    ),
    "list for a choice": (a_directory(), has(visibility=[]), "нет такого значения Visibility"),
    "name for a choice": (a_directory(), has(visibility="COLLECTIVE"), "нет такого значения Visibility"),
    "list for a mapping": (an_organization(), has(external_ids=[]), "ожидался словарь строк"),
    "number in a mapping": (an_organization(), has(external_ids={"1c": 123}), "ожидался словарь строк"),
    "number for a time": (an_entry(), has(updated_at=1768210200), NO_TIME),
    "word for a time": (an_entry(), has(updated_at="вчера"), NO_TIME),
    "time without zone": (an_entry(), has(updated_at="2026-01-12T09:30:00.000000"), TIME_OF_ANOTHER_FORM),
    "time of another zone": (an_entry(), has(updated_at="2026-01-12T12:30:00.000000+03:00"), TIME_OF_ANOTHER_FORM),
    "time with a Z": (an_entry(), has(updated_at="2026-01-12T09:30:00.000000Z"), TIME_OF_ANOTHER_FORM),
    "time without microseconds": (an_entry(), has(updated_at="2026-01-12T09:30:00+00:00"), TIME_OF_ANOTHER_FORM),
    "time before all time": (an_entry(), has(updated_at="0001-01-01T00:00:00.000000+05:00"), TIME_OF_ANOTHER_FORM),
    "time after all time": (an_entry(), has(updated_at="9999-12-31T23:59:59.999999-05:00"), TIME_OF_ANOTHER_FORM),
}


class TestFaults:
    """One at a time."""

    @pytest.mark.parametrize(("record", "change", "reason"), FAULTS.values(), ids=FAULTS)
    def test_fault_is_told(self, record: Any, change: Change, reason: str) -> None:
        """A document with one thing wrong is refused, and the message says which."""
        assert str(refusal(FormatError, loads, changed(record, change), type(record))) == told(reason)

    @pytest.mark.parametrize("data", [b"[]", b"null", b"1", b'"multibuh.entry"', b"true"])
    def test_what_is_no_object_is_no_document(self, data: bytes) -> None:
        """A document is a JSON object."""
        assert str(refusal(FormatError, loads, data, Entry)) == told("это не документ")

    @pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.__name__)
    def test_document_of_one_kind_is_read_as_no_other(self, kind: type) -> None:
        """The tag decides: what is asked for must be what it is."""
        for record in (an_organization(), a_directory(), an_entry(), an_attachment()):
            if type(record) is not kind:
                refusal(FormatError, loads, dumps(record), kind)

    @pytest.mark.parametrize("record", [an_organization(), a_directory(), an_entry()], ids=["org", "dir", "entry"])
    def test_every_key_is_needed(self, record: Any) -> None:
        """No field has a default in a document: leaving one out is a fault."""
        for key in document(record):
            plain = json.loads(dumps(record))
            del plain[key]
            refusal(FormatError, loads, json.dumps(plain), type(record))


class TestFuzz:
    """Whatever comes in."""

    @given(json_values, st.sampled_from(list(DOCUMENTS)))
    def test_no_json_raises_anything_else(self, value: Any, kind: type) -> None:
        """Any JSON at all is a document or a FormatError."""
        _read_or_refused(json.dumps(value), kind)

    @given(st.data())
    def test_no_change_of_a_document_raises_anything_else(self, data: st.DataObject) -> None:
        """A document with any one value replaced, removed or added is read or refused, and nothing else."""
        record = data.draw(st.sampled_from([an_organization(), a_directory(), an_entry()]))
        plain = json.loads(dumps(record))
        places = [plain, *plain.get("attachments", [])]
        place = data.draw(st.sampled_from(places))
        place[data.draw(st.sampled_from(sorted(place)))] = data.draw(json_values)
        _read_or_refused(json.dumps(plain), type(record))

    @given(st.binary(max_size=60) | st.text(max_size=60), st.sampled_from([Organization, Directory, Entry]))
    def test_no_bytes_raise_anything_else(self, data: bytes | str, kind: type) -> None:
        """Noise is refused."""
        _read_or_refused(data, kind)

    @given(st.integers(0, len(dumps(an_organization())) - 1), st.integers(0, 255))
    def test_no_damaged_byte_raises_anything_else(self, place: int, byte: int) -> None:
        """A document with one byte damaged is read or refused."""
        data = bytearray(dumps(an_organization()))
        data[place] = byte
        _read_or_refused(bytes(data), Organization)


def _read_or_refused(data: bytes | str, kind: type) -> None:
    try:
        read: object = loads(data, kind)
    except FormatError as error:
        message = str(error)
    else:
        assert isinstance(read, kind)
        message = ""
    assert message == "" or message.isprintable()
