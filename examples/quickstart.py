"""
The problem: Anna keeps a client's peculiarities in her head; she falls ill, and Boris has to serve the client today.

Anna writes what she knows into two directories, one for the whole firm and one for herself. Boris opens the client's
card and has the guide at once, its file included, and Anna's own note does not exist for him.

    python examples/quickstart.py
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from multibuh_backends import connect
from multibuh_core import Actor, Visibility, Workspace


def main(folder: Path) -> None:
    """Make a firm in *folder*, and print one client's card as Boris sees it."""
    reglament = folder / "reglament.pdf"
    reglament.write_bytes(b"%PDF-1.4\n")

    with connect(f"sqlite:///{(folder / 'firm.db').as_posix()}", create=True) as backend:  # one per process
        anna = Workspace(backend, firm="fintrust", actor=Actor("anna"))  # one per request; the host's login decides who
        boris = Workspace(backend, firm="fintrust", actor=Actor("boris"))

        org = anna.organizations.add(
            "ООО «Ромашка»", inn="7707083893", kpp="773601001", external_ids={"1c": "000000123"}
        )
        guide = anna.directories.create("Карта обслуживания", visibility=Visibility.COLLECTIVE, show_in_card=True)
        notes = anna.directories.create("Мои заметки", visibility=Visibility.PERSONAL, show_in_card=True)

        anna.entries.write(guide.id, org.id, "Банк — по вторникам", expected_version=0)  # 0: never written
        anna.entries.write(notes.id, org.id, "Директор не любит звонков", expected_version=0)
        anna.attachments.attach(guide.id, org.id, reglament)  # a path, or bytes or a binary stream with name=

        for item in boris.cards.read(org.id).items:  # Anna is ill; her notes do not exist for Boris
            print(item.directory.name, item.entry.text, [a.name for a in item.entry.attachments])


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        main(Path(place))
