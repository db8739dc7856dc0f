"""Every call of a workspace that names a directory, an organization or an attachment, as a table to go through."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from multibuh_core.version import OVERWRITE
from multibuh_core.workspace import Workspace

__all__ = ["ON_ATTACHMENT", "ON_DIRECTORY", "ON_ENTRY", "ON_ORGANIZATION", "WRITES_TO_ENTRY", "Call", "EntryCall"]

Call: TypeAlias = Callable[[Workspace, str], object]
EntryCall: TypeAlias = Callable[[Workspace, str, str], object]

ON_DIRECTORY: dict[str, Call] = {
    "get": lambda w, d: w.directories.get(d),
    "update": lambda w, d: w.directories.update(d, expected_version=OVERWRITE, name="Другое имя"),
    "publish": lambda w, d: w.directories.publish(d),
    "transfer": lambda w, d: w.directories.transfer(d, to="nina"),
    "archive": lambda w, d: w.directories.archive(d),
    "unarchive": lambda w, d: w.directories.unarchive(d),
    "history": lambda w, d: w.directories.history(d),
    "entries.list": lambda w, d: w.entries.list(directory_id=d),
}

WRITES_TO_ENTRY: dict[str, EntryCall] = {
    "write": lambda w, d, o: w.entries.write(d, o, "новое", expected_version=OVERWRITE),
    "clear": lambda w, d, o: w.entries.clear(d, o, expected_version=OVERWRITE),
    "restore": lambda w, d, o: w.entries.restore(d, o, 1, expected_version=OVERWRITE),
    "attach": lambda w, d, o: w.attachments.attach(d, o, b"new bytes", name="new.txt"),
}

ON_ENTRY: dict[str, EntryCall] = {
    "read": lambda w, d, o: w.entries.read(d, o),
    "read a version": lambda w, d, o: w.entries.read(d, o, version=1),
    "list": lambda w, d, o: w.entries.list(directory_id=d, organization_id=o),
    "history": lambda w, d, o: w.entries.history(d, o),
    **WRITES_TO_ENTRY,
}

ON_ORGANIZATION: dict[str, Call] = {
    "get": lambda w, o: w.organizations.get(o),
    "update": lambda w, o: w.organizations.update(o, expected_version=OVERWRITE, name="Другое имя"),
    "archive": lambda w, o: w.organizations.archive(o),
    "unarchive": lambda w, o: w.organizations.unarchive(o),
    "history": lambda w, o: w.organizations.history(o),
    "card": lambda w, o: w.cards.read(o),
    "entries.list": lambda w, o: w.entries.list(organization_id=o),
}

ON_ATTACHMENT: dict[str, Call] = {
    "get": lambda w, a: w.attachments.get(a),
    "open": lambda w, a: w.attachments.open(a),
    "detach": lambda w, a: w.attachments.detach(a),
}
