"""The tests of text files."""
