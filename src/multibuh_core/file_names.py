"""Names of attachments: made safe on the way in, so that any system can save the file under its name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from multibuh_core.errors import InvalidInputError
from multibuh_core.names import checked_characters

__all__ = ["checked_media_type", "media_type_of", "safe_file_name"]

MAX_FILE_NAME_BYTES: Final = 255
_FORBIDDEN: Final = frozenset('<>:"|?*')
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?= *(\.|$))")


def safe_file_name(value: object) -> str:
    r"""
    Return *value* as a name that is safe on any system.

    NFC; the last component after ``/`` or ``\``; without control, bidi and zero-width characters and ``<>:"|?*``;
    without outer spaces and trailing dots; a Windows device name gets a ``_`` in front; at most 255 bytes of UTF-8, the
    extension kept.

    Raises:
        InvalidInputError: If the name climbs out of its folder (``..``), or nothing is left of it.
    """
    given = checked_characters("name", value)
    *folders, last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))
    if ".." in folders or last in {".", ".."}:
        raise InvalidInputError("name", value, "имя файла выходит из своей папки. Укажите имя без «..».")
    kept = "".join(c for c in last if c not in _FORBIDDEN and unicodedata.category(c) not in _UNSEEN)
    name = unicodedata.normalize("NFC", " ".join(kept.split()).rstrip(". "))
    name = _shortened(_without_device(name))
    if not name:
        raise InvalidInputError(
            "name", value, "от имени файла ничего не остаётся. Укажите имя, например «договор.pdf»."
        )
    return name


def _without_device(name: str) -> str:
    return "_" + name if _DEVICES.match(name) else name


def _shortened(name: str) -> str:
    if len(name.encode()) <= MAX_FILE_NAME_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    tail = dot + extension if stem and len(extension.encode()) <= MAX_FILE_NAME_BYTES // 4 else ""
    room = MAX_FILE_NAME_BYTES - len(tail.encode())
    return (stem if tail else name).encode()[:room].decode(errors="ignore").rstrip(". ") + tail


_MEDIA_TYPE: Final = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(;[ -~]{0,127})?")
_MEDIA_TYPES: Final = {
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "gif": "image/gif",
    "htm": "text/html",
    "html": "text/html",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "md": "text/markdown",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rar": "application/vnd.rar",
    "rtf": "application/rtf",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
    "7z": "application/x-7z-compressed",
}


def media_type_of(name: str) -> str:
    """Return the media type that the extension tells, by a table of our own: the machine's would differ (L11)."""
    _, dot, extension = name.rpartition(".")
    return _MEDIA_TYPES.get(extension.lower() if dot else "", "application/octet-stream")


def checked_media_type(value: object) -> str:
    """Return the media type that a caller gives, refused unless it reads ``type/subtype`` (RFC 6838)."""
    if not isinstance(value, str) or not _MEDIA_TYPE.fullmatch(value):
        raise InvalidInputError("media_type", value, "нужно «тип/подтип», например application/pdf.")
    return value
