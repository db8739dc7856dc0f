"""The commands of the page for operators of PostgreSQL, run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import attrs
import psycopg

from multibuh_backends.sql import SqlBackend
from tests.conftest import ROOT
from tests.multibuh_backends.sql.postgresql.stores import open_at
from tests.servers.postgresql import SUPERUSER, Server, a_server, program

__all__ = ["APPLICATION", "OWNER", "PAGE", "Operator", "an_operator", "block"]

PAGE: Final = Path(ROOT, "docs", "operating-postgresql.md").read_text(encoding="utf-8")
OWNER, APPLICATION = "multibuh_owner", "multibuh_app"
_HOST, _FOLDER = "db.example.org", "/srv/"
"""What the page calls the server, and the folder that everything is in."""


def block(part: str) -> str:
    """Return the block of the page, of commands or of SQL, that has this in it."""
    (found,) = (one for one in re.findall(r"```(?:sh|sql)\n(.*?)```", PAGE, re.DOTALL) if part in one)
    return str(found)


@attrs.frozen
class Operator:
    """Somebody who has read the page, and has a server and a folder."""

    server: Server
    folder: Path

    @property
    def attachments(self) -> Path:
        """The folder of the attachments."""
        return self.folder / "multibuh" / "attachments"

    def url(self, user: str, database: str = "firm") -> str:
        """Return the address of a database as one of its roles; the password is where libpq looks for it."""
        host, port = self.server.tcp
        return f"postgresql+psycopg://{user}:{self.server.password}@{host}:{port}/{database}"

    def open(self, user: str = APPLICATION, database: str = "firm", **options: Any) -> SqlBackend:
        """Open the store as one of the roles."""
        return open_at(self.url(user, database), self.attachments, **options)

    def set_up(self) -> None:
        """Make roles, database, store and rights."""
        self.sql("CREATE ROLE")
        self.sql("REVOKE ALL", database="firm")
        for role in (OWNER, APPLICATION):
            self.server.run(f"ALTER ROLE {role} PASSWORD '{self.server.password}'")
        Path(self.folder, "multibuh").mkdir()
        self.open(OWNER, create=True).close()  # as `multibuh init` does
        self.sql("GRANT SELECT", user=OWNER, database="firm")

    def sql(self, part: str, *, user: str = SUPERUSER, database: str = SUPERUSER) -> None:
        """Run a block of SQL by `psql`."""
        options = ("-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", _HOST, "-U", user, "-d", database)
        self._run(["psql", *options], block(part))

    def ask(self, user: str, statement: str, database: str = "firm") -> Any:
        """Run a statement as one of the roles, and return the row that it gives, if it gives one."""
        place = self.url(user, database).replace("+psycopg", "")
        with psycopg.connect(place, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchone() if cursor.description else None

    def commands(self, part: str, *, fails: bool = False) -> str:
        """Run a block of commands, and return what it said."""
        return self.shell(block(part), fails=fails)

    def shell(self, commands: str, *, fails: bool = False) -> str:
        """Run commands, of which the last one *fails* if that is said, and return what they said."""
        return self._run(["sh", "-e", "-x"], commands, fails=fails)

    def _run(self, command: list[str], text: str, *, fails: bool = False) -> str:
        here = self.server.tcp[0]
        there = text.replace(_FOLDER, f"{self.folder}/").replace(_HOST, here)
        options = [here if one == _HOST else one for one in command]
        done = subprocess.run(
            options, input=there, capture_output=True, encoding="utf-8", check=False, env=self._environment()
        )
        assert (done.returncode != 0) == fails, f"{there}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def _environment(self) -> dict[str, str]:
        """Return what stands for the operator's own: their PATH, their ~/.pgpass, the usual port."""
        passwords, programs = self.folder / "pgpass", self.folder / "bin"
        if not programs.exists():
            programs.mkdir()
            for name, module in (("multibuh", "-m multibuh_cli"), ("python", "")):
                Path(programs, name).write_text(f'#!/bin/sh\nexec {sys.executable} {module} "$@"\n')
                Path(programs, name).chmod(0o700)
            passwords.write_text(f"*:*:*:*:{self.server.password}\n")
            passwords.chmod(0o600)
        path = os.pathsep.join((str(programs), str(program("psql").parent), os.defpath))
        own = {"PATH": path, "HOME": str(self.folder), "PGPASSFILE": str(passwords), "PGPORT": str(self.server.tcp[1])}
        return own | {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one), "PYTHONUTF8": "1"}


@contextmanager
def an_operator(folder: Path) -> Iterator[Operator]:
    """Give one whose server is new, and has on it what the page begins with."""
    with a_server(tcp=True, fleeting=True) as server:
        operator = Operator(server, folder)
        operator.set_up()
        yield operator
