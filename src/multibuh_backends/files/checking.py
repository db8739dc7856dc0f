"""The check of a store: every log from its beginning, every digest, every law that a log can break, every blob."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from multibuh_backends.files.applying import apply
from multibuh_backends.files.checkpoint_reading import checkpoint_in
from multibuh_backends.files.checkpoints import Checkpoints
from multibuh_backends.files.firms import readable_firm_ids
from multibuh_backends.files.layout import checkpoint_key, commit_number, log_of, segments_of, short
from multibuh_backends.files.log import FirmLog
from multibuh_backends.files.sequence import faults_of
from multibuh_backends.files.states import named_blobs, revisions_of
from multibuh_backends.memory.firm import FirmState
from multibuh_backends.memory.versions import Versions
from multibuh_core.errors import StorageError, shown

if TYPE_CHECKING:
    from multibuh_backends.blobs import Blobs
    from multibuh_backends.files.objects import Objects
    from multibuh_core.ports import Blob

__all__ = ["check"]


def check(objects: Objects, blobs: Blobs) -> Iterator[str]:
    """
    Tell each fault in one line; nothing for a healthy store. Writers may go on meanwhile.

    The logs are read first and the blobs after them: what a later commit names is no fault of this check.
    """
    firms, faults = readable_firm_ids(objects)
    yield from faults
    named: list[tuple[str, Blob]] = []
    for firm in firms.values():
        replay = Replay(FirmLog(objects, firm))
        yield from (f"Фирма {shown(firm)}: {fault}" for fault in replay.faults())
        named += ((firm, blob) for blob in sorted(named_blobs(replay.state), key=lambda one: one.sha256))
    for problem in blobs.verify(named):
        yield str(problem)


class Replay:
    """One firm's log, gone through from its beginning without a checkpoint."""

    def __init__(self, log: FirmLog) -> None:
        self.log = log
        self.state = FirmState()
        self._head = ""
        self._segments: set[str] = set()
        self._checkpoints = set(Checkpoints(log).numbers())  # before the log, which grows: none may be ahead of it

    def faults(self) -> Iterator[str]:
        """Tell what is wrong, up to the commit behind which nothing can be told."""
        left_over = self.log.objects.names(segments_of(self.log.key))
        for name in self.log.objects.names(log_of(self.log.key)):
            if commit_number(name) is None:
                yield f"в журнале лежит чужой файл {shown(short(name))}. Уберите его."
        try:
            for number in range(1, self.log.last_listed() + 1):
                yield from self._commit(number)
        except StorageError as error:
            yield str(error)
            return
        for number in sorted(self._checkpoints):
            if number > self.state.number:
                name = shown(short(checkpoint_key(self.log.key, number)))
                yield (
                    f"снимок {name} новее журнала. Если это копия, снятая во время записи, удалите его; если нет, "
                    "конец журнала потерян: восстановите его из копии."
                )
        for name in left_over:
            if name not in self._segments:
                yield f"часть {shown(short(name))} не названа ни одной фиксацией: её уберёт multibuh gc."

    def _commit(self, number: int) -> Iterator[str]:
        document = self.log.required(number)
        if document.previous != self._head:
            yield f"у фиксации {number} другой предшественник. Восстановите журнал из копии."
        changes = list(self.log.changes(document))
        self._head = document.seal
        self._segments |= {f"{segment.digest}.json" for segment in document.segments}
        yield from faults_of(self.state, changes)
        apply(self.state, number, changes)
        self.state.number = number
        if number in self._checkpoints:
            yield from self._checkpoint(number)

    def _checkpoint(self, number: int) -> Iterator[str]:
        """Compare the checkpoint after a commit with what the log comes to."""
        key = checkpoint_key(self.log.key, number)
        try:
            data = self.log.objects.get(key)
            if data is None:
                return
            found, head = checkpoint_in(data, self.log, firm=self.log.firm, number=number, key=key)
        except StorageError as error:
            yield f"{error} Или удалите его: это снимок журнала, и он сделается заново."
            return
        if head != self._head or told(found) != told(self.state):
            yield f"снимок {shown(short(key))} расходится с журналом. Удалите его: он сделается заново."


def told(state: FirmState) -> tuple[object, ...]:
    """Return all that a checkpoint keeps of a state, but for the texts, in a form to compare."""
    records = ({key: tuple(versions.until(state.number)) for key, versions in kind.items()} for kind in _kinds(state))
    entries = {
        (one.organization_id, one.directory_id, one.version): (
            one.action,
            one.commit,
            one.row,
            one.number,
            one.place,
            one.attachments,
        )
        for one in revisions_of(state)
    }
    pasts = {key: versions.at(state.number) for key, versions in state.pasts.items()}
    return *records, entries, pasts


def _kinds(state: FirmState) -> tuple[dict[str, Versions[Any]], dict[str, Versions[Any]]]:
    return state.organizations, state.directories
