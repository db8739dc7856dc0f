"""Tests of PostgreSQL: on a real server."""
