"""The tables: one metadata, from which a new store is made and to which the migrations lead."""

from multibuh_backends.sql.schema.entries import ATTACHMENTS, ENTRIES
from multibuh_backends.sql.schema.metadata import METADATA, STORE, VERSION, in_schema
from multibuh_backends.sql.schema.records import COMMITS, DIRECTORIES, EXTERNAL_IDS, ORGANIZATIONS
from multibuh_backends.sql.schema.revisions import DIRECTORY_REVISIONS, ENTRY_REVISIONS, ORGANIZATION_REVISIONS
from multibuh_backends.sql.schema.versions import CURRENT, KNOWN

__all__ = [
    "ATTACHMENTS",
    "COMMITS",
    "CURRENT",
    "DIRECTORIES",
    "DIRECTORY_REVISIONS",
    "ENTRIES",
    "ENTRY_REVISIONS",
    "EXTERNAL_IDS",
    "KNOWN",
    "METADATA",
    "ORGANIZATIONS",
    "ORGANIZATION_REVISIONS",
    "STORE",
    "VERSION",
    "in_schema",
]
