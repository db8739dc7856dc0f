"""`examples/demo.py`, which `nox -s demo` runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.running import printed

NOTE = "Директор не любит звонков до обеда."


@pytest.fixture
def lines(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what the demo prints of a firm in a new folder."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("MULTIBUH_STORE", raising=False)
    return printed("demo.py", capsys, monkeypatch, str(tmp_path / "demo"))


def test_faults_of_the_spreadsheet_are_told(lines: list[str]) -> None:
    """The spoiled ИНН is rejected and the lost zero mended, both told with their rows."""
    said = " ".join(" ".join(lines).split())

    assert "Добавлено организаций 19, записей 68" in said
    assert "Строка 17 отклонена. ИНН «9988205920»: " in said
    assert "Строка 20 исправлена. «199107032» принято за «0199107032»: возвращён ноль в начале." in said


def test_card_is_shown_as_two_colleagues_see_it(lines: list[str]) -> None:
    """The cards stand side by side in eighty columns: the note in Anna's only, the file in both."""
    panels = [line for line in lines if line.startswith("│")]
    annas = " ".join(line.split("│")[1] for line in panels)
    boriss = " ".join(line.split("│")[3] for line in panels if line.count("│") == 4)

    assert max(map(len, panels)) <= 80
    assert NOTE in " ".join(annas.split())
    assert NOTE not in " ".join(boriss.split())
    assert annas.count("Файл: Регламент.txt") == boriss.count("Файл: Регламент.txt") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a shell")
def test_printed_commands_work_as_they_are(lines: list[str]) -> None:
    """Whoever copies the commands into a shell goes on with the same firm."""
    begin = next(number for number, line in enumerate(lines) if line.startswith("Дальше — руками"))
    commands = [line for line in lines[begin + 1 :] if "export" in line or " card " in line or " write " in line]
    script = "set -e\n" + "\n".join(commands)
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True, env={**os.environ})

    assert done.stdout.count(NOTE) == 1
    assert "Записано: Банк — ООО «Тёплый ветер», версия 2" in done.stdout


def test_folder_with_a_firm_is_left_alone(
    lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second demo in the same folder is refused."""
    del lines
    with pytest.raises(SystemExit, match=r"уже есть firm\.db: укажите другую"):
        printed("demo.py", capsys, monkeypatch, str(tmp_path / "demo"))
