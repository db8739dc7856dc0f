"""The rules of the machine that change entries."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from multibuh_core.testing.machine.writing import EXPECTED, FIRMS, PICK, USERS, Histories

__all__ = ["WritingEntries"]

TEXTS = st.sampled_from(["", "раз", "два"])
FILES = st.tuples(st.sampled_from([b"one", b"two"]), st.sampled_from(["a.txt", "b.txt"]))


class WritingEntries(Histories):
    """One rule a method."""

    @rule(who=USERS, firm=FIRMS, directory=PICK, organization=PICK, text=TEXTS, expected=EXPECTED)
    def write(self, *, who: str, firm: str, directory: int, organization: int, text: str, expected: Any) -> None:
        """Write an entry."""
        (d, did), (o, oid) = self.pick("d", directory), self.pick("o", organization)
        model, real = self.version(expected, "entry", (d, o))
        self.sides.write(
            who,
            firm,
            lambda w: w.entries.write(did, oid, text, expected_version=real),
            lambda m: m.change(d, o, "written", model, text=text),
        )

    @rule(who=USERS, firm=FIRMS, directory=PICK, organization=PICK, expected=EXPECTED)
    def clear(self, *, who: str, firm: str, directory: int, organization: int, expected: Any) -> None:
        """Clear an entry."""
        (d, did), (o, oid) = self.pick("d", directory), self.pick("o", organization)
        model, real = self.version(expected, "entry", (d, o))
        self.sides.write(
            who,
            firm,
            lambda w: w.entries.clear(did, oid, expected_version=real),
            lambda m: m.change(d, o, "cleared", model, text="", attachments=[]),
        )

    @rule(
        who=USERS,
        firm=FIRMS,
        directory=PICK,
        organization=PICK,
        version=st.sampled_from([1, 1, 2, 3]),
        expected=EXPECTED,
    )
    def restore(self, *, who: str, firm: str, directory: int, organization: int, version: int, expected: Any) -> None:
        """Restore a version of an entry."""
        (d, did), (o, oid) = self.pick("d", directory), self.pick("o", organization)
        model, real = self.version(expected, "entry", (d, o))
        self.sides.write(
            who,
            firm,
            lambda w: w.entries.restore(did, oid, version, expected_version=real),
            lambda m: m.restore(d, o, version, model),
        )

    @rule(who=USERS, firm=FIRMS, directory=PICK, organization=PICK, replace=st.booleans(), file=FILES)
    def attach(
        self,
        *,
        who: str,
        firm: str,
        directory: int,
        organization: int,
        replace: bool,
        file: tuple[bytes, str],
    ) -> None:
        """Attach a file."""
        data, name = file
        (d, did), (o, oid) = self.pick("d", directory), self.pick("o", organization)
        self.sides.write(
            who,
            firm,
            lambda w: w.attachments.attach(did, oid, data, name=name, replace=replace),
            lambda m: m.attach(d, o, data, name, replace),
        )

    @rule(who=USERS, firm=FIRMS, one=PICK)
    def detach(self, *, who: str, firm: str, one: int) -> None:
        """Take a file off its entry."""
        handle, id_ = self.pick("a", one)
        self.sides.write(who, firm, lambda w: w.attachments.detach(id_), lambda m: m.detach(handle))
