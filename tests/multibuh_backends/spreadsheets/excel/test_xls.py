"""Old books of Excel read like new ones, and lie no better."""

from __future__ import annotations

import struct
from datetime import datetime
from pathlib import Path

from multibuh_backends.spreadsheets import read_table, sheet_names
from multibuh_backends.spreadsheets.containers.compound import CompoundFile, compound_file
from multibuh_backends.spreadsheets.excel.xls_records import record, string_lengths
from multibuh_backends.spreadsheets.source import Source
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.excel.old_books import an_xls
from tests.multibuh_backends.spreadsheets.files import cells_of
from tests.multibuh_core.refusals import refusal

DAMAGED = "файл повреждён или записан не до конца. Откройте его в программе для таблиц и сохраните заново."
BODY = [["Имя", "Код"], ["А", 1]]


def stream_of(path: Path) -> bytearray:
    """Return the book's stream."""
    found = CompoundFile(Source(path.name, "xls", path.read_bytes())).stream(["Workbook"])
    assert found is not None
    return bytearray(found)


def told(path: Path, stream: bytes | bytearray) -> str:
    """Return what the refusal of a book of this stream says."""
    path.write_bytes(compound_file("Workbook", [stream]))
    return refusal(InvalidInputError, read_table, path).rule


def test_values_are_text(tmp_path: Path) -> None:
    """Numbers, dates, truth values and texts read as those of an xlsx."""
    row = ["ООО «Ёлка»", 7707083893, 12.5, -3, datetime(2024, 5, 1), datetime(2024, 5, 1, 14, 30), True, "007"]  # noqa: DTZ001
    table = read_table(an_xls(tmp_path, [list("abcdefgh"), row]))
    expected = ("ООО «Ёлка»", "7707083893", "12.5", "-3", "2024-05-01", "2024-05-01T14:30:00", "да", "007")
    assert cells_of(table) == [expected]


def test_sheets_and_places_are_those_of_the_book(tmp_path: Path) -> None:
    """Empty sheets in front are passed over, and rows are numbered as the program shows them."""
    path = an_xls(tmp_path, [["Имя", "Код"], ["А", 1], [], ["Б", 2]], at=(4, 2), before=["Пусто"])
    assert sheet_names(path) == ("Пусто", "Клиенты")
    assert [(row.number, row.cells) for row in read_table(path).rows] == [(6, ("А", "1")), (8, ("Б", "2"))]


def test_merged_cells_are_filled(tmp_path: Path) -> None:
    """A name merged over rows stands in each."""
    path = an_xls(tmp_path, [["Имя", "Код", "Банк"]], merged=[(1, 2, 0, 0, "А"), (1, 1, 1, 2, "к"), (2, 2, 1, 2, "н")])
    assert cells_of(read_table(path)) == [("А", "к", "к"), ("А", "н", "н")]


def test_formulas_give_what_is_stored(tmp_path: Path) -> None:
    """A formula is its stored value: a number, a text, a truth value; an error is nothing."""
    stream = stream_of(an_xls(tmp_path, [list("abcd"), [1, 2, 3, 4]]))
    at = stream.find(record(0x00BD, b"")[:2], stream.find(b"\x09\x08", 100))
    size = 4 + struct.unpack_from("<H", stream, at + 2)[0]

    def formula(column: int, result: bytes) -> bytes:
        return record(0x0006, struct.pack("<3H", 1, column, 0) + result + bytes(6) + struct.pack("<H", 0))

    cells = formula(0, struct.pack("<d", 7707083893.0)) + formula(2, b"\x01\0\x01\0\0\0\xff\xff")
    cells += formula(1, b"\0\0\0\0\0\0\xff\xff") + record(0x0207, struct.pack("<HB", 2, 1) + "вг".encode("utf-16-le"))
    cells += formula(3, b"\x02\0\x07\0\0\0\xff\xff")
    path = tmp_path / "formulas.xls"
    path.write_bytes(compound_file("Workbook", [stream[:at], cells, stream[at + size :]]))
    assert cells_of(read_table(path)) == [("7707083893", "вг", "да", "")]


