"""The tests of reading tables from files: honest ones of every format, and hostile ones."""
