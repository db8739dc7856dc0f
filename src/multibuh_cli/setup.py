"""What stands before a command, or in the environment: the store, the firm, who acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import typer

from multibuh_cli.collector import collecting_from_now_on
from multibuh_cli.usage import WrongUsageError

if TYPE_CHECKING:
    from multibuh_core import Workspace
    from multibuh_core.ports import Backend

__all__ = ["Setup", "opened_backend", "opened_firm", "opened_workspace"]

CHANNEL = "cli"
"""What the history says of changes made here."""


@dataclass(frozen=True)
class Setup:
    """The global options; a command asks for those that it needs."""

    store: str | None
    attachments: str | None
    firm: str | None
    user: str | None
    is_admin: bool


_NAMES: Final = {
    "store": "хранилище (--store sqlite:///firm.db или MULTIBUH_STORE)",
    "firm": "фирма (--firm fintrust или MULTIBUH_FIRM)",
    "user": "сотрудник (--user anna или MULTIBUH_USER)",
}


@contextmanager
def opened_backend(ctx: typer.Context, *, create: bool = False, upgrade: bool = False) -> Iterator[Backend]:
    """Give the store, closed afterwards."""
    (store,) = _said(ctx.obj, "store")
    from multibuh_backends import connect

    with connect(store, attachments=ctx.obj.attachments, create=create, upgrade=upgrade) as backend:
        collecting_from_now_on()
        yield backend


@contextmanager
def opened_firm(ctx: typer.Context) -> Iterator[tuple[Backend, str]]:
    """Give the store and the firm's id, for what nobody's rights are asked for; the store is closed afterwards."""
    _, firm = _said(ctx.obj, "store", "firm")
    with opened_backend(ctx) as backend:
        yield backend, firm


@contextmanager
def opened_workspace(ctx: typer.Context) -> Iterator[Workspace]:
    """Give the services on behalf of the user; the store is closed afterwards."""
    _, firm, user = _said(ctx.obj, "store", "firm", "user")
    from multibuh_core import Actor, Role, Workspace

    actor = Actor(user, roles=[Role.ADMIN] if ctx.obj.is_admin else [])
    _keep_the_log_quiet()
    with opened_backend(ctx) as backend:
        yield Workspace(backend, firm=firm, actor=actor, channel=CHANNEL)


def _keep_the_log_quiet() -> None:
    """Leave what the library tells the operator to `init`, `check` and `gc`: here it would mix with the answers."""
    import logging

    log = logging.getLogger("multibuh")
    if not log.handlers:
        log.addHandler(logging.NullHandler())


def _said(setup: Setup, *fields: str) -> tuple[str, ...]:
    """Return the options that a command needs, all that are missing told at once."""
    values = [getattr(setup, field) for field in fields]
    missing = [_NAMES[field] for field, value in zip(fields, values, strict=True) if value is None]
    if missing:
        raise WrongUsageError("перед командой не указано: " + ", ".join(missing))
    return tuple(values)
