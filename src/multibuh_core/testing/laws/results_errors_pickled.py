"""Results, errors: those that a backend raises itself, and those that carry records, come through pickling whole."""

from __future__ import annotations

import pickle
from collections.abc import Callable

from multibuh_core.errors import ConflictError, CorruptionError, UnsupportedOperationError, VersionConflictError
from multibuh_core.ports import Blob
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import FIRM, World


class ResultsErrorsPickled(Kit, law="Results"):
    """Sent from process to process."""

    def test_errors_of_the_backend_survive_pickling(self, world: World) -> None:
        """Errors that a backend raises itself, of bytes, of units, of archived records, come through pickling whole."""
        ada = world.admin("ada")
        guide = new_directory(ada).id
        ada.directories.archive(guide)
        with ada.transaction() as over:
            pass
        errors = [
            refused(CorruptionError, world.backend.blobs(FIRM).open, Blob("0" * 64, 1)),
            refused(UnsupportedOperationError, over.organizations.list),
            refused(ConflictError, ada.directories.update, guide, expected_version=2, name="Иначе"),
        ]
        for error in errors:
            thawed = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
            assert (type(thawed), str(thawed)) == (type(error), str(error))

    def test_errors_carry_a_record_through_pickling(self, world: World) -> None:
        """The record that a version conflict carries comes through pickling equal: entry, directory, organization."""
        anna = world.user("anna")
        org, guide = new_organization(anna, external_ids={"1c": "7"}), new_directory(anna)
        anna.attachments.attach(guide.id, org.id, b"data", name="a.txt")
        calls: list[tuple[Callable[[], object], object]] = [
            (lambda: anna.organizations.update(org.id, expected_version=7, name="Иначе"), org),
            (lambda: anna.directories.update(guide.id, expected_version=7, name="Иначе"), guide),
            (lambda: anna.entries.clear(guide.id, org.id, expected_version=7), anna.entries.read(guide.id, org.id)),
        ]
        for call, record in calls:
            error = refused(VersionConflictError, call)
            assert pickle.loads(pickle.dumps(error)).current == error.current == record  # noqa: S301 - our own
