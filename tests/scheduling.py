"""How the tests are shared out to workers: each function with its cases, and some files as a whole."""

from __future__ import annotations

from typing import Any

from xdist.scheduler import LoadScopeScheduling

__all__ = ["Functions"]

_WHOLE = ("tests/mutants/test_mutants.py",)
"""What all of its tests look at is made once, and takes long."""


class Functions(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """A worker gets all cases of a function at once, and all examples of a document: they build upon each other."""

    def __init__(self, config: Any, log: Any = None) -> None:
        config.option.loadscopereorder = False  # the long ones are collected first
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        path, _, name = nodeid.partition("::")
        return path if path.endswith(".md") or path in _WHOLE else f"{path}::{name.partition('[')[0]}"
