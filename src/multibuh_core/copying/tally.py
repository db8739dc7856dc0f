"""What a firm comes to: one digest of all its histories, by which two stores are compared without being kept."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from multibuh_core.ports import History

__all__ = ["Tally"]


class Tally:
    """The running SHA-256 over the canonical documents of histories, in their order."""

    def __init__(self) -> None:
        self._digest = sha256()

    def add(self, history: History) -> None:
        """Go on by one history."""
        data = _encoded()(history)
        self._digest.update(b"%d\n" % len(data))
        self._digest.update(data)

    @property
    def digest(self) -> bytes:
        """What they have come to so far."""
        return self._digest.digest()


@cache
def _encoded() -> Callable[[History], bytes]:
    from multibuh_core.serialization import make_converter  # cattrs: a host that copies nothing does not wait for it
    from multibuh_core.serialization.json_text import to_json

    converter = make_converter()

    def encode(history: History) -> bytes:
        fields: dict[str, Any] = converter.unstructure(history)
        return to_json({"type": type(history).__name__, **fields})

    return encode
