"""The tests of OpenDocument books."""
