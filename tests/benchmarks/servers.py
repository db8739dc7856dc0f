"""A server of PostgreSQL for the benchmarks, and the driver's own way to it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import psycopg
from sqlalchemy import make_url

from tests.servers.postgresql import Server, a_server

__all__ = ["a_durable_server", "connected"]


def a_durable_server() -> AbstractContextManager[Server]:
    """
    Run a server of our own that keeps what it has acknowledged, as SQLite does with ``synchronous=FULL``.

    Durable is its default (``fsync``, ``synchronous_commit``); its memory holds what the benchmarks read.
    """
    return a_server(settings={"shared_buffers": "512MB"})


def connected(url: str) -> psycopg.Connection[Any]:
    """Return a connection of psycopg, in autocommit, to a database by its address for SQLAlchemy."""
    place = make_url(url)
    arguments = {**place.translate_connect_args(username="user", database="dbname"), **place.query}
    return psycopg.connect(**arguments, autocommit=True)
