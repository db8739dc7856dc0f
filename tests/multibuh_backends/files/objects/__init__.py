"""The tests of the objects that the log lies in: created once, whole or absent, and never a wrong verdict."""
