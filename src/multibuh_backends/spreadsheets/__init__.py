"""Tables from files: csv, xlsx, xls, xlsb and ods, held to limits before a parser sees them."""

from multibuh_backends.spreadsheets.reading import read_table, sheet_names

__all__ = ["read_table", "sheet_names"]
