"""Errors: their tree, that they survive a journey, and that they show nothing that breaks a terminal."""

from __future__ import annotations

import copy
import pickle
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core import errors
from multibuh_core.errors import MultibuhError, shown
from tests.multibuh_core.records import a_directory, an_entry, an_organization

TREE = """\
MultibuhError
    AlreadyExistsError
    ConflictError
        MovedError
        VersionConflictError
    InvalidInputError (ValueError)
    NotAllowedError (PermissionError)
    NotFoundError (LookupError)
    StorageError
        CorruptionError
        FormatError
        OutcomeUnknownError
        UnavailableError
    UnsupportedOperationError
"""

EVERY_ERROR = [
    errors.AlreadyExistsError("уже есть", what="organization", other_id="1"),
    errors.ConflictError("в архиве"),
    errors.CorruptionError("повреждено"),
    errors.FormatError("не читается"),
    errors.InvalidInputError("inn", ["5"], "нужно 10 цифр."),
    errors.MovedError(),
    errors.NotAllowedError("не разрешено", permission="hand_over", user_id="anna"),
    errors.NotFoundError("directory", "1"),
    errors.OutcomeUnknownError("неизвестно"),
    errors.StorageError("не отвечает"),
    errors.UnavailableError("занято"),
    errors.UnsupportedOperationError("не умеет"),
    errors.VersionConflictError(expected=1, actual=2, current=an_organization()),
    errors.VersionConflictError(expected=1, actual=2, current=a_directory()),
    errors.VersionConflictError(expected=1, actual=2, current=an_entry()),
]


def lines_of(kind: type[BaseException], depth: int = 0) -> Iterator[str]:
    """Give the tree under a class, one class a line, with what of Python's own it also is."""
    others = [base.__name__ for base in kind.__bases__ if not issubclass(base, MultibuhError) and base is not Exception]
    yield "    " * depth + kind.__name__ + "".join(f" ({name})" for name in others)
    ours = (one for one in kind.__subclasses__() if one.__module__ == errors.__name__)
    for below in sorted(ours, key=lambda one: one.__name__):
        yield from lines_of(below, depth + 1)


class TestTree:
    """What a handler can rely on."""

    def test_tree_is_pinned(self) -> None:
        """No class is added, moved or loses its builtin base unnoticed."""
        assert "\n".join(lines_of(MultibuhError)) + "\n" == TREE

    def test_docstring_draws_the_tree(self) -> None:
        """The module's docstring names each class, with its base of Python's own."""
        for line in TREE.split("\n"):
            assert line.strip() in (errors.__doc__ or "")

    def test_all_are_exported(self) -> None:
        """The module exports each class of the tree, and nothing else."""
        assert sorted(errors.__all__) == sorted(line.split()[0] for line in TREE.splitlines())


class TestJourney:
    """From one process to another."""

    @pytest.mark.parametrize(
        "error", EVERY_ERROR, ids=(f"{n} {type(one).__name__}" for n, one in enumerate(EVERY_ERROR))
    )
    def test_every_error_survives_pickling_and_copying(self, error: MultibuhError) -> None:
        """Class, message and fields arrive whole, by every protocol of pickle and by both kinds of copy."""
        arrived = [pickle.loads(pickle.dumps(error, version)) for version in range(pickle.HIGHEST_PROTOCOL + 1)]  # noqa: S301 - our own bytes
        for one in [*arrived, copy.copy(error), copy.deepcopy(error)]:
            assert (type(one), str(one), one.args, vars(one)) == (type(error), str(error), error.args, vars(error))

    def test_every_class_is_tried(self) -> None:
        """The list of what is pickled above holds each class but the common base."""
        assert {type(error).__name__ for error in EVERY_ERROR} == set(errors.__all__) - {"MultibuhError"}

    def test_value_that_cannot_be_pickled_travels_as_text(self) -> None:
        """Whatever was given, the error that refuses it can be sent; here it keeps the thing itself."""
        lock = threading.Lock()
        error = errors.InvalidInputError("actor", lock, "нужен Actor.")
        assert error.value is lock
        arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        assert (str(arrived), arrived.field, arrived.value) == (str(error), "actor", repr(lock))

    def test_notes_survive(self) -> None:
        """What a host adds to an error by `add_note` arrives too."""
        error = errors.UnavailableError("занято")
        error.add_note("третья попытка")
        assert pickle.loads(pickle.dumps(error)).__notes__ == ["третья попытка"]  # noqa: S301 - our own bytes


class TestShown:
    """What a message shows of a value."""

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("Ромашка", "«Ромашка»"),
            ("a\x1b[31mb\n", "«a\\x1b[31mb\\n»"),
            ("\u202eabc\u200b", "«\\u202eabc\\u200b»"),
            ("\ud800\0", "«\\ud800\\x00»"),
            ("x" * 41 + "y" * 40, "«" + "x" * 39 + "…" + "y" * 40 + "»"),
            ("x" * 80, "«" + "x" * 80 + "»"),
            ("\0" * 81, "«" + "\\x00" * 39 + "…" + "\\x00" * 40 + "»"),
            (7.5, "«7.5»"),
            (None, "«None»"),
            (10**5000, "«<int>»"),
        ],
        ids=["plain", "escape", "bidi", "surrogate", "long", "fits", "escapes", "number", "none", "huge"],
    )
    def test_value_is_quoted_escaped_and_shortened(self, value: object, text: str) -> None:
        """Quotes around it, control and invisible characters escaped, the middle of over 80 cut, no number too long."""
        assert shown(value) == text

    def test_long_address_keeps_both_ends(self) -> None:
        """Of a long address a message shows where it begins and what it ends in."""
        text = shown(f"s3://bucket/{'folder/' * 30}attachments/store.json")
        assert text.startswith("«s3://bucket/folder/")
        assert text.endswith("/attachments/store.json»")

    @given(st.text(alphabet=st.characters(exclude_categories=[])), st.sampled_from(["inn", "text", "media_type"]))
    def test_message_is_one_printable_line(self, value: str, field: str) -> None:
        """Whatever the value, the message about it can be printed on a terminal and written to a log."""
        assert str(errors.InvalidInputError(field, value, "правило.")).isprintable()
        assert str(errors.NotFoundError("directory", value)).isprintable()
