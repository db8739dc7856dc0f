"""What the model answers with."""

from __future__ import annotations

from typing import Any

__all__ = ["Record", "Refused", "clash", "refuse"]

Record = dict[str, Any]


class Refused(Exception):  # noqa: N818 - an answer, no error
    """The model's answer where the library raises: the error's class and the fields that matter."""


def refuse(when: object, error: str, **fields: Any) -> None:
    """Answer with an error where something is so."""
    if when:
        raise Refused(error, fields)


def clash(what: str, others: list[Record]) -> None:
    """Answer that there is such a one already, if there is."""
    if others:
        raise Refused("AlreadyExistsError", {"what": what, "other_id": others[0]["id"]})
