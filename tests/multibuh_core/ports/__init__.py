"""The tests of the ports."""
