"""A clash of keys, before anybody has said what it means."""

from __future__ import annotations

from multibuh_core.errors import MovedError

__all__ = ["ClashError"]


class ClashError(MovedError):
    """A row that is written bears a key of another, or names one that is not there; whoever wrote it knows which."""

    def __init__(self) -> None:
        super().__init__("Сохраняемое уже изменено другим: прочитайте его заново и повторите.")
