"""The pages of `--help`, in Russian; Typer's own speak English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from multibuh_cli.plain_values import kept_plain

__all__ = ["Command", "Group", "add_command", "add_group"]


class Command(TyperCommand):
    """One command."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return what the command takes, `--help` too."""
        return kept_plain(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what follows the command; what is wrong with it is told of this command."""
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            if getattr(error, "ctx", None) is None:
                error.ctx = ctx  # type: ignore[attr-defined]
            raise

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the command is called."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what the command takes."""
        _write_parameters(self, ctx, formatter)


class Group(TyperGroup):
    """Commands under one name."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return what the command takes, `--help` too."""
        return kept_plain(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how one of the commands is called."""
        _write_usage(self, ctx, formatter, "КОМАНДА ...")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what stands before a command, and the commands."""
        _write_parameters(self, ctx, formatter)
        with formatter.section("Команды"):
            commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
            formatter.write_dl([(name, command.short_help or "") for name, command in commands if command is not None])


def add_group(app: typer.Typer, name: str, summary: str) -> typer.Typer:
    """Add a group of commands to *app*, and return it."""
    commands = typer.Typer(cls=Group, rich_markup_mode=None)
    app.add_typer(commands, name=name, help=summary, short_help=summary)
    return commands


def add_command(
    app: typer.Typer, name: str, function: Callable[..., None], summary: str, *examples: str, details: str = ""
) -> None:
    """Add a command to *app*: what it does in one line, details in a paragraph, examples as they are typed."""
    told = "\n".join(f"  {example}" for example in examples)
    epilog = f"\b\nПример:\n{told}" if len(examples) == 1 else f"\b\nПримеры:\n{told}"
    app.command(name, cls=Command, help=f"{summary}\n\n{details}", short_help=summary, epilog=epilog)(function)


def _write_usage(page: Any, ctx: Any, formatter: Any, *rest: str) -> None:
    arguments = [parameter.metavar for parameter in page.params if parameter.param_type_name == "argument"]
    formatter.write_usage(ctx.command_path, " ".join(["[КЛЮЧИ]", *arguments, *rest]), prefix="Как вызвать: ")


def _write_parameters(page: Any, ctx: Any, formatter: Any) -> None:
    arguments, options = [], []
    for parameter in page.get_params(ctx):
        if parameter.param_type_name == "argument":
            arguments.append((parameter.metavar, parameter.help))
        elif "--help" in parameter.opts:
            options.append(("--help", "Показать эту справку."))
        else:
            names = " ".join(filter(None, [", ".join(parameter.opts), parameter.metavar]))
            variable = f" Переменная {parameter.envvar}." if parameter.envvar else ""
            options.append((names, parameter.help + variable))
    for title, rows in (("Аргументы", arguments), ("Ключи", options)):
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)
