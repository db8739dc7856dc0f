"""Any table of text that was written as csv reads back as it was."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from multibuh_backends.spreadsheets import read_table
from tests.multibuh_backends.spreadsheets.files import a_text_file, cells_of

RUSSIAN = "абвяЁё«»№—ABxyz 019-.,;\t\"'\n\r"
"""Letters that cp1251 has too, and all that csv has to quote."""
TEXTS = {
    "utf-8": st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12),
    "cp1251": st.text(st.sampled_from(RUSSIAN), max_size=12),
}
ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-8", "utf-16-le": "utf-8", "cp1251": "cp1251"}
HEADERS = ("Организация", "ИНН", "Карта")


@st.composite
def written(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], str, str, str, int]:
    """Return rows, an encoding, a delimiter, a line end and the way of quoting."""
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    row = st.tuples(*[TEXTS[ENCODINGS[encoding]]] * len(HEADERS)).filter(any)
    rows = draw(st.lists(row, min_size=1, max_size=6))
    ends = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    return rows, encoding, draw(st.sampled_from(";,\t")), ends, quoting


@given(written())
def test_what_was_written_is_read(case: tuple[list[tuple[str, ...]], str, str, str, int]) -> None:
    """The same cells come back, their outer white space too, in each encoding, delimiter, line end and way of quoting."""
    rows, encoding, delimiter, ends, quoting = case
    out = io.StringIO()
    # The quotes of a header that was quoted needlessly make no difference; those of a lone quote are always written.
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ends, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([HEADERS, *rows])
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    with TemporaryDirectory() as folder:
        table = read_table(a_text_file(Path(folder), mark + out.getvalue(), encoding=encoding), columns=HEADERS)
    assert table.headers == HEADERS
    assert cells_of(table) == rows
