"""The tests of books of Excel."""
