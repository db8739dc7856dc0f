"""OpenDocument books read like those of Excel, repeated cells and rows without end included."""

from __future__ import annotations

from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table, sheet_names
from multibuh_backends.spreadsheets.limits import MAX_CELL_BYTES
from multibuh_backends.spreadsheets.opendocument.cell import Cell
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.files import an_ods, cells_of
from tests.multibuh_core.refusals import refusal

TOO_LARGE = "таблица слишком велика, чтобы прочитать её целиком. Разделите её на несколько файлов."
DAMAGED = "файл повреждён или записан не до конца. Откройте его в программе для таблиц и сохраните заново."
REST = '<table:table-cell table:number-columns-repeated="16384"/>'
END = f'<table:table-row table:number-rows-repeated="1048570">{REST}</table:table-row>'
NOTE = "<office:annotation><text:p>прим.</text:p></office:annotation>"
ERROR = 'calcext:value-type="error" xmlns:calcext="c"'


def cell(text: str = "", kind: str = "string", more: str = "") -> str:
    """Return a cell of that text."""
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'


def valued(kind: str, value: str) -> str:
    """Return a cell whose value stands in an attribute."""
    name = {"float": "value", "percentage": "value", "currency": "value"}.get(kind, f"{kind}-value")
    return cell("shown", kind, f'office:{name}="{value}"')


