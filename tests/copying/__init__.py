"""Copying between the backends that come with the library."""
