"""Values of the command line as they are: text, or what a parser of ours makes of it."""

from __future__ import annotations

from typing import Any

__all__ = ["kept_plain"]


class _Plain:
    """Stands in for Typer's own conversion."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002 - Typer calls it so
        """Return the value of a parameter: a text, a list of texts, or what its parser makes of its text."""
        if param.multiple or param.nargs != 1:
            return list(value or ())
        parser = param.type_descriptor.parameter_info.parser
        return value if parser is None or not isinstance(value, str) else parser(value)


def kept_plain(parameters: list[Any]) -> list[Any]:
    """
    Return these parameters, spared Typer's own conversion.

    Typer imports pydantic to find out that a text is a text, or that nothing was said; that takes longer than to read
    a card (benchmark S11). A Typer that has no such place inside loses nothing but the speed.
    """
    for parameter in parameters:
        parameter._runtime_param = _PLAIN  # noqa: SLF001 - there is no public way
    return parameters


_PLAIN = _Plain()
