"""Bytes that nothing names are removed, and no others."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

from tests.multibuh_backends.sql.stores import FIRM, a_guide, a_store, anna, boris, fill

NOW = timedelta(0)


class TestGc:
    """Removing bytes."""

    def test_what_any_revision_names_stays(self, tmp_path: Path) -> None:
        """Attached, detached, cleared away or private to a past owner: as long as a revision names it, it is kept."""
        with a_store(tmp_path) as backend:
            fill(backend)
            assert backend.gc(older_than=NOW) == 0
            assert list(backend.verify()) == []

    def test_what_no_revision_names_goes(self, tmp_path: Path) -> None:
        """Bytes of a firm that has revisions, and of one that has none, go when they are old enough."""
        with a_store(tmp_path) as backend:
            fill(backend)
            backend.blobs(FIRM).put(io.BytesIO("Отменено".encode()))
            backend.blobs("other").put(io.BytesIO("Отменено".encode()))
            assert backend.gc() == 0
            assert backend.gc(older_than=NOW) == 2
            assert backend.gc(older_than=NOW) == 0

    def test_firms_do_not_keep_each_others_bytes(self, tmp_path: Path) -> None:
        """What one firm names is not kept for another that had it too."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            guide, client = a_guide(user), user.organizations.add("ООО «Ромашка»")
            attached = user.attachments.attach(guide.id, client.id, b"%PDF", name="a.pdf")
            backend.blobs("other").put(io.BytesIO(b"%PDF"))
            assert backend.gc(older_than=NOW) == 1
            with boris(backend).attachments.open(attached.id) as stream:
                assert stream.read() == b"%PDF"
