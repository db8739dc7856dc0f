"""Attachments: named files of entries."""

from __future__ import annotations

import io
import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import attrs

from multibuh_core.attachment import Attachment
from multibuh_core.errors import AlreadyExistsError, InvalidInputError, NotFoundError
from multibuh_core.file_names import checked_media_type, media_type_of, safe_file_name
from multibuh_core.ports import Blob
from multibuh_core.revision import Action
from multibuh_core.services.places import next_state, require_writable
from multibuh_core.services.retrying import retried
from multibuh_core.services.rules import checked_flag

if TYPE_CHECKING:
    from multibuh_core.entry import Entry
    from multibuh_core.ports import UnitOfWork
from multibuh_core.services.session import Session

__all__ = ["Attachments"]

MAX_ATTACHMENTS = 200

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""A path to a file; or bytes, or a binary stream, and then a name."""


@attrs.frozen
class Attachments:
    """The files of the entries that the actor may see."""

    _session: Session

    def attach(
        self,
        directory_id: str,
        organization_id: str,
        source: Source,
        *,
        name: str | None = None,
        media_type: str | None = None,
        replace: bool = False,
    ) -> Attachment:
        """
        Attach a file to an entry: a path, or bytes or a binary stream with *name*; a stream is read in bounded memory.

        The name is made safe (`safe_file_name`). The same name with the same bytes changes nothing and returns what
        there is.

        Raises:
            InvalidInputError: For a name that is missing or unsafe, a path that is no readable file, the 201st
                attachment.
            NotFoundError, NotAllowedError, ConflictError: As for `Entries.write`.
            AlreadyExistsError: If the entry has other bytes under this name, unless *replace*.
            UnavailableError: If the bytes could not be stored.
        """
        safe_name = safe_file_name(_name_of(source) if name is None else name)
        safe_type = media_type_of(safe_name) if media_type is None else checked_media_type(media_type)
        checked_flag("replace", replace)
        with _opened(source) as stream:
            self._check_place(directory_id, organization_id)
            blob = self._session.blobs.put(stream)
        return self._name(blob, safe_name, safe_type, directory_id, organization_id, replace=replace)

    def get(self, attachment_id: str) -> Attachment:
        """
        Return what is known of an attachment that a revision names which the actor may see.

        Raises:
            NotFoundError: If there is none.
        """
        with self._session.reading() as work:
            return _existing(work, attachment_id)[2]

    def open(self, attachment_id: str) -> BinaryIO:
        """
        Return the bytes as a seekable stream, which lives on after the unit and the connection; close it when done.

        Works for whatever a revision names that the actor may see, past ones too.

        Raises:
            NotFoundError: If there is none.
            CorruptionError: If the bytes are missing; or from the read that reaches the end, if they are damaged.
        """
        attachment = self.get(attachment_id)
        return self._session.blobs.open(Blob(attachment.sha256, attachment.size))

    @retried
    def detach(self, attachment_id: str) -> Entry:
        """
        Take an attachment off its entry; the history keeps it. What is no longer attached stays as it is.

        Raises:
            NotFoundError: If there is no such attachment that the actor may see.
            NotAllowedError, ConflictError: As for `Entries.write`.
        """
        with self._session.writing() as (work, commit):
            directory_id, organization_id, attachment = _existing(work, attachment_id)
            place = work.entries.place(directory_id, organization_id)
            require_writable(self._session, place)
            rest = tuple(a for a in place.entry.attachments if a.id != attachment.id)
            if len(rest) == len(place.entry.attachments):
                return place.entry
            detached = next_state(place.entry, commit, attachments=rest)
            work.entries.put(detached, action=Action.DETACHED, commit=commit)
        return detached

    @retried
    def _name(
        self, blob: Blob, safe_name: str, safe_type: str, directory_id: str, organization_id: str, *, replace: bool
    ) -> Attachment:
        """Name stored bytes in an entry."""
        with self._session.writing() as (work, commit):
            place = work.entries.place(directory_id, organization_id)
            require_writable(self._session, place)
            present = place.entry.attachments
            namesake = next((a for a in present if a.name == safe_name), None)
            if namesake is not None and namesake.sha256 == blob.sha256:
                return namesake
            attachment = Attachment(
                id=self._session.settings.new_id(),
                name=safe_name,
                media_type=safe_type,
                size=blob.size,
                sha256=blob.sha256,
                added_at=commit.at,
                added_by=commit.by,
            )
            attached = next_state(
                place.entry, commit, attachments=_with(present, attachment, namesake, replace=replace)
            )
            work.entries.put(attached, action=Action.ATTACHED, commit=commit)
        return attachment

    def _check_place(self, directory_id: str, organization_id: str) -> None:
        """Refuse before any byte is stored what would be refused afterwards; it is checked again when it counts."""
        with self._session.reading() as work:
            require_writable(self._session, work.entries.place(directory_id, organization_id))


def _existing(work: UnitOfWork, attachment_id: str) -> tuple[str, str, Attachment]:
    found = work.entries.attachment(attachment_id)
    if found is None:
        raise NotFoundError("attachment", attachment_id)
    return found


def _with(
    present: tuple[Attachment, ...], attachment: Attachment, namesake: Attachment | None, *, replace: bool
) -> tuple[Attachment, ...]:
    if namesake is not None:
        if not replace:
            message = f"Файл «{namesake.name}» уже приложен с другим содержимым: укажите replace=True или другое имя."
            raise AlreadyExistsError(message, what="attachment", other_id=namesake.id)
        return tuple(attachment if a is namesake else a for a in present)
    if len(present) >= MAX_ATTACHMENTS:
        rule = f"в записи уже {MAX_ATTACHMENTS} вложений, больше нельзя. Уберите лишние или соберите в архив."
        raise InvalidInputError("attachments", attachment.name, rule)
    return (*present, attachment)


def _name_of(source: Source) -> str:
    if isinstance(source, str | os.PathLike):
        return Path(source).name
    rule = "для байтов и потока нужно имя файла. Передайте name=."
    raise InvalidInputError("name", None, rule)


def _giving_bytes(source: BinaryIO) -> BinaryIO:
    """Return the stream, refused unless it gives bytes; asking for none of them tells."""
    read = getattr(source, "read", None)
    if not callable(read) or not isinstance(read(0), bytes):
        rule = "нужен путь, байты или двоичный поток. Откройте файл в режиме 'rb'."
        raise InvalidInputError("source", source, rule)
    return source


def _opened(source: Source) -> AbstractContextManager[BinaryIO]:
    """Return the source as a stream; a path is opened and closed, a stream is the caller's."""
    if isinstance(source, bytes | bytearray | memoryview):
        return io.BytesIO(source)
    if not isinstance(source, str | os.PathLike):
        return nullcontext(_giving_bytes(source))
    path = Path(source)
    if not path.is_file():
        raise InvalidInputError("path", os.fspath(source), "такого файла нет. Проверьте путь.")
    try:
        return path.open("rb")
    except OSError as error:
        raise InvalidInputError("path", os.fspath(source), f"файл не читается: {error.strerror}.") from None
