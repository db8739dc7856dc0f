"""Documents: every model goes there and back, and equal models give equal bytes."""

from __future__ import annotations

import json
from datetime import timedelta, timezone
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from hypothesis import given

from multibuh_core.commit import Commit
from multibuh_core.organization import Organization
from multibuh_core.serialization import document, documents, dumps, loads
from tests.multibuh_core.records import AT, a_commit, a_directory, an_attachment, an_entry, an_organization
from tests.multibuh_core.strategies import DOCUMENTS, models

TAGS = {
    "Attachment": "multibuh.attachment",
    "CardProjection": "multibuh.card",
    "Directory": "multibuh.directory",
    "DirectoryRevision": "multibuh.directory_revision",
    "Entry": "multibuh.entry",
    "EntryRevision": "multibuh.entry_revision",
    "Organization": "multibuh.organization",
    "OrganizationRevision": "multibuh.organization_revision",
}

ENTRY = (
    '{"attachments":[{"added_at":"2026-01-12T09:30:00.000000+00:00","added_by":"anna",'
    '"id":"01900000-0000-7000-8000-000000000003","media_type":"application/pdf","name":"reglament.pdf",'
    '"sha256":"0000000000000000000000000000000000000000000000000000000000000000","size":9}],'
    '"directory_id":"01900000-0000-7000-8000-000000000002","format":1,'
    '"organization_id":"01900000-0000-7000-8000-000000000001","text":"Банк — по вторникам","type":"multibuh.entry",'
    '"updated_at":"2026-01-12T09:30:00.000000+00:00","updated_by":"anna","version":2}'
)


class TestRoundTrip:
    """There and back."""

    @given(models)
    def test_every_model_comes_back_equal(self, model: Any) -> None:
        """What a document holds is the model, whatever its texts and times; from bytes and from text alike."""
        written = dumps(model)
        assert loads(written, type(model)) == model
        assert loads(written.decode(), type(model)) == model
        assert dumps(loads(written, type(model))) == written

    @given(models)
    def test_document_is_the_fields_with_tag_and_format(self, model: Any) -> None:
        """A document names its kind by a tag of our choosing, its format, and each field by its name."""
        plain = document(model)
        assert (plain.pop("type"), plain.pop("format")) == (TAGS[type(model).__name__], 1)
        assert set(plain) == {field.name for field in attrs.fields(type(model))}
        assert json.loads(dumps(model)) == json.loads(json.dumps(document(model)))

    def test_every_kind_is_tried(self) -> None:
        """Whatever has a document is among the strategies, and its tag is pinned."""
        assert {kind.__name__: tag for kind, tag in documents._TAGS.items()} == TAGS
        assert set(DOCUMENTS) == set(documents._TAGS)

    def test_what_comes_back_is_read_only(self) -> None:
        """The external ids of a read organization cannot be changed."""
        back = loads(dumps(an_organization()), Organization)
        assert isinstance(back.external_ids, MappingProxyType)

    @pytest.mark.parametrize("record", [a_commit(), "text", None, {}, Organization], ids=lambda one: type(one).__name__)
    def test_what_has_no_document_is_a_mistake_of_the_caller(self, record: object) -> None:
        """A part of a record, or no record at all, has no document."""
        with pytest.raises(TypeError, match="no document form for"):
            dumps(record)

    @pytest.mark.parametrize("kind", [Commit, dict, str])
    def test_what_has_no_document_cannot_be_read(self, kind: type) -> None:
        """Reading needs a kind that has a document, even where the document has no tag."""
        with pytest.raises(TypeError, match="no document form for"):
            loads(b'{"format":1}', kind)


class TestCanonicalForm:
    """One byte form."""

    def test_form_is_pinned(self) -> None:
        """UTF-8, keys by code point, no spaces, times in UTC with microseconds: stored documents depend on it."""
        assert dumps(an_entry()).decode() == ENTRY

    @given(models)
    def test_equal_models_give_equal_bytes(self, model: Any) -> None:
        """A model made anew, its times in another zone and its external ids in another order, has the same bytes."""
        assert dumps(_made_otherwise(model)) == dumps(model)

    def test_zone_and_order_do_not_show(self) -> None:
        """The moment counts, not the zone; the pairs count, not their order."""
        moscow = AT.astimezone(timezone(timedelta(hours=3)))
        one = an_organization(updated_at=AT, external_ids={"b": "1", "a": "2"})
        other = an_organization(updated_at=moscow, external_ids={"a": "2", "b": "1"})
        assert one == other
        assert dumps(one) == dumps(other)

    def test_models_that_differ_give_different_bytes(self) -> None:
        """No field is lost: a change of each shows in the bytes."""
        records: list[Any] = [an_organization(), a_directory(), an_entry(), an_attachment()]
        for record in records:
            for field in attrs.fields(type(record)):
                value = getattr(record, field.name)
                if type(value) in {str, int}:
                    changed = attrs.evolve(record, **{field.name: value + type(value)("1")})
                    assert dumps(changed) != dumps(record)


def _made_otherwise(value: Any) -> Any:
    if attrs.has(type(value)):
        return attrs.evolve(
            value, **{field.name: _made_otherwise(getattr(value, field.name)) for field in attrs.fields(type(value))}
        )
    if isinstance(value, MappingProxyType):
        return dict(list(value.items())[::-1])
    if isinstance(value, tuple):
        return tuple(map(_made_otherwise, value))
    if isinstance(value, type(AT)):
        return value.astimezone(timezone(timedelta(hours=-11, minutes=-30)))
    return value
