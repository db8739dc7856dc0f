"""Threads and processes at one store at one moment (L5, L10)."""
