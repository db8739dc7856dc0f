"""What a backend must provide: one protocol a file, with its laws."""

from multibuh_core.ports.backend import Backend
from multibuh_core.ports.blob_store import Blob, BlobStore
from multibuh_core.ports.card_reader import CardReader
from multibuh_core.ports.directory_repository import DirectoryRepository
from multibuh_core.ports.entry_repository import CurrentText, EntryRepository, NewText
from multibuh_core.ports.histories import DirectoryHistory, EntryHistory, History, OrganizationHistory
from multibuh_core.ports.organization_repository import OrganizationRepository
from multibuh_core.ports.unit_of_work import UnitOfWork

__all__ = [
    "Backend",
    "Blob",
    "BlobStore",
    "CardReader",
    "CurrentText",
    "DirectoryHistory",
    "DirectoryRepository",
    "EntryHistory",
    "EntryRepository",
    "History",
    "NewText",
    "OrganizationHistory",
    "OrganizationRepository",
    "UnitOfWork",
]
