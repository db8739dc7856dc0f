"""Results at the port of the backend: what its operator and its host rely on."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

from multibuh_core.actor import Viewer
from multibuh_core.settings import Settings
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.l9_attachments import DATA, damage
from multibuh_core.testing.world import FIRM, World


class PortBackend(Kit, law="Results"):
    """Opened, asked, closed."""

    def test_port_backend_bears_its_settings(self, tmp_path: Path) -> None:
        """The settings of a backend are those that it was opened with."""
        settings = Settings()
        with self.open_backend(tmp_path / "store", settings) as backend:
            assert backend.settings is settings

    def test_port_backend_may_be_closed_twice(self, world: World) -> None:
        """Closing what is closed does nothing, and what was committed before stands."""
        anna = world.user("anna")
        org = new_organization(anna)
        world.backend.close()
        world.backend.close()
        if self.lasting:
            with world.opened_again() as again:
                assert again.user("anna").organizations.list() == (org,)

    def test_port_card_reader_reads_the_state_of_each_moment(self, world: World) -> None:
        """A reader of cards that is kept gives with each call the state of that moment, None for what is not there."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        reader = world.backend.cards(FIRM, viewer=Viewer("boris"))
        assert reader.read(a_missing_id()) is None
        assert dict(reader.read_many([a_missing_id()])) == {}
        for number in range(3):
            entry = anna.entries.write(guide, org, f"{number}", expected_version=number)
            card = reader.read(org)
            assert card is not None
            assert [item.entry for item in card.items] == [entry]
            assert dict(reader.read_many([a_missing_id(), org])) == {org: card}
        anna.directories.archive(guide)
        assert dict(reader.read_many([org])) == {org: reader.read(org)} != {org: card}

    def test_port_gc_tells_how_many_it_removed(self, world: World) -> None:
        """Gc goes through all firms and returns the number of what it removed; a second finds nothing."""
        for firm in ("раз", "два", "три"):
            for number in range(2):
                world.backend.blobs(firm).put(io.BytesIO(b"%d" % number))
        anna = world.user("anna", "раз")
        anna.attachments.attach(new_directory(anna).id, new_organization(anna).id, b"0", name="a.txt")
        assert world.backend.gc(older_than=timedelta(days=1)) == 0
        assert world.backend.gc(older_than=timedelta(0)) == 5
        assert world.backend.gc(older_than=timedelta(0)) == 0

    def test_port_verify_tells_no_texts(self, world: World) -> None:
        """Where bytes are damaged verify tells of it by ids, and by no text, name or user's word."""
        anna = world.user("anna")
        org, notes = new_organization(anna, "Секретная организация").id, new_notes(anna, "Секретное имя").id
        anna.entries.write(notes, org, "секретный текст", expected_version=0)
        anna.attachments.attach(notes, org, DATA, name="секретный файл.bin")
        assert list(world.backend.verify()) == []
        if damage(world.place):
            lines = list(world.backend.verify())
            assert lines != []
            assert not any("екретн" in line or "\n" in line for line in lines)

    def test_port_verify_of_a_long_life_finds_nothing(self, world: World) -> None:
        """After publishing, succession, archiving and restoring a store is healthy to its own check."""
        anna, ada = world.user("anna"), world.admin("ada")
        org, notes = new_organization(anna, external_ids={"1c": "7"}).id, new_notes(anna).id
        file = anna.attachments.attach(notes, org, DATA, name="a.bin")
        anna.attachments.detach(file.id)
        anna.directories.publish(notes)
        ada.directories.hand_over(of="anna", to="nina")
        world.user("nina").entries.restore(notes, org, 1, expected_version=3)
        ada.organizations.update(org, expected_version=1, external_ids={})
        ada.organizations.archive(org)
        ada.directories.archive(notes)
        assert list(world.backend.verify()) == []
        assert world.backend.gc(older_than=timedelta(0)) == 0
