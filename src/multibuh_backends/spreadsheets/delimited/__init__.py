"""Text files of fields between delimiters: csv, tsv, txt."""
