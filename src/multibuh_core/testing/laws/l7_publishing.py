"""L7: publishing shows a directory as it is, and not what it was."""

from __future__ import annotations

import pytest

from multibuh_core.errors import ConflictError, NotAllowedError, NotFoundError
from multibuh_core.revision import Action
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.calls import ON_ATTACHMENT, Call
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.outcomes import refused, told
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE
from multibuh_core.visibility import Visibility


class L7Publishing(Kit, law="L7"):
    """What becomes visible, and to whom the past belongs."""

    def test_l7_each_entry_gets_one_published_revision(self, world: World) -> None:
        """Publishing adds one revision to each entry, cleared ones and those of archived organizations too."""
        anna, ada = world.user("anna"), world.admin("ada")
        full, empty, gone, blank = (new_organization(anna, name).id for name in ("А", "Б", "В", "Г"))
        notes = new_notes(anna).id
        for org in (full, empty, gone):
            anna.entries.write(notes, org, "текст", expected_version=0)
        anna.entries.clear(notes, empty, expected_version=1)
        ada.organizations.archive(gone)
        published = anna.directories.publish(notes)
        assert published.visibility is Visibility.COLLECTIVE
        for org, version, text in ((full, 2, "текст"), (empty, 3, ""), (gone, 2, "текст")):
            (revision,) = ada.entries.history(notes, org)
            assert (revision.version, revision.action, revision.text) == (version, Action.PUBLISHED, text)
            assert revision.commit == ada.directories.history(notes)[0].commit
            assert revision.entry(notes, org) == ada.entries.read(notes, org)
        assert ada.entries.history(notes, blank) == ()
        assert ada.entries.read(notes, blank).version == 0

    def test_l7_past_is_missing_to_others(self, world: World) -> None:
        """A version before publishing is told to others, administrators too, like one that never was."""
        anna, ada = world.user("anna"), world.admin("ada")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "тайное", expected_version=0)
        anna.entries.write(notes, org, "явное", expected_version=1)
        anna.directories.publish(notes)
        missing = refused(NotFoundError, ada.entries.read, notes, org, version=9)
        for version in (1, 2):
            error = refused(NotFoundError, ada.entries.read, notes, org, version=version)
            assert repr(told(error)).replace(str(version), "9") == repr(told(missing))
            refused(NotFoundError, ada.entries.restore, notes, org, version, expected_version=OVERWRITE)
        assert [one.version for one in ada.entries.history(notes, org)] == [3]
        assert ada.entries.read(notes, org, version=3).text == "явное"

    def test_l7_owner_keeps_his_past(self, world: World) -> None:
        """Who published still reads, opens and restores what was before."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "прежнее", expected_version=0)
        file = anna.attachments.attach(notes, org, b"old", name="a.txt")
        anna.entries.clear(notes, org, expected_version=2)
        anna.directories.publish(notes)
        assert [one.version for one in anna.entries.history(notes, org)] == [1, 2, 3, 4]
        assert [one.version for one in anna.directories.history(notes)] == [1, 2]
        with anna.attachments.open(file.id) as stream:
            assert stream.read() == b"old"
        assert anna.entries.restore(notes, org, 2, expected_version=4).attachments == (file,)
        with boris.attachments.open(file.id) as stream:
            assert stream.read() == b"old"
        assert [one.version for one in boris.entries.history(notes, org)] == [4, 5]

    def test_l7_past_of_the_directory_itself_is_private(self, world: World) -> None:
        """Old names of a published directory are not told."""
        anna, boris = world.user("anna"), world.user("boris")
        notes = new_notes(anna, "Жалобы на директора").id
        anna.directories.update(notes, expected_version=1, name="Памятка")
        published = anna.directories.publish(notes)
        (revision,) = boris.directories.history(notes)
        assert (revision.version, revision.action, revision.directory) == (3, Action.PUBLISHED, published)

    @pytest.mark.parametrize("call", ON_ATTACHMENT.values(), ids=ON_ATTACHMENT.keys())
    def test_l7_attachment_of_the_past_is_missing_to_others(self, world: World, call: Call) -> None:
        """A file that only the private past names is missing to others, one that still stands there is not."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        past = anna.attachments.attach(notes, org, b"old", name="old.txt")
        kept = anna.attachments.attach(notes, org, b"new", name="new.txt")
        anna.attachments.detach(past.id)
        anna.directories.publish(notes)
        error = refused(NotFoundError, call, boris, past.id)
        missing = refused(NotFoundError, call, boris, a_missing_id())
        assert repr(told(error)).replace(past.id, a_missing_id()) == repr(told(missing))
        assert boris.entries.read(notes, org).attachments == (kept,)
        call(boris, kept.id)

    def test_l7_later_owner_does_not_see_the_past(self, world: World) -> None:
        """After a transfer the past stays private to who published, and is missing to the new owner."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "тайное", expected_version=0)
        anna.directories.publish(notes)
        anna.directories.transfer(notes, to="boris")
        assert [one.version for one in boris.entries.history(notes, org)] == [2]
        assert [one.version for one in boris.directories.history(notes)] == [2, 3]
        assert [one.version for one in anna.entries.history(notes, org)] == [1, 2]

    def test_l7_past_is_no_base_of_anothers_import(self, world: World) -> None:
        """What an import wrote before publishing is the base of its owner's next import, and of no other's."""
        anna, boris = world.user("anna"), world.user("boris")
        new_organization(anna, "А")
        notes = new_notes(anna).id
        anna.imports.apply(a_plan(anna, notes, {"А": "тайное"}))
        anna.directories.publish(notes)
        plans = [a_plan(user, notes, {"А": "из нового файла"}) for user in (anna, boris)]
        assert [plan.report.entries.changed for plan in plans] == [1, 0]
        assert [plan.report.entries.conflicts for plan in plans] == [0, 1]

    def test_l7_past_belongs_to_who_owned_it_at_publishing(self, world: World) -> None:
        """Who got a personal directory and published it has the whole past, and the one who gave it has none."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "тайное", expected_version=0)
        anna.directories.transfer(notes, to="boris")
        boris.directories.publish(notes)
        assert [one.version for one in boris.entries.history(notes, org)] == [1, 2]
        assert [one.version for one in anna.entries.history(notes, org)] == [2]

    def test_l7_only_the_owner_publishes(self, world: World) -> None:
        """To others a personal directory is missing, a collective one is not theirs; its owner changes nothing."""
        anna, boris, ada = world.user("anna"), world.user("boris"), world.admin("ada")
        notes, guide = new_notes(anna), new_directory(anna)
        for other in (boris, ada):
            refused(NotFoundError, other.directories.publish, notes.id)
            refused(NotAllowedError, other.directories.publish, guide.id)
        assert anna.directories.publish(guide.id) == guide
        assert anna.directories.get(notes.id) == notes

    def test_l7_archived_directory_is_not_published(self, world: World) -> None:
        """An archived directory, collective or personal, is not published."""
        anna = world.user("anna")
        for made in (new_notes(anna), new_directory(anna)):
            archived = anna.directories.archive(made.id)
            refused(ConflictError, anna.directories.publish, made.id)
            assert anna.directories.get(made.id) == archived
