"""Copying, on the memory backend."""