def row(*cells: str, repeated: int = 1) -> str:
    """Return a row."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def table(*rows: str, name: str = "Клиенты") -> str:
    """Return a table."""
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


HEAD = row(cell("Имя"), cell("Код"))
VALUES = [
    (cell("ООО «Ромашка»"), "ООО «Ромашка»"),
    (cell("а<text:s/>б<text:s text:c='3'/>в<text:tab/>г<text:line-break/>д"), "а б   в\tг\nд"),
    (cell("а</text:p><text:p>б</text:p><text:p/><text:p>в"), "а\nб\n\nв"),
    (cell(" <text:span>жир</text:span>ный\n   текст "), " жирный текст "),
    (cell("a &amp; &#1041;"), "a & Б"),
    (cell("007"), "007"),
    (cell("показано", "string", 'office:string-value="хранится"'), "хранится"),
    (valued("float", "7707083893"), "7707083893"),
    (valued("float", "7.707083893E9"), "7707083893"),
    (valued("float", "12.50"), "12.5"),
    (valued("float", "мусор"), "мусор"),
    (valued("percentage", "0.1"), "0.1"),
    (valued("currency", "5"), "5"),
    (valued("date", "2024-05-01"), "2024-05-01"),
    (valued("date", "2024-05-01T00:00:00"), "2024-05-01"),
    (valued("date", "2024-05-01T14:30:00"), "2024-05-01T14:30:00"),
    (valued("date", "1 мая"), "1 мая"),
    (valued("time", "PT09H05M00S"), "09:05:00"),
    (valued("time", "PT36H00M00.5S"), "36:00:00"),
    (valued("time", "скоро"), "скоро"),
    (valued("boolean", "true"), "да"),
    (valued("boolean", "false"), "нет"),
    ('<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>', "2"),
    (cell("#N/A", more=ERROR), ""),
    (cell("а").replace("<text:p>", f"{NOTE}<text:p>"), "а"),
    ("<table:table-cell/>", ""),
]


@pytest.mark.parametrize(("written", "text"), VALUES, ids=range(len(VALUES)))
def test_a_value_is_text(tmp_path: Path, written: str, text: str) -> None:
    """Values are written as those of other books; notes at a cell are not its text."""
    book = an_ods(tmp_path, table(HEAD, row(cell("x"), written)))
    assert cells_of(read_table(book)) == [("x", text)]


def test_repeated_cells_and_rows_are_read(tmp_path: Path) -> None:
    """What is repeated a few times is there as often; the empty rest of the sheet makes no rows."""
    twice = cell("а", more='table:number-columns-repeated="2"')
    book = an_ods(tmp_path, table(row(repeated=3), HEAD, row(twice, repeated=2), row(), row(cell("б")), END))
    found = read_table(book)
    assert [(line.number, line.cells) for line in found.rows] == [(5, ("а", "а")), (6, ("а", "а")), (8, ("б", ""))]


def test_merged_cells_are_filled(tmp_path: Path) -> None:
    """A cell says over how many rows and columns it reaches."""
    tall = cell("А", more='table:number-rows-spanned="2" table:number-columns-spanned="1"')
    covered = "<table:covered-table-cell/>"
    wide = cell("нет", more='table:number-columns-spanned="2"')
    rows = (
        row(cell("Имя"), cell("Код"), cell("Банк")),
        row(tall, cell("1")),
        row(covered, cell("2")),
        row(cell("Б"), wide, covered),
    )
    assert cells_of(read_table(an_ods(tmp_path, table(*rows)))) == [("А", "1", ""), ("А", "2", ""), ("Б", "нет", "нет")]


def test_header_rows_and_groups_are_rows(tmp_path: Path) -> None:
    """Rows that a program groups, or repeats on each printed page, are rows like others."""
    grouped = f"<table:table-row-group>{row(cell('а'), cell('1'))}</table:table-row-group>"
    book = an_ods(tmp_path, table(f"<table:table-header-rows>{HEAD}</table:table-header-rows>", grouped))
    assert cells_of(read_table(book)) == [("а", "1")]


def test_a_table_in_a_cell_is_not_read(tmp_path: Path) -> None:
    """A table inside of a cell is no sheet."""
    inner = f"<table:table-cell>{table(HEAD, row(cell('внутри')), name='Внутри')}</table:table-cell>"
    assert cells_of(read_table(an_ods(tmp_path, table(HEAD, row(cell("а"), inner), row(cell("б")))))) == [
        ("а", ""),
        ("б", ""),
    ]


def test_sheets_are_chosen(tmp_path: Path) -> None:
    """The first table with a value is read, or the one that was asked for."""
    body = row(cell("а"), cell("1"))
    book = an_ods(
        tmp_path, table(END, name="Пусто") + table(HEAD, body) + table(HEAD, body, body, name="А &lt;и&gt; Б")
    )
    assert sheet_names(book) == ("Пусто", "Клиенты", "А <и> Б")
    assert (read_table(book).sheet, len(read_table(book).rows)) == ("Клиенты", 1)
    assert (read_table(book, sheet="А <и> Б").sheet, len(read_table(book, sheet="А <и> Б").rows)) == ("А <и> Б", 2)
    assert refusal(InvalidInputError, read_table, book, sheet="Пусто").field == "sheet"


HOSTILE = {
    "a value repeated over the sheet": row(cell("а", more='table:number-columns-repeated="16384"'), repeated=1_048_576),
    "a value repeated for ever": row(cell("а", more=f'table:number-columns-repeated="{"9" * 5_000}"')),
    "a row repeated for ever": row(cell("а")).replace('repeated="1"', f'repeated="{"9" * 5_000}"'),
    "a million spaces again and again": row(cell("а" + "<text:s text:c='1000000'/>" * 5)),
    "spaces for ever": row(cell("а<text:s text:c='4000000000'/>" * 5)),
    "a value behind the last column": row('<table:table-cell table:number-columns-repeated="16384"/>', cell("а")),
    "a value behind the last row": row(repeated=1_048_576) + row(cell("а")),
}


@pytest.mark.parametrize("rows", HOSTILE.values(), ids=HOSTILE)
def test_what_would_grow_without_end_is_refused(tmp_path: Path, rows: str) -> None:
    """What is repeated is counted before it is made."""
    assert refusal(InvalidInputError, read_table, an_ods(tmp_path, table(HEAD, rows))).rule == TOO_LARGE


def test_no_more_of_a_text_is_kept_than_a_cell_may_hold() -> None:
    """A text of many parts is given up where it gets too long, not at its end."""
    said = Cell({"office:value-type": "string"})
    said.begin("text:p", {})
    for _ in range(20):
        said.add("я" * (1 << 20))
    assert said.is_too_long
    assert len(said.text()) <= MAX_CELL_BYTES


def test_document_types_are_refused(tmp_path: Path) -> None:
    """A document may not define entities."""
    content = '<!DOCTYPE x [<!ENTITY a "ha">]><x/>'
    assert refusal(InvalidInputError, read_table, an_ods(tmp_path, "", parts={"content.xml": content})).rule == (
        "в книге есть DOCTYPE, а сущности XML не допускаются. Сохраните её заново."
    )


@pytest.mark.parametrize("content", ["", "<x>", "<x/><y/>", "\xff", '<?xml version="1.0" encoding="x-no"?><x>\xff</x>'])
def test_broken_content_is_refused(tmp_path: Path, content: str) -> None:
    """Content that is no XML in UTF-8 is damage."""
    book = an_ods(tmp_path, "", parts={"content.xml": content.encode("latin-1")})
    assert refusal(InvalidInputError, read_table, book).rule == DAMAGED


def test_a_document_under_a_password_is_refused(tmp_path: Path) -> None:
    """A protected document is told as such."""
    book = an_ods(tmp_path, table(HEAD), parts={"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"})
    assert refusal(InvalidInputError, read_table, book).rule == (
        "книга защищена паролем. Снимите пароль и сохраните её заново."
    )
