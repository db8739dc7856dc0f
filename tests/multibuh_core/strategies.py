"""Strategies for all models, with any text and time that the library can hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from multibuh_core import (
    Attachment,
    ByHand,
    ByImport,
    CardItem,
    CardProjection,
    Commit,
    Directory,
    DirectoryRevision,
    Entry,
    EntryRevision,
    Organization,
    OrganizationKind,
    OrganizationRevision,
    Visibility,
)
from multibuh_core.revision import Action

__all__ = ["DOCUMENTS", "json_values", "models", "texts"]

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20) | st.sampled_from(
    ["", "\\u0041", '"', "\\", "\x1f\x7f\u2028", "ё", "е\u0308", "😀", "\uffff"]
)
zones = st.just(UTC) | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=zones)  # noqa: DTZ001 - zones come beside
counts = st.integers(0, 2**63 - 1)
optional_texts = st.none() | texts
rows = st.none() | counts

attachments = st.builds(
    Attachment, id=texts, name=texts, media_type=texts, size=counts, sha256=texts, added_at=times, added_by=texts
)
some_attachments = st.lists(attachments, max_size=3).map(tuple)
origins = st.builds(ByHand, channel=texts) | st.builds(ByImport, import_id=texts, source=texts, sheet=texts)
commits = st.builds(Commit, id=texts, at=times, by=texts, origin=origins)
organizations = st.builds(
    Organization,
    id=texts,
    name=texts,
    kind=st.sampled_from(OrganizationKind),
    inn=optional_texts,
    kpp=optional_texts,
    ogrn=optional_texts,
    external_ids=st.dictionaries(texts, texts, max_size=3).map(MappingProxyType),
    archived_at=st.none() | times,
    updated_at=times,
    updated_by=texts,
    version=counts,
)
directories = st.builds(
    Directory,
    id=texts,
    name=texts,
    description=texts,
    visibility=st.sampled_from(Visibility),
    owner_id=texts,
    show_in_card=st.booleans(),
    position=st.integers(-(2**31), 2**31 - 1),
    archived_at=st.none() | times,
    updated_at=times,
    updated_by=texts,
    version=counts,
)
entries = st.builds(
    Entry,
    directory_id=texts,
    organization_id=texts,
    text=texts,
    attachments=some_attachments,
    version=counts,
    updated_at=st.none() | times,
    updated_by=optional_texts,
)
actions = st.sampled_from(Action)
items = st.builds(CardItem, directory=directories, entry=entries)

DOCUMENTS: dict[type, st.SearchStrategy[Any]] = {
    Attachment: attachments,
    CardProjection: st.builds(CardProjection, organization=organizations, items=st.lists(items, max_size=2).map(tuple)),
    Directory: directories,
    DirectoryRevision: st.builds(
        DirectoryRevision, version=counts, action=actions, directory=directories, commit=commits, row=rows
    ),
    Entry: entries,
    EntryRevision: st.builds(
        EntryRevision,
        version=counts,
        action=actions,
        text=texts,
        attachments=some_attachments,
        commit=commits,
        row=rows,
    ),
    Organization: organizations,
    OrganizationRevision: st.builds(
        OrganizationRevision, version=counts, action=actions, organization=organizations, commit=commits, row=rows
    ),
}
"""Whatever has a document of its own."""

models = st.one_of(*DOCUMENTS.values())
leaves = st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(allow_nan=False) | texts
json_values = st.recursive(
    leaves.filter(lambda value: value not in {float("inf"), float("-inf")}),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
"""Whatever JSON can say."""