def test_a_dimension_that_lies_takes_no_memory(tmp_path: Path) -> None:
    """The parser would take memory for as many rows as the sheet says that it has: it is not told."""
    path = an_xls(tmp_path, BODY)
    stream = stream_of(path)
    at = stream.find(struct.pack("<2H", 0x0200, 14))
    struct.pack_into("<2L2H", stream, at + 4, 0, 0xFFFFFFFF, 0, 0xFFFF)
    path.write_bytes(compound_file("Workbook", [stream]))
    assert cells_of(read_table(path)) == [("А", "1")]


def test_a_cell_far_away_is_refused(tmp_path: Path) -> None:
    """The last cell of an old sheet alone makes sixteen million cells, which the parser would hold twice."""
    path = an_xls(tmp_path, [*BODY, *[[]] * 65_533, [None] * 255 + [1]])
    assert refusal(InvalidInputError, read_table, path).rule == (
        "лист занят до строки 65536 и столбца 256, и почти весь пуст. Удалите лишние ячейки справа и внизу."
    )


def test_a_stream_under_a_password_is_refused(tmp_path: Path) -> None:
    """A protected book is told as such."""
    path = an_xls(tmp_path, BODY)
    stream = stream_of(path)
    assert told(path, stream[:20] + record(0x002F, bytes(6)) + stream[20:]) == (
        "книга защищена паролем. Снимите пароль и сохраните её заново."
    )


def test_a_compound_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """An old text document is no book."""
    (tmp_path / "letter.xls").write_bytes(compound_file("WordDocument", [bytes(9_000)]))
    assert str(refusal(InvalidInputError, read_table, tmp_path / "letter.xls")) == (
        "файл «letter.xls»: это не книга Excel: в ней нет листов. Сохраните таблицу заново как xlsx."
    )


def test_every_cut_of_the_stream_is_refused(tmp_path: Path) -> None:
    """A book that was not written to its end is never read in part."""
    path = an_xls(tmp_path, BODY)
    stream = bytes(stream_of(path)).rstrip(b"\0")
    for length in range(0, len(stream) - 4, 7):
        assert told(path, stream[:length].ljust(1, b"\0")) in {
            DAMAGED,
            "нет ни одного значения. Проверьте, тот ли это файл и тот ли лист.",
        }


def test_strings_may_go_on_in_other_records() -> None:
    """Long strings go on in other records, each saying anew how wide its letters are; their formats are passed over."""
    source = Source("a.xls", "xls", b"")
    plain = struct.pack("<HB", 3, 0) + b"abc"
    cut = [struct.pack("<HB", 4, 1) + "аб".encode("utf-16-le"), b"\x00" + b"vg"]
    rich = struct.pack("<HBHL", 2, 0xC, 1, 3) + b"ab" + bytes(4) + bytes(3)
    blocks = [bytes(8) + plain + cut[0], cut[1] + rich[:-2], rich[-2:] + plain]
    assert string_lengths(source, blocks) == [9, 12, 6, 9]
    for broken in ([bytes(8) + plain[:-1]], [bytes(8) + b"\x01"], [bytes(8) + struct.pack("<HBL", 0, 4, 99)]):
        assert refusal(InvalidInputError, string_lengths, source, broken).rule == DAMAGED


def test_long_texts_are_read(tmp_path: Path) -> None:
    """Texts that fill many records come back whole."""
    texts = [f"{number} " + "ы" * 5_000 for number in range(20)]
    table = read_table(an_xls(tmp_path, [["a", "b"], *([text, 1] for text in texts)]))
    assert [row[0] for row in cells_of(table)] == texts


def test_a_string_that_many_cells_share_is_counted_for_each(tmp_path: Path) -> None:
    """A long text in a hundred thousand cells would take gigabytes."""
    path = an_xls(tmp_path, [["я" * 30_000] * 2] * 2_000)
    assert refusal(InvalidInputError, read_table, path).rule == (
        "таблица слишком велика, чтобы прочитать её целиком. Разделите её на несколько файлов."
    )
