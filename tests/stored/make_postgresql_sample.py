"""
Make the sample of this version's store on PostgreSQL: ``python -m tests.stored.make_postgresql_sample 0.1.0``.

Run once a release, when the stored form has changed; a sample of an earlier version is never made again. It holds what
`make_sample` writes into a file: the dump of its database as text, and its attachments.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from multibuh_backends import connect
from tests.servers.postgresql import SUPERUSER, Database, Databases, a_server, program
from tests.stored.contents import contents
from tests.stored.make_sample import FOLDER, fill, sample_settings

__all__ = ["ATTACHMENTS", "DUMP", "make", "restored"]

ATTACHMENTS: Final = "attachments"
DUMP: Final = "firm.sql"


def make(place: Path, databases: Databases) -> None:
    """Make a sample in a new folder."""
    database = databases.empty()
    place.mkdir()
    with connect(
        database.url, attachments=str(place / ATTACHMENTS), create=True, settings=sample_settings()
    ) as backend:
        fill(backend)
        text = json.dumps(contents(backend), ensure_ascii=False, sort_keys=True, indent=1)
    (place / "contents.json").write_text(text + "\n", encoding="utf-8")
    options = ["--no-owner", "--no-privileges", "--restrict-key=sample", f"--file={place / DUMP}"]
    subprocess.run([program("pg_dump"), *_place(database), *options, database.name], check=True)
    for folder in place.rglob(".multibuh-incoming"):
        shutil.rmtree(folder)


def restored(place: Path, databases: Databases) -> Database:
    """Return a new database with what the dump of a sample holds."""
    database = databases.empty()
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={place / DUMP}"]
    subprocess.run([program("psql"), *_place(database), *options, database.name], check=True, stdout=subprocess.DEVNULL)
    return database


def _place(database: Database) -> list[str]:
    server = database.server
    return [f"--host={server.folder}", f"--port={server.port}", f"--username={SUPERUSER}"]


def main(version: str) -> None:
    """Make the sample of a version, unless there is one."""
    place = FOLDER / f"postgresql-{version}"
    if place.exists():
        sys.exit(f"{place.name}: уже есть, сделанное раньше не меняется")
    with a_server(fleeting=True) as server:
        make(place, Databases(server))


if __name__ == "__main__":
    main(sys.argv[1])
