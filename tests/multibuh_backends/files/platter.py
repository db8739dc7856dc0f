"""What a disk holds once the power is gone: bytes that were synced, names whose folder was; of the rest anything."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

__all__ = ["File", "Folder", "Platter", "Tree", "lay_down"]

NAMES: Final = (0, -1)
FILES: Final = range(5)
"""The places of the extremes in what a choice is given."""

Choice = Callable[[str, Sequence[Any]], Any]
"""Chooses one of the things that a name or a file may be, the oldest first; told is whether it is a name or a file."""
Tree = dict[str, Any]
"""Names, and what they name: bytes or a tree."""


@attrs.define(eq=False)
class File:
    """A file: what was written, and what of it is lasting."""

    data: bytes = b""
    lasting: bytes = b""

    def left(self, choose: Choice) -> bytes:
        """Return what is left of it: what lasts, nothing, zeros, half, or all."""
        if self.data == self.lasting:
            return self.data
        half = len(self.data) // 2
        found: bytes = choose("file", [self.lasting, b"", bytes(len(self.data)), self.data[:half], self.data])
        return found


@attrs.define(eq=False)
class Folder:
    """A folder: of each name what it has named since the folder was last synced, the oldest first; None is nothing."""

    names: dict[str, list[File | Folder | None]] = attrs.field(factory=dict)

    def left(self, choose: Choice) -> Tree:
        """Return what is left of it, and of what is below."""
        found = ((name, choose("name", named) if len(named) > 1 else named[0]) for name, named in self.names.items())
        return {name: node.left(choose) for name, node in found if node is not None}

    def now(self, name: str) -> Any:
        """Return what bears a name."""
        return self.names[name][-1]

    def bind(self, name: str, node: File | Folder | None) -> None:
        """Let a name name something else, not lasting yet."""
        self.names.setdefault(name, [None]).append(node)

    def sync(self) -> None:
        """Let what the names name be lasting."""
        self.names = {name: named[-1:] for name, named in self.names.items() if named[-1] is not None}


class Platter:
    """What the disk under a folder holds, which at first is lasting."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = _settled(folder)

    def has(self, path: Path) -> bool:
        """Return whether a path is in the folder, or the folder itself."""
        return path.is_relative_to(self._folder)

    def parent(self, path: Path) -> Folder:
        """Return the folder that a path is in."""
        found = self._root
        for part in path.relative_to(self._folder).parts[:-1]:
            found = found.now(part)
        return found

    def node(self, path: Path) -> Any:
        """Return what a path names."""
        return self._root if path == self._folder else self.parent(path).now(path.name)

    def left(self, mixes: int, known: set[str]) -> Iterator[Tree]:
        """
        Give all that may be left when the power goes now, but for what is *known*: the extremes, and some mixtures.

        In an extreme all names are alike, and all files.
        """
        for choose in _choices(mixes):
            tree = self._root.left(choose)
            if (said := str(tree)) not in known:
                known.add(said)
                yield tree


def _settled(folder: Path) -> Folder:
    nodes = ((p.name, _settled(p) if p.is_dir() else File(p.read_bytes(), p.read_bytes())) for p in folder.iterdir())
    return Folder({name: [node] for name, node in nodes})


def _choices(mixes: int) -> Iterator[Choice]:
    for of_names in NAMES:
        for of_files in FILES:
            yield lambda kind, given, n=of_names, f=of_files: given[n if kind == "name" else f]  # type: ignore[misc]
    for _ in range(mixes):
        yield lambda _, given: random.choice(given)


def lay_down(folder: Path, tree: Tree) -> None:
    """Make the files of a tree."""
    for name, node in tree.items():
        if isinstance(node, dict):
            (folder / name).mkdir()
            lay_down(folder / name, node)
        else:
            (folder / name).write_bytes(node)
