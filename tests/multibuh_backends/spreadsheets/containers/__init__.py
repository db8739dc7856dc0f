"""The tests of archives and compound files."""
