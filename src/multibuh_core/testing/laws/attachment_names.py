"""Names, types and number of attachments."""

from __future__ import annotations

import pytest

from multibuh_core.errors import InvalidInputError
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import World

MADE_SAFE = {
    "договор.pdf": "договор.pdf",
    "C:\\Users\\anna\\договор.pdf": "договор.pdf",
    "/etc/passwd": "passwd",
    "а/б\\в.txt": "в.txt",
    "e\u0301.txt": "é.txt",
    "a\u202etxt.exe": "atxt.exe",
    "a\u200bb\x07.txt": "ab.txt",
    'a<b>c:d"e|f?g*.txt': "abcdefg.txt",
    "a.txt. . ": "a.txt",
}
REFUSED = ["", ".", "..", "../a.txt", "a/../b.txt", "..\\a.txt", "a/..", "/", "\u202e", "...", " ", "???"]


class AttachmentNames(Kit, law="Domain"):
    """Made safe on the way in, or refused."""

    @pytest.mark.parametrize(("given", "kept"), MADE_SAFE.items(), ids=ascii)
    def test_names_name_is_made_safe(self, world: World, given: str, kept: str) -> None:
        """A name is its last component in NFC, without what is unseen or forbidden on some system."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        assert anna.attachments.attach(guide, org, b"data", name=given).name == kept
        assert [one.name for one in anna.entries.read(guide, org).attachments] == [kept]

    @pytest.mark.parametrize("given", REFUSED, ids=ascii)
    def test_names_name_that_climbs_or_is_nothing_is_refused(self, world: World, given: str) -> None:
        """A name that would climb out of its folder, or of which nothing is left, is refused."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        assert refused(InvalidInputError, anna.attachments.attach, guide, org, b"data", name=given).field == "name"
        assert anna.entries.read(guide, org).version == 0

    @pytest.mark.parametrize("device", ["con", "NUL.txt", "com1.tar.gz", "LPT9"])
    def test_names_device_of_windows_gets_a_mark(self, world: World, device: str) -> None:
        """A name that Windows takes for a device is kept with a mark, and is no device's any more."""
        anna = world.user("anna")
        name = anna.attachments.attach(new_directory(anna).id, new_organization(anna).id, b"data", name=device).name
        assert name != device
        assert device in name
        assert not name.casefold().startswith(device.casefold())

    def test_names_long_name_keeps_its_extension(self, world: World) -> None:
        """A name is cut to 255 bytes of UTF-8 between characters, and keeps its extension."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        for letter in ("x", "я", "🙂"):
            name = anna.attachments.attach(guide, org, b"data", name=letter * 300 + ".pdf").name
            assert name.endswith(letter + ".pdf")
            assert 251 <= len(name.encode()) <= 255

    def test_names_that_become_one_are_one(self, world: World) -> None:
        """Two names that are made safe to the same are the same name within an entry."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        first = anna.attachments.attach(guide, org, b"data", name="a/é.txt")
        assert anna.attachments.attach(guide, org, b"data", name="b\\e\u0301.txt") == first

    @pytest.mark.parametrize(
        ("name", "media_type"),
        {
            "a.pdf": "application/pdf",
            "a.PDF": "application/pdf",
            "a.txt": "text/plain",
            "a.csv": "text/csv",
            "a.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "a.нечто": "application/octet-stream",
            "a": "application/octet-stream",
        }.items(),
    )
    def test_names_media_type_comes_from_the_name(self, world: World, name: str, media_type: str) -> None:
        """A media type not given is found by the extension, the same on every machine."""
        anna = world.user("anna")
        made = anna.attachments.attach(new_directory(anna).id, new_organization(anna).id, b"data", name=name)
        assert made.media_type == media_type

    def test_names_media_type_comes_from_the_caller(self, world: World) -> None:
        """A media type that is given is kept; what is none is refused."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        given = anna.attachments.attach(guide, org, b"data", name="a.pdf", media_type="text/plain; charset=utf-8")
        assert given.media_type == "text/plain; charset=utf-8"
        for unfit in ("", "pdf", "text/plain\r\nX-Evil: 1"):
            error = refused(InvalidInputError, anna.attachments.attach, guide, org, b"x", name="b", media_type=unfit)
            assert error.field == "media_type"

    def test_names_entry_has_at_most_200_attachments(self, world: World) -> None:
        """The 201st attachment is refused; one of the 200 can be replaced, and one more comes when another went."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        with anna.transaction() as tx:
            files = [tx.attachments.attach(guide, org, b"%d" % (n % 3), name=f"{n}.txt") for n in range(200)]
        refused(InvalidInputError, anna.attachments.attach, guide, org, b"data", name="more.txt")
        anna.attachments.attach(guide, org, b"other", name="7.txt", replace=True)
        anna.attachments.detach(files[0].id)
        anna.attachments.attach(guide, org, b"data", name="more.txt")
        assert len(anna.entries.read(guide, org).attachments) == 200
