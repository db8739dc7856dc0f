"""The program as a process: exit codes, streams, interruptions."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from multibuh_cli import maintenance
from multibuh_cli.app import main
from tests.multibuh_cli.shell import INN, Shell


def process(*arguments: str, env: Mapping[str, str] | None = None, **streams: Any) -> subprocess.Popen[bytes]:
    """Start the program."""
    command = [sys.executable, "-m", "multibuh_cli", *arguments]
    return subprocess.Popen(command, env={**os.environ, **(env or {})}, **streams)


def test_module_is_the_program(shell: Shell) -> None:
    """`python -m multibuh_cli` is the program: answers on stdout, refusals on stderr, the exit code told."""
    shell.org(inn=INN)
    with process("card", "нет", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        out, err = running.communicate()

    assert (running.returncode, out) == (1, b"")
    assert err.decode().splitlines() == ["Организация «нет» не найдена: посмотрите список, multibuh org list."]


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "cp1251"}]
)
def test_output_is_utf8_in_any_locale(bare: Shell, env: dict[str, str]) -> None:
    """The answer is UTF-8 also where the locale says otherwise."""
    with process("--help", env=env, stdout=subprocess.PIPE) as running:
        out, _ = running.communicate()

    assert (running.returncode, out.decode()) == (0, bare("--help"))


def test_broken_pipe_is_quiet() -> None:
    """Whoever reads the answer may go away: no complaint on stderr."""
    reading, writing = os.pipe()
    os.close(reading)
    with process("--help", stdout=writing, stderr=subprocess.PIPE) as running:
        os.close(writing)
        _, err = running.communicate()

    assert (running.returncode, err) == (141, b"")


def test_file_goes_to_stdout(shell: Shell) -> None:
    """With `fetch -o -` the bytes go to stdout, and nothing else does."""
    shell.org(inn=INN)
    shell.directory("Карта")
    (shell.folder / "a.bin").write_bytes(bytes(range(256)))
    attached = shell("attach", "Карта", INN, "a.bin").rstrip("\n").rpartition("id ")[2]
    with process("fetch", attached, "-o", "-", stdout=subprocess.PIPE) as running:
        out, _ = running.communicate()

    assert (running.returncode, out) == (0, bytes(range(256)))


@pytest.mark.parametrize(("command", "told"), [(("org", "list"), ""), (("check",), "старый SQLite\n")])
def test_log_is_for_the_operator(shell: Shell, command: tuple[str, ...], told: str) -> None:
    """What the library logs is seen where the store is looked after, and does not mix with the answers elsewhere."""
    script = "import logging, sys; from multibuh_cli.app import main; main(sys.argv[1:]); "
    script += "logging.getLogger('multibuh.sql').warning('старый SQLite')"
    done = subprocess.run(
        [sys.executable, "-c", script, *command], capture_output=True, env={**os.environ, "PYTHONUTF8": "1"}, check=True
    )

    assert shell.store
    assert done.stderr.decode().endswith(told)
    assert bool(done.stderr) is bool(told)


def test_interruption_is_quiet(bare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the program as shells expect, without a word."""

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(maintenance, "opened_backend", interrupted)

    assert bare.run("check") == (130, "", "")


def test_fault_of_our_own_is_not_hidden(bare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody raised on purpose is no refusal: it keeps its traceback, to be reported."""

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(maintenance, "opened_backend", broken)

    with pytest.raises(ZeroDivisionError):
        bare.run("check")


def test_missing_typer_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Installed without the extra, the program says what to install."""
    real = builtins.__import__

    def without_typer(name: str, *rest: Any, **more: Any) -> Any:
        if name == "typer":
            raise ModuleNotFoundError(name=name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_typer)

    assert main(["--help"]) == 1
    assert capsys.readouterr().err == "Не хватает библиотеки typer: pip install 'multibuh[cli]'\n"
