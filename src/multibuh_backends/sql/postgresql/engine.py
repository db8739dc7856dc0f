"""The engine of a PostgreSQL server, for whoever has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine

if TYPE_CHECKING:
    from sqlalchemy import URL, Engine

__all__ = ["postgresql_engine"]

_DEFAULTS: Final = {"pool_size": 20, "max_overflow": 0, "pool_timeout": 30}
"""Forty threads of a web server share twenty connections: none of them needs one for long."""
_CONNECT: Final = {
    "connect_timeout": 5,  # seconds, for each host of the address
    "client_encoding": "utf8",
    "application_name": "multibuh",
    "keepalives_idle": 30,  # seconds: a server that has gone without a word is asked after, again and again,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # and what was sent to it waits for so many milliseconds
}
"""All of it can be said otherwise in the address itself, or by ``connect_args``."""


def postgresql_engine(url: URL, options: Mapping[str, Any]) -> Engine:
    """Return an engine; *options* are `sqlalchemy.create_engine`'s, and go before the defaults."""
    given = dict(options)
    said = {name: value for name, value in _CONNECT.items() if name not in url.query}
    arguments = said | dict(given.pop("connect_args", {}))
    pool = {} if {"poolclass", "pool"} & given.keys() else _DEFAULTS
    return create_engine(url, connect_args=arguments, **(pool | given))
