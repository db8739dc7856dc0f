"""All of a firm, written into the tables as one transaction, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from multibuh_backends.sql import directory_queries, directory_rows, entry_queries, organization_queries
from multibuh_backends.sql import organization_rows as organizations
from multibuh_backends.sql.attachments import ADD as ADD_ATTACHMENT
from multibuh_backends.sql.commit_rows import ADD_COMMIT, commit_row
from multibuh_backends.sql.copying.entry_rows import attachment_rows, current_row, revision_rows
from multibuh_backends.sql.copying.queries import ANY
from multibuh_core.copying import checked_histories, firm_exists
from multibuh_core.ports import DirectoryHistory, EntryHistory, OrganizationHistory

if TYPE_CHECKING:
    from multibuh_backends.sql.database import OwnDatabase
    from multibuh_backends.sql.driver import Driver, Row
    from multibuh_backends.sql.prepared import Query
    from multibuh_core.commit import Commit
    from multibuh_core.ports import History

__all__ = ["write_firm"]

_WEIGHT: Final = 1 << 22
"""How many characters wait, about, until their rows are written."""
_OF_A_ROW: Final = 500
_ORDER: Final = (
    ADD_COMMIT,
    *(organization_queries.ADD, organization_queries.ADD_EXTERNAL_ID, organization_queries.ADD_REVISION),
    *(directory_queries.ADD, directory_queries.ADD_REVISION),
    *(entry_queries.ADD, entry_queries.ADD_REVISION, ADD_ATTACHMENT),
)
"""What is named before what names it."""


def write_firm(database: OwnDatabase, firm: str, histories: Iterable[History]) -> None:
    """
    Write the histories of all records of a firm that has none.

    Raises:
        AlreadyExistsError: If it has something.
        InvalidInputError: If they break a law.
    """
    transaction = database.begin_alone(firm)
    try:
        _write(transaction.driver, firm, histories)
    except BaseException:
        transaction.discard()
        raise
    transaction.commit()


def _write(driver: Driver, firm: str, histories: Iterable[History]) -> None:
    if any(driver.row(query, firm, 1) is not None for query in ANY):
        raise firm_exists(firm)
    writer = _Writer(driver, firm)
    for history in checked_histories(histories):
        writer.add(history)
    writer.flush()


class _Writer:
    """Rows that wait until they are enough to be written at once."""

    def __init__(self, driver: Driver, firm: str) -> None:
        self._driver = driver
        self._firm = firm
        self._commits: set[str] = set()
        """The ids of those whose rows are written or wait."""
        self._rows: dict[Query, list[Row]] = {query: [] for query in _ORDER}
        self._weight = 0

    def add(self, history: History) -> None:
        """Take a history, which is lawful."""
        for revision in history.revisions:
            self._add_commit(revision.commit)
        if isinstance(history, OrganizationHistory):
            self._add_organization(history)
        elif isinstance(history, DirectoryHistory):
            self._add_directory(history)
        else:
            self._add_entry(history)
        if self._weight > _WEIGHT:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        for query, rows in self._rows.items():
            self._driver.change_many(query, rows)
            rows.clear()
        self._weight = 0

    def _add_commit(self, commit: Commit) -> None:
        if commit.id not in self._commits:
            self._commits.add(commit.id)
            self._wait(ADD_COMMIT, commit_row(self._firm, commit))

    def _add_organization(self, history: OrganizationHistory) -> None:
        firm, last = self._firm, history.revisions[-1].organization
        self._wait(organization_queries.ADD, organizations.current_row(firm, last))
        self._wait(organization_queries.ADD_EXTERNAL_ID, *organizations.external_id_rows(firm, last))
        for one in history.revisions:
            row = organizations.revision_row(firm, one.organization, one.action, one.commit.id, one.row)
            self._wait(organization_queries.ADD_REVISION, row)

    def _add_directory(self, history: DirectoryHistory) -> None:
        firm = self._firm
        self._wait(directory_queries.ADD, directory_rows.current_row(firm, history.revisions[-1].directory))
        for one, private_to in zip(history.revisions, history.private_to, strict=True):
            row = directory_rows.revision_row(firm, one.directory, one.action, one.commit.id, private_to=private_to)
            self._wait(directory_queries.ADD_REVISION, row)

    def _add_entry(self, history: EntryHistory) -> None:
        self._wait(entry_queries.ADD, current_row(self._firm, history))
        self._wait(entry_queries.ADD_REVISION, *revision_rows(self._firm, history))
        self._wait(ADD_ATTACHMENT, *attachment_rows(self._firm, history))
        self._weight += sum(len(one.text) for one in history.revisions)

    def _wait(self, query: Query, *rows: Row) -> None:
        self._rows[query] += rows
        self._weight += _OF_A_ROW * len(rows)
