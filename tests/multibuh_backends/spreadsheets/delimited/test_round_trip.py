"""Any table of text that was written as csv reads back as it was."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from multibuh_backends.spreadsheets import read_table
from tests.multibuh_backends.spreadsheets.files import a_text_file, cells_of

RUSSIAN = "абвяЁё«»№—ABxyz 019-.,;\t\"'\n\r"
"""Letters that cp1251 has too, and all that csv has to quote."""
TEXTS = {
    "utf-8": st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
    "cp1251": st.text(st.sampled_from(RUSSIAN), max_size=12),
}
ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-8", "utf-16-le": "utf-8", "cp1251": "cp1251"}
HEADERS = ("Организация", "ИНН", "Карта")


@st.composite
def written(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], str, str]:
    """Return rows, the text of a file that holds them under the headers, and its encoding."""
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    row = st.tuples(*[TEXTS[ENCODINGS[encoding]]] * len(HEADERS)).filter(any)
    rows = draw(st.lists(row, min_size=1, max_size=6))
    delimiter = draw(st.sampled_from(";,\t"))
    quotes_all = draw(st.booleans())

    def field(text: str) -> str:
        needed = quotes_all or any(sign in text for sign in (delimiter, '"', "\r", "\n"))
        return '"{}"'.format(text.replace('"', '""')) if needed else text

    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    return rows, mark + "".join(delimiter.join(map(field, record)) + end for record in [HEADERS, *rows]), encoding


@given(written())
def test_what_was_written_is_read(case: tuple[list[tuple[str, ...]], str, str]) -> None:
    """The same cells come back, outer white space too, in each encoding, with each delimiter, line end and quoting."""
    rows, text, encoding = case
    with TemporaryDirectory() as folder:
        table = read_table(a_text_file(Path(folder), text, encoding=encoding), columns=HEADERS)
    assert table.headers == HEADERS
    assert cells_of(table) == rows
