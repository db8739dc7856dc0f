"""SQLite: what the laws of all backends do not ask."""
