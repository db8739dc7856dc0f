"""What runs the documents: it must see a document that shows what a reader would not get."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console import Console
from tests.documents import difference

ID = "01900000-0000-7000-8000-000000000000"


@pytest.fixture
def console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
    """Give a console in an empty folder, with a new store."""
    monkeypatch.chdir(tmp_path)
    console = Console()
    console.run(
        "$ export MULTIBUH_STORE=sqlite:///firm.db MULTIBUH_FIRM=fintrust MULTIBUH_USER=anna\n$ multibuh init\n"
    )
    return console


def difference_of(console: Console, *lines: str) -> str | None:
    """Return what is wrong with a block of these lines."""
    return difference(*console.run("".join(f"{line}\n" for line in lines)))


def test_a_wrong_line_is_told() -> None:
    """A document that shows another line than is printed fails, with both lines told."""
    assert difference("one\ntwo\n", "one\nthree\n") is not None
    assert difference("one\ntwo\n", "one\ntwo\n") is None


def test_ids_differ_but_stay_the_same_throughout_a_document(console: Console) -> None:
    """An id in a document stands for the one that its reader gets, in later commands too."""
    added = f"Добавлена организация ООО «Хвоя», id {ID}"
    assert difference_of(console, "$ multibuh org add 'ООО «Хвоя»'", added) is None
    assert difference_of(console, f"$ multibuh org show {ID}", "ООО «Хвоя»", "...") is None


def test_a_wrong_answer_is_told(console: Console) -> None:
    """A command whose answer has changed fails, lines left out or not, and so does a wrong exit code."""
    assert difference_of(console, "$ multibuh org list", "Организаций нет.") is not None
    assert difference_of(console, "$ multibuh org list", "...", "Организаций нет.") is not None
    assert difference_of(console, "$ multibuh org show nobody", "...", "$ echo $?", "0") is not None
    assert difference_of(console, "$ multibuh org show nobody", "...", "$ echo $?", "1") is None
