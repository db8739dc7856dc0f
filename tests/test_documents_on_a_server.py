"""
The documents that need a PostgreSQL server, run on one.

A block behind the comment ``% on-a-server: next``, or blocks between ``% on-a-server: start`` and ``end``, are left out
where the documents are run otherwise. Here a document that has such a comment is run as a whole, as its reader would,
and ``DATABASE_URL`` leads to an empty database of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sybil import Sybil

from tests.conftest import ROOT, enter_a_folder_of_its_own, leave_it
from tests.documents import ON_A_SERVER, document_parsers
from tests.servers.postgresql import Database

DOCUMENTS = [
    path
    for path in sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md")])
    if f"% {ON_A_SERVER}:" in path.read_text(encoding="utf-8")
]


def run(path: Path) -> None:
    """Run all blocks of a document in order."""
    namespace: dict[str, Any] = {}
    document = Sybil(parsers=document_parsers(on_a_server=True), path=str(path.parent)).parse(path)
    document.namespace = namespace
    enter_a_folder_of_its_own(namespace)
    try:
        for example in document.examples():
            example.evaluate()
    finally:
        leave_it(namespace)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_document_shows_what_its_reader_gets(path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block of a document does on a server what the document shows."""
    monkeypatch.setenv("DATABASE_URL", database.url)
    run(path)


def test_wrong_output_is_told(tmp_path: Path) -> None:
    """A block for a server that prints something else than is shown fails; without one it is left out, and told so."""
    document = tmp_path / "document.md"
    document.write_text("% on-a-server: start\n\n```python\nprint(1)\n```\n\n```output\n2\n```\n\n% on-a-server: end\n")
    with pytest.raises(Exception, match="in the document"):
        run(document)
    for example in Sybil(parsers=document_parsers(), path=str(tmp_path)).parse(document).examples():
        example.evaluate()
