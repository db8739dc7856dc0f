"""Three-way: its rules over any texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multibuh_core.imports.three_way import Outcome, three_way

texts = st.sampled_from(["банк", "касса", "склад"]) | st.text(min_size=1)
bases = texts | st.just("")


@given(bases, texts)
def test_a_file_that_says_what_stands_there_changes_nothing(base: str, text: str) -> None:
    """File equals now: unchanged."""
    assert three_way(base=base, now=text, file=text) is Outcome.UNCHANGED


@given(texts, bases)
def test_a_hand_edit_stays_where_the_file_is_as_before(base: str, now: str) -> None:
    """File equals base: unchanged, also where somebody cleared the text."""
    assert three_way(base=base, now=now, file=base) is Outcome.UNCHANGED


@given(bases, texts)
def test_what_nobody_touched_takes_the_files_text(base: str, file: str) -> None:
    """Now equals base: changed, unless the file says the same."""
    expected = Outcome.UNCHANGED if file == base else Outcome.CHANGED
    assert three_way(base=base, now=base, file=file) is expected


@given(bases, bases, texts)
def test_where_all_differ_it_is_a_conflict(base: str, now: str, file: str) -> None:
    """All differ, or written by hand and never imported (an empty base): a conflict."""
    if len({base, now, file}) == 3:
        assert three_way(base=base, now=now, file=file) is Outcome.CONFLICT


@given(bases, bases)
def test_a_blank_cell_changes_nothing(base: str, now: str) -> None:
    """A file that says nothing never writes."""
    assert three_way(base=base, now=now, file="") is Outcome.UNCHANGED


@given(bases, bases, texts)
def test_what_an_import_has_written_it_does_not_change_again(base: str, now: str, file: str) -> None:
    """After a change the file's text is both base and now, and the same file finds nothing to do."""
    if three_way(base=base, now=now, file=file) is Outcome.CHANGED:
        assert three_way(base=file, now=file, file=file) is Outcome.UNCHANGED
