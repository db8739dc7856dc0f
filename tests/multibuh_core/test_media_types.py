"""Media types: from the caller or from a table of our own, the same on every machine."""

from __future__ import annotations

import mimetypes

import pytest

from multibuh_core.errors import InvalidInputError
from multibuh_core.file_names import checked_media_type, media_type_of
from tests.multibuh_core.refusals import refusal

TABLE = {
    "a.csv": "text/csv",
    "a.doc": "application/msword",
    "a.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "a.eml": "message/rfc822",
    "a.jpeg": "image/jpeg",
    "a.JPG": "image/jpeg",
    "a.md": "text/markdown",
    "a.ods": "application/vnd.oasis.opendocument.spreadsheet",
    "a.PDF": "application/pdf",
    "a.png": "image/png",
    "a.rtf": "application/rtf",
    "a.txt": "text/plain",
    "a.xls": "application/vnd.ms-excel",
    "a.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "a.xml": "application/xml",
    "a.zip": "application/zip",
    "a.7z": "application/x-7z-compressed",
    "архив.tar.zip": "application/zip",
    ".pdf": "application/pdf",
}
UNKNOWN = ["a", "pdf", "zip", "a.", "a.exe", "a.pdf.exe", "a.pdf ", "", "a.рdf"]


class TestTable:
    """By the extension."""

    @pytest.mark.parametrize(("name", "media_type"), TABLE.items())
    def test_known_extension_tells_the_type(self, name: str, media_type: str) -> None:
        """The last extension tells, in whatever case."""
        assert media_type_of(name) == media_type

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_anything_else_is_bytes(self, name: str) -> None:
        """Without an extension that is known the type says nothing."""
        assert media_type_of(name) == "application/octet-stream"

    def test_machine_has_no_say(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What the machine's own table holds changes nothing (L11)."""
        mimetypes.init()
        monkeypatch.setitem(mimetypes.types_map, ".exe", "application/x-of-this-machine")
        assert mimetypes.guess_type("a.exe")[0] == "application/x-of-this-machine"
        assert media_type_of("a.exe") == "application/octet-stream"


class TestGivenByTheCaller:
    """Checked for its shape alone."""

    @pytest.mark.parametrize(
        "value", ["application/pdf", "text/plain; charset=utf-8", "image/svg+xml", "a/b", "x" * 127 + "/" + "y" * 127]
    )
    def test_type_and_subtype_are_kept(self, value: str) -> None:
        """What reads type/subtype is kept as it is, with its parameters."""
        assert checked_media_type(value) == value

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "pdf",
            "a/",
            "/b",
            "a/b/c",
            "a b/c",
            "text/plain\n",
            "text/plain\r\nX: y",
            "текст/plain",
            "x" * 128 + "/y",
            None,
            5,
            b"a/b",
        ],
        ids=lambda value: ascii(value)[:20],
    )
    def test_anything_else_is_refused(self, value: object) -> None:
        """No line end gets into a header by way of a media type."""
        error = refusal(InvalidInputError, checked_media_type, value)
        assert (error.field, error.rule) == ("media_type", "нужно «тип/подтип», например application/pdf.")
