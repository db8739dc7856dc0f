"""An entry as one change left it, whose text is in memory while it is the present one, and in the log for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from multibuh_backends.trusted import maker_of
from multibuh_core.entry import Entry
from multibuh_core.revision import Action, EntryRevision

if TYPE_CHECKING:
    from multibuh_core.attachment import Attachment
    from multibuh_core.commit import Commit

__all__ = ["Logged", "Texts"]

_entry = maker_of(Entry)


class Texts(Protocol):
    """What reads a text back from the log."""

    def text(self, number: int, place: int) -> str:
        """Return the text that a change wrote: the one at *place* in commit *number*."""


class Logged:
    """What memory holds as `Written`: all of the newest version, and of older ones all but the text."""

    __slots__ = (
        "_texts",
        "action",
        "attachments",
        "commit",
        "directory_id",
        "number",
        "organization_id",
        "place",
        "present",
        "row",
        "version",
    )

    def __init__(  # noqa: PLR0917 - made a hundred thousand times at opening: by place
        self,
        texts: Texts,
        number: int,
        place: int,
        organization_id: str,
        directory_id: str,
        version: int,
        action: Action,
        commit: Commit,
        row: int | None,
        text: str | None,
        attachments: tuple[Attachment, ...],
    ) -> None:
        """Take a change as commit *number* made it; without its text, where a later one has replaced it."""
        self._texts = texts
        self.number = number
        self.place = place
        self.organization_id = organization_id
        self.directory_id = directory_id
        self.version = version
        self.action = action
        self.commit = commit
        self.row = row
        self.attachments = attachments
        self.present = None if text is None else self._with(text)

    @property
    def entry(self) -> Entry:
        """The entry: at hand if it is the present one, else with its text read from the log."""
        present = self.present
        return self._with(self._texts.text(self.number, self.place)) if present is None else present

    def forget_text(self) -> None:
        """Let go of the text: a later version has come."""
        self.present = None

    def revision(self) -> EntryRevision:
        """Return the same as the history tells it."""
        return EntryRevision(
            version=self.version,
            action=self.action,
            text=self.entry.text,
            attachments=self.attachments,
            commit=self.commit,
            row=self.row,
        )

    def _with(self, text: str) -> Entry:
        made: Entry = _entry(
            self.directory_id,
            self.organization_id,
            text,
            self.attachments,
            self.version,
            self.commit.at,
            self.commit.by,
        )
        return made
