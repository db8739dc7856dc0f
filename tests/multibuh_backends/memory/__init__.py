"""The tests of memory, which is the readable specification."""
